import { sql } from '../../../platform/database/index.ts';
import { dayOf } from '../facts.ts';
import { defineRule, days, inLastDays } from '../rule-kind.ts';

/** C38: nobody with contacts in the last so many days. */
export const noRecentContact = defineRule({
  kind: 'NO_RECENT_CONTACT',
  ref: 'C38',
  section: 'CONFIGURABLE',
  polarities: ['NONE'],
  parameters: { days: days(180) },
  title: { nl: 'Geen recent contact', en: 'No recent contact' },
  nl: {
    NONE: ({ days: n }) => `Geen personen met contacten in de laatste ${String(n)} dagen.`,
  },
  en: {
    NONE: ({ days: n }) => `Nobody with contacts in the last ${String(n)} days.`,
  },
  facts: () => ({
    contact: dayOf('contact', 'max', sql`e.took_place_on`, sql`true`, {
      nl: 'Laatste contact',
      en: 'Last contact',
      fields: ['ContactEntry.tookPlaceOn'],
    }),
  }),
  matches: ({ contact }, looking) => inLastDays(contact!, looking),
});
