import { sql } from '../../../platform/database/index.ts';
import { countOf } from '../facts.ts';
import { defineRule, RUNNING, POLARITIES } from '../rule-kind.ts';

/** C27: with or without a running registration. */
export const runningApplication = defineRule({
  kind: 'RUNNING_APPLICATION',
  ref: 'C27',
  section: 'CONFIGURABLE',
  polarities: POLARITIES,
  parameters: {},
  title: { nl: 'Lopende inschrijving', en: 'Running registration' },
  nl: {
    ONLY: () => 'Alleen personen met een lopende inschrijving.',
    NONE: () => 'Geen personen met een lopende inschrijving.',
  },
  en: {
    ONLY: () => 'Only people with a running registration.',
    NONE: () => 'Nobody with a running registration.',
  },
  facts: () => ({
    running: countOf('application', RUNNING, {
      nl: 'Lopende inschrijvingen',
      en: 'Running registrations',
      fields: ['Application.status'],
    }),
  }),
  matches: ({ running }) => sql`${running} > 0`,
});
