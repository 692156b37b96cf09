import { sql } from '../../../platform/database/index.ts';
import { countOf } from '../facts.ts';
import { defineRule, days, olderThanDays, RUNNING } from '../rule-kind.ts';

/** C40: all with one or more running registrations older than so many days on filled vacancies. */
export const oldOnFilledVacancy = defineRule({
  kind: 'OLD_ON_FILLED_VACANCY',
  ref: 'C40',
  section: 'CONFIGURABLE',
  polarities: ['ONLY'],
  parameters: { days: days(90) },
  title: { nl: 'Oud en lopend op een vervulde vacature', en: 'Old and running on a filled vacancy' },
  nl: {
    ONLY: ({ days: n }) =>
      `Alle personen met een of meer lopende inschrijvingen ouder dan ${String(n)} dagen op vervulde vacatures.`,
  },
  en: {
    ONLY: ({ days: n }) =>
      `All people with one or more running registrations older than ${String(n)} days on filled vacancies.`,
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
