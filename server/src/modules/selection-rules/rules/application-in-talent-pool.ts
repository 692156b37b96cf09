import { sql } from '../../../platform/database/index.ts';
import { countOf } from '../facts.ts';
import { defineRule, POLARITIES } from '../rule-kind.ts';

/** C46: with a registration in a talent pool (D16). */
export const applicationInTalentPool = defineRule({
  kind: 'APPLICATION_IN_TALENT_POOL',
  ref: 'C46',
  section: 'CONFIGURABLE',
  polarities: POLARITIES,
  parameters: {},
  title: { nl: 'Inschrijving in een talentpool', en: 'Registration in a talent pool' },
  nl: {
    ONLY: () => 'Alleen personen met een inschrijving in een talentpool.',
    NONE: () => 'Geen personen met een inschrijving in een talentpool.',
  },
  en: {
    ONLY: () => 'Only people with a registration in a talent pool.',
    NONE: () => 'Nobody with a registration in a talent pool.',
  },
  facts: () => ({
    registrations: countOf('pool', sql`m.application_id is not null`, {
      nl: 'Inschrijvingen in talentpools',
      en: 'Registrations in talent pools',
      fields: ['TalentPoolMember.application'],
    }),
  }),
  matches: ({ registrations }) => sql`${registrations} > 0`,
});
