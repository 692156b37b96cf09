import { sql } from '../../../platform/database/index.ts';
import { countOf } from '../facts.ts';
import { days, defineRule, olderThanDays, RUNNING } from '../rule-kind.ts';

/** C26: whoever has running registrations of more than so many days on one or more filled vacancies. */
export const filledVacancyAlways = defineRule({
  kind: 'FILLED_VACANCY_ALWAYS',
  ref: 'C26',
  section: 'ALWAYS',
  polarities: ['ONLY'],
  parameters: { days: days(90) },
  title: { nl: 'Lopend op een vervulde vacature', en: 'Running on a filled vacancy' },
  nl: {
    ONLY: ({ days: n }) =>
      `Iedereen met lopende inschrijvingen van meer dan ${String(n)} dagen op een of meer vervulde vacatures.`,
  },
  en: {
    ONLY: ({ days: n }) =>
      `Everybody with running registrations of more than ${String(n)} days on one or more filled vacancies.`,
  },
  facts: (looking) => ({
    filled: countOf(
      'application',
      sql`${RUNNING} and v.status = 'FILLED' and ${olderThanDays(sql`a.applied_on`, looking)}`,
      {
        nl: 'Oude lopende inschrijvingen op vervulde vacatures',
        en: 'Old running registrations on filled vacancies',
        fields: ['Application.status', 'Application.appliedOn'],
      },
    ),
  }),
  matches: ({ filled }) => sql`${filled} > 0`,
});
