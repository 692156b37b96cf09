import { sql } from '../../../platform/database/index.ts';
import { countOf } from '../facts.ts';
import { defineRule, POLARITIES } from '../rule-kind.ts';

/** C48: who is an employee. */
export const employee = defineRule({
  kind: 'EMPLOYEE',
  ref: 'C48',
  section: 'CONFIGURABLE',
  polarities: POLARITIES,
  parameters: {},
  title: { nl: 'Medewerker', en: 'Employee' },
  nl: {
    ONLY: () => 'Alleen personen die medewerker zijn.',
    NONE: () => 'Geen personen die medewerker zijn.',
  },
  en: {
    ONLY: () => 'Only people who are employees.',
    NONE: () => 'Nobody who is an employee.',
  },
  facts: () => ({
    employments: countOf('employment', sql`true`, {
      nl: 'Dienstverbanden',
      en: 'Employments',
      fields: ['Employee.inServiceFrom'],
    }),
  }),
  matches: ({ employments }) => sql`${employments} > 0`,
});
