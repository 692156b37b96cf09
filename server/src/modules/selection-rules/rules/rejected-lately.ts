import { sql } from '../../../platform/database/index.ts';
import { dayOf } from '../facts.ts';
import { defineRule, days, inLastDays, POLARITIES } from '../rule-kind.ts';

/** C31: registrations that were rejected in the last so many days. */
export const rejectedLately = defineRule({
  kind: 'REJECTED_LATELY',
  ref: 'C31',
  section: 'CONFIGURABLE',
  polarities: POLARITIES,
  parameters: { days: days(100) },
  title: { nl: 'Onlangs afgewezen', en: 'Rejected lately' },
  nl: {
    ONLY: ({ days: n }) => `Alleen personen met inschrijvingen die de laatste ${String(n)} dagen zijn afgewezen.`,
    NONE: ({ days: n }) => `Geen personen met inschrijvingen die de laatste ${String(n)} dagen zijn afgewezen.`,
  },
  en: {
    ONLY: ({ days: n }) => `Only people with registrations rejected in the last ${String(n)} days.`,
    NONE: ({ days: n }) => `Nobody with registrations rejected in the last ${String(n)} days.`,
  },
  facts: () => ({
    rejected: dayOf('application', 'max', sql`a.deregistered_on`, sql`a.status = 'REJECTED'`, {
      nl: 'Laatste afwijzing',
      en: 'Last rejection',
      fields: ['Application.deregisteredOn', 'Application.status'],
    }),
  }),
  matches: ({ rejected }, looking) => inLastDays(rejected!, looking),
});
