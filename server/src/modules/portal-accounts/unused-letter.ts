import type { LANGUAGES } from '../candidates/index.ts';

export type AccountLanguage = (typeof LANGUAGES)[number];

interface Parts {
  readonly sender: string;
  readonly contactEmail: string;
  /** Written out. */
  readonly goesOn: string;
}

const WORDS: Readonly<Record<AccountLanguage, (parts: Parts) => { subject: string; text: string }>> = {
  nl: ({ sender, contactEmail, goesOn }) => ({
    subject: `Wil je je account bij ${sender} houden?`,
    text: `Hallo,

Je hebt een account op de portal van ${sender}. Je hebt daar twee jaar niet ingelogd. Accounts die niemand gebruikt, bewaren we niet.

Wil je je account houden? Log dan voor ${goesOn} een keer in:

{portal}/inloggen

Doe je niets, dan verwijderen we je account en je job-alerts op ${goesOn}.

Vragen? Mail ${contactEmail}.

${sender}`,
  }),
  en: ({ sender, contactEmail, goesOn }) => ({
    subject: `Would you like to keep your account at ${sender}?`,
    text: `Hello,

You have an account on the portal of ${sender}. You have not logged in there for two years. We don't keep accounts that nobody uses.

Would you like to keep your account? Then log in once before ${goesOn}:

{portal}/inloggen

If you do nothing, we remove your account and your job alerts on ${goesOn}.

Questions? Mail ${contactEmail}.

${sender}`,
  }),
};

export const unusedLetter = (language: AccountLanguage, parts: Parts) =>
  // Staff name their labels: what stands in braces is ours alone.
  WORDS[language]({ ...parts, sender: parts.sender.replaceAll('{', '(').replaceAll('}', ')') });
