import { sql } from '../../../platform/database/index.ts';
import { dayOf } from '../facts.ts';
import { defineRule, days, inLastDays, POLARITIES } from '../rule-kind.ts';

/** C52: with contacts in the last so many days. */
export const recentContact = defineRule({
  kind: 'RECENT_CONTACT',
  ref: 'C52',
  section: 'CONFIGURABLE',
  polarities: POLARITIES,
  parameters: { days: days(180) },
  title: { nl: 'Recent contact', en: 'Recent contact' },
  nl: {
    ONLY: ({ days: n }) => `Alleen personen met contacten in de laatste ${String(n)} dagen.`,
    NONE: ({ days: n }) => `Geen personen met contacten in de laatste ${String(n)} dagen.`,
  },
  en: {
    ONLY: ({ days: n }) => `Only people with contacts in the last ${String(n)} days.`,
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
