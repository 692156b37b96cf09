import { sql } from '../../../platform/database/index.ts';
import { countOf } from '../facts.ts';
import { defineRule, POLARITIES } from '../rule-kind.ts';

/** C47: with a registration that an external agency submitted. */
export const fromExternalAgency = defineRule({
  kind: 'FROM_EXTERNAL_AGENCY',
  ref: 'C47',
  section: 'CONFIGURABLE',
  polarities: POLARITIES,
  parameters: {},
  title: { nl: 'Via een extern bureau', en: 'Through an external agency' },
  nl: {
    ONLY: () => 'Alleen personen met een inschrijving via een extern bureau.',
    NONE: () => 'Geen personen met een inschrijving via een extern bureau.',
  },
  en: {
    ONLY: () => 'Only people with a registration submitted by an external agency.',
    NONE: () => 'Nobody with a registration submitted by an external agency.',
  },
  facts: () => ({
    external: countOf('application', sql`coalesce(a.external_agency, '') <> ''`, {
      nl: 'Inschrijvingen via een extern bureau',
      en: 'Registrations through an external agency',
      fields: ['Application.externalAgency'],
    }),
  }),
  matches: ({ external }) => sql`${external} > 0`,
});
