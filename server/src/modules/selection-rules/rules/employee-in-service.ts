import { sql } from '../../../platform/database/index.ts';
import { countOf } from '../facts.ts';
import { defineRule, POLARITIES } from '../rule-kind.ts';

/** C49: who is an employee and not out of service. */
export const employeeInService = defineRule({
  kind: 'EMPLOYEE_IN_SERVICE',
  ref: 'C49',
  section: 'CONFIGURABLE',
  polarities: POLARITIES,
  parameters: {},
  title: { nl: 'Medewerker in dienst', en: 'Employee in service' },
  nl: {
    ONLY: () => 'Alleen personen die medewerker zijn en niet uit dienst.',
    NONE: () => 'Geen personen die medewerker zijn en niet uit dienst.',
  },
  en: {
    ONLY: () => 'Only people who are employees and not out of service.',
    NONE: () => 'Nobody who is an employee and not out of service.',
  },
  facts: (looking) => ({
    inService: countOf('employment', sql`(w.out_of_service_on is null or w.out_of_service_on > ${looking.on})`, {
      nl: 'Dienstverbanden die nog lopen',
      en: 'Employments that still run',
      fields: ['Employee.outOfServiceOn'],
    }),
  }),
  matches: ({ inService }) => sql`${inService} > 0`,
});
