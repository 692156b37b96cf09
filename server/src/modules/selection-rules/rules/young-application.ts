import { sql } from '../../../platform/database/index.ts';
import { dayOf } from '../facts.ts';
import { defineRule, days, youngerThanDays, POLARITIES } from '../rule-kind.ts';

/** C33: registrations that exist for less than so many days. */
export const youngApplication = defineRule({
  kind: 'YOUNG_APPLICATION',
  ref: 'C33',
  section: 'CONFIGURABLE',
  polarities: POLARITIES,
  parameters: { days: days(30) },
  title: { nl: 'Jonge inschrijving', en: 'Young registration' },
  nl: {
    ONLY: ({ days: n }) => `Alleen personen met inschrijvingen die korter dan ${String(n)} dagen bestaan.`,
    NONE: ({ days: n }) => `Geen personen met inschrijvingen die korter dan ${String(n)} dagen bestaan.`,
  },
  en: {
    ONLY: ({ days: n }) => `Only people with registrations existing less than ${String(n)} days.`,
    NONE: ({ days: n }) => `Nobody with registrations existing less than ${String(n)} days.`,
  },
  facts: () => ({
    latest: dayOf('application', 'max', sql`a.applied_on`, sql`true`, {
      nl: 'Laatste inschrijving',
      en: 'Latest registration',
      fields: ['Application.appliedOn'],
    }),
  }),
  matches: ({ latest }, looking) => youngerThanDays(latest!, looking),
});
