import { sql } from '../../../platform/database/index.ts';
import { countOf } from '../facts.ts';
import { defineRule, POLARITIES } from '../rule-kind.ts';

/** C44: internal employees. */
export const internalEmployee = defineRule({
  kind: 'INTERNAL_EMPLOYEE',
  ref: 'C44',
  section: 'CONFIGURABLE',
  polarities: POLARITIES,
  parameters: {},
  title: { nl: 'Interne medewerker', en: 'Internal employee' },
  nl: {
    ONLY: () => 'Alleen interne medewerkers.',
    NONE: () => 'Geen interne medewerkers.',
  },
  en: {
    ONLY: () => 'Only internal employees.',
    NONE: () => 'No internal employees.',
  },
  facts: () => ({
    internal: countOf('employment', sql`w.internal`, {
      nl: 'Dienstverbanden als interne medewerker',
      en: 'Employments as an internal employee',
      fields: ['Employee.internal'],
    }),
  }),
  matches: ({ internal }) => sql`${internal} > 0`,
});
