import { sql } from '../../../platform/database/index.ts';
import { countOf } from '../facts.ts';
import { defineRule, POLARITIES } from '../rule-kind.ts';

/** C43: who did not sign the privacy statement. */
export const statementNotSigned = defineRule({
  kind: 'STATEMENT_NOT_SIGNED',
  ref: 'C43',
  section: 'CONFIGURABLE',
  polarities: POLARITIES,
  parameters: {},
  title: { nl: 'Privacystatement niet getekend', en: 'Privacy statement not signed' },
  nl: {
    ONLY: () => 'Alleen personen die het privacystatement niet hebben getekend.',
    NONE: () => 'Geen personen die het privacystatement niet hebben getekend.',
  },
  en: {
    ONLY: () => 'Only people who did not sign the privacy statement.',
    NONE: () => 'Nobody who did not sign the privacy statement.',
  },
  facts: () => ({
    signed: countOf('consent', sql`k.purpose = 'PRIVACY_STATEMENT' and k.withdrawn_at is null`, {
      nl: 'Keren getekend',
      en: 'Times signed',
      fields: ['Consent.purpose', 'Consent.withdrawnAt'],
    }),
  }),
  matches: ({ signed }) => sql`${signed} = 0`,
});
