import { sql } from '../../../platform/database/index.ts';
import { countOf } from '../facts.ts';
import { defineRule, POLARITIES } from '../rule-kind.ts';

/** C37: a registration from a source. */
export const applicationSource = defineRule({
  kind: 'APPLICATION_SOURCE',
  ref: 'C37',
  section: 'CONFIGURABLE',
  polarities: POLARITIES,
  parameters: { source: { is: 'text', longest: 200 } },
  title: { nl: 'Bron van de inschrijving', en: 'Source of the registration' },
  nl: {
    ONLY: ({ source }) => `Alleen personen met een inschrijving met de bron “${String(source)}”.`,
    NONE: ({ source }) => `Geen personen met een inschrijving met de bron “${String(source)}”.`,
  },
  en: {
    ONLY: ({ source }) => `Only people with a registration from the source “${String(source)}”.`,
    NONE: ({ source }) => `Nobody with a registration from the source “${String(source)}”.`,
  },
  facts: ({ parameters }) => ({
    fromSource: countOf('application', sql`lower(a.source) = lower(${parameters['source']})`, {
      nl: 'Inschrijvingen met deze bron',
      en: 'Registrations from this source',
      fields: ['Application.source'],
    }),
  }),
  matches: ({ fromSource }) => sql`${fromSource} > 0`,
});
