import { sql } from '../../../platform/database/index.ts';
import { countOf } from '../facts.ts';
import { defineRule, RUNNING } from '../rule-kind.ts';

/** C25, D10: whoever's only running registrations are open applications that are older than so many months. */
export const oldOpenApplicationsAlways = defineRule({
  kind: 'OLD_OPEN_APPLICATIONS_ALWAYS',
  ref: 'C25',
  section: 'ALWAYS',
  polarities: ['ONLY'],
  parameters: { months: { is: 'months', min: 1, max: 120, default: 6 } },
  title: { nl: 'Alleen nog oude open sollicitaties', en: 'Nothing but old open applications' },
  nl: {
    ONLY: ({ months }) =>
      `Iedereen met als enige lopende inschrijvingen open sollicitaties die ouder zijn dan ${String(months)} maanden.`,
  },
  en: {
    ONLY: ({ months }) =>
      `Everybody whose only running registrations are open applications older than ${String(months)} months.`,
  },
  facts: ({ parameters, on }) => ({
    running: countOf('application', RUNNING, {
      nl: 'Lopende inschrijvingen',
      en: 'Running registrations',
      fields: ['Application.status'],
    }),
    old: countOf(
      'application',
      sql`${RUNNING} and a.type = 'OPEN' and a.applied_on < (${on} - make_interval(months => ${parameters['months']}::int))::date`,
      {
        nl: 'Waarvan oude open sollicitaties',
        en: 'Of which old open applications',
        fields: ['Application.status', 'Application.type', 'Application.appliedOn'],
      },
    ),
  }),
  matches: ({ running, old }) => sql`${running} > 0 and ${running} = ${old}`,
});
