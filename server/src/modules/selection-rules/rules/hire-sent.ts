import { sql } from '../../../platform/database/index.ts';
import { countOf } from '../facts.ts';
import { defineRule, POLARITIES } from '../rule-kind.ts';

/** C32: a hire whose status is sent. */
export const hireSent = defineRule({
  kind: 'HIRE_SENT',
  ref: 'C32',
  section: 'CONFIGURABLE',
  polarities: POLARITIES,
  parameters: {},
  title: { nl: 'Verzonden aanname', en: 'Sent hire' },
  nl: {
    ONLY: () => 'Alleen personen met een aanname met de status verzonden.',
    NONE: () => 'Geen personen met een aanname met de status verzonden.',
  },
  en: {
    ONLY: () => 'Only people with a hire whose status is sent.',
    NONE: () => 'Nobody with a hire whose status is sent.',
  },
  facts: () => ({
    hires: countOf('hire', sql`h.status = 'SENT'`, {
      nl: 'Verzonden aannames',
      en: 'Sent hires',
      fields: ['Hire.status'],
    }),
  }),
  matches: ({ hires }) => sql`${hires} > 0`,
});
