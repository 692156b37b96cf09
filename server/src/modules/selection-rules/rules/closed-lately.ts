import { sql } from '../../../platform/database/index.ts';
import { dayOf } from '../facts.ts';
import { defineRule, days, inLastDays, POLARITIES } from '../rule-kind.ts';

/** C30: registrations that were closed in the last so many days do or don’t count. */
export const closedLately = defineRule({
  kind: 'CLOSED_LATELY',
  ref: 'C30',
  section: 'CONFIGURABLE',
  polarities: POLARITIES,
  parameters: { days: days(100) },
  title: { nl: 'Onlangs uitgeschreven', en: 'Closed lately' },
  nl: {
    ONLY: ({ days: n }) => `Alleen personen met inschrijvingen die de laatste ${String(n)} dagen zijn uitgeschreven.`,
    NONE: ({ days: n }) => `Geen personen met inschrijvingen die de laatste ${String(n)} dagen zijn uitgeschreven.`,
  },
  en: {
    ONLY: ({ days: n }) => `Only people with registrations closed in the last ${String(n)} days.`,
    NONE: ({ days: n }) => `Nobody with registrations closed in the last ${String(n)} days.`,
  },
  facts: () => ({
    closed: dayOf('application', 'max', sql`a.deregistered_on`, sql`true`, {
      nl: 'Laatste uitschrijving',
      en: 'Last closing',
      fields: ['Application.deregisteredOn'],
    }),
  }),
  matches: ({ closed }, looking) => inLastDays(closed!, looking),
});
