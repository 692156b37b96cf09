import { sql } from '../../../platform/database/index.ts';
import { onPerson } from '../facts.ts';
import { defineRule, POLARITIES } from '../rule-kind.ts';

/** C41: the status blocked. */
export const blocked = defineRule({
  kind: 'BLOCKED',
  ref: 'C41',
  section: 'CONFIGURABLE',
  polarities: POLARITIES,
  parameters: {},
  title: { nl: 'Status geblokkeerd', en: 'Status blocked' },
  nl: {
    ONLY: () => 'Alleen personen met de status geblokkeerd.',
    NONE: () => 'Geen personen met de status geblokkeerd.',
  },
  en: {
    ONLY: () => 'Only people whose status is blocked.',
    NONE: () => 'Nobody whose status is blocked.',
  },
  facts: () => ({
    flag: onPerson(sql`c.blocked`, { nl: 'Geblokkeerd', en: 'Blocked', fields: ['Candidate.blocked'] }),
  }),
  matches: ({ flag }) => flag!,
});
