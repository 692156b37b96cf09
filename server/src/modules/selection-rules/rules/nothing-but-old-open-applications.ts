import { sql } from '../../../platform/database/index.ts';
import { countOf } from '../facts.ts';
import { defineRule, days, olderThanDays, RUNNING } from '../rule-kind.ts';

/** C39: all whose only registrations are running and open applications, older than so many days. */
export const nothingButOldOpenApplications = defineRule({
  kind: 'NOTHING_BUT_OLD_OPEN_APPLICATIONS',
  ref: 'C39',
  section: 'CONFIGURABLE',
  polarities: ['ONLY'],
  parameters: { days: days(180) },
  title: { nl: 'Enkel lopende open sollicitaties', en: 'Nothing but running open applications' },
  nl: {
    ONLY: ({ days: n }) =>
      `Alle personen met als enige inschrijvingen lopende open sollicitaties die ouder zijn dan ${String(n)} dagen.`,
  },
  en: {
    ONLY: ({ days: n }) =>
      `All people whose only registrations are running open applications older than ${String(n)} days.`,
  },
  facts: (looking) => ({
    all: countOf('application', sql`true`, {
      nl: 'Inschrijvingen',
      en: 'Registrations',
      fields: ['Application.appliedOn'],
    }),
    old: countOf('application', sql`${RUNNING} and a.type = 'OPEN' and ${olderThanDays(sql`a.applied_on`, looking)}`, {
      nl: 'Waarvan oude lopende open sollicitaties',
      en: 'Of which old running open applications',
      fields: ['Application.status', 'Application.type', 'Application.appliedOn'],
    }),
  }),
  matches: ({ all, old }) => sql`${all} > 0 and ${all} = ${old}`,
});
