import { sql } from '../../../platform/database/index.ts';
import { onPerson } from '../facts.ts';
import { defineRule } from '../rule-kind.ts';

/** C24: whoever has the status blocked. */
export const blockedAlways = defineRule({
  kind: 'BLOCKED_ALWAYS',
  ref: 'C24',
  section: 'ALWAYS',
  polarities: ['ONLY'],
  parameters: {},
  title: { nl: 'Status geblokkeerd', en: 'Status blocked' },
  nl: { ONLY: () => 'Iedereen met de status geblokkeerd.' },
  en: { ONLY: () => 'Everybody whose status is blocked.' },
  facts: () => ({
    blocked: onPerson(sql`c.blocked`, { nl: 'Geblokkeerd', en: 'Blocked', fields: ['Candidate.blocked'] }),
  }),
  matches: ({ blocked }) => blocked!,
});
