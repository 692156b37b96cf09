import { sql } from '../../../platform/database/index.ts';
import { onPerson } from '../facts.ts';
import { defineRule, POLARITIES } from '../rule-kind.ts';

/** C50: who is a candidate. */
export const isCandidate = defineRule({
  kind: 'CANDIDATE',
  ref: 'C50',
  section: 'CONFIGURABLE',
  polarities: POLARITIES,
  parameters: {},
  title: { nl: 'Kandidaat', en: 'Candidate' },
  nl: {
    ONLY: () => 'Alleen personen die kandidaat zijn.',
    NONE: () => 'Geen personen die kandidaat zijn.',
  },
  en: {
    ONLY: () => 'Only people who are candidates.',
    NONE: () => 'Nobody who is a candidate.',
  },
  facts: () => ({
    flag: onPerson(sql`c.is_candidate`, { nl: 'Kandidaat', en: 'Candidate', fields: ['Candidate.isCandidate'] }),
  }),
  matches: ({ flag }) => flag!,
});
