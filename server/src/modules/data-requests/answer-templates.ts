import type { RequestKind } from './data-request.entity.ts';

export type RequestLanguage = 'nl' | 'en';
export type RequestAnswer = 'GRANTED' | 'REFUSED';

interface Letter {
  readonly subject: string;
  readonly text: string;
}

const SUBJECTS: Readonly<Record<RequestLanguage, Record<RequestKind, string>>> = {
  nl: {
    ACCESS: 'Je verzoek om inzage',
    RECTIFICATION: 'Je verzoek om verbetering',
    ERASURE: 'Je verzoek om je gegevens te wissen',
    OBJECTION: 'Je bezwaar',
    PORTABILITY: 'Je verzoek om je gegevens mee te nemen',
  },
  en: {
    ACCESS: 'Your request for access',
    RECTIFICATION: 'Your request for correction',
    ERASURE: 'Your request to erase your data',
    OBJECTION: 'Your objection',
    PORTABILITY: 'Your request to take your data along',
  },
};

const GRANTED: Readonly<Record<RequestLanguage, Record<RequestKind, string>>> = {
  nl: {
    ACCESS:
      'Hierbij laten we je weten welke gegevens we van je hebben, waarvoor we die gebruiken, en aan wie we ze doorgaven:\n\n[vul aan]',
    RECTIFICATION: 'We hebben je gegevens verbeterd.',
    ERASURE:
      'We wissen je gegevens. Daarna zijn je naam, je adres en je contactgegevens niet meer te zien, en zijn je documenten weg.',
    OBJECTION: 'We gebruiken je gegevens niet meer waarvoor je bezwaar maakte.',
    PORTABILITY: 'We sturen je een bestand met je gegevens, dat een ander kan inlezen.',
  },
  en: {
    ACCESS: 'This is what we hold of you, what we use it for, and to whom we passed it on:\n\n[fill in]',
    RECTIFICATION: 'We have corrected your data.',
    ERASURE:
      'We erase your data. After that your name, your address and your contact details can no longer be seen, and your documents are gone.',
    OBJECTION: 'We no longer use your data for what you objected to.',
    PORTABILITY: 'We send you a file with your data that somebody else can read in.',
  },
};

const REFUSED: Readonly<Record<RequestLanguage, string>> = {
  nl: 'We kunnen niet doen wat je vraagt. De reden is:\n\n[vul aan]\n\nBen je het er niet mee eens? Je kunt een klacht indienen bij de Autoriteit Persoonsgegevens, of naar de rechter gaan.',
  en: 'We can’t do what you ask. The reason is:\n\n[fill in]\n\nDo you disagree? You can complain to the Dutch data protection authority (Autoriteit Persoonsgegevens), or go to court.',
};

/** Where something must still be written: such a letter is not sent. */
const GAPS = /\[(vul aan|fill in)\]/;
export const hasGap = (text: string): boolean => GAPS.test(text);

const enclosed: Readonly<Record<RequestLanguage, (body: string) => string>> = {
  nl: (body) =>
    `Hallo {naam},\n\nOp {ontvangen} kregen we je verzoek.\n\n${body}\n\nMet vriendelijke groet,\n\n{bureau}\n`,
  en: (body) => `Hello {naam},\n\nOn {ontvangen} we received your request.\n\n${body}\n\nKind regards,\n\n{bureau}\n`,
};

/** What an employee starts from; the placeholders are filled in when it is sent. */
export const answerTemplate = (kind: RequestKind, answer: RequestAnswer, language: RequestLanguage): Letter => ({
  subject: SUBJECTS[language][kind],
  text: enclosed[language](answer === 'REFUSED' ? REFUSED[language] : GRANTED[language][kind]),
});

/** That it takes longer, why, and until when at the latest (GDPR, article 12, paragraph 3). */
export function extensionLetter(kind: RequestKind, language: RequestLanguage, reason: string): Letter {
  const body = {
    nl: `We hebben meer tijd nodig om je te antwoorden. De reden is:\n\n${reason}\n\nJe krijgt uiterlijk op {uiterlijk} antwoord. Ben je het er niet mee eens? Je kunt een klacht indienen bij de Autoriteit Persoonsgegevens, of naar de rechter gaan.`,
    en: `We need more time to answer you. The reason is:\n\n${reason}\n\nYou will have an answer on {uiterlijk} at the latest. Do you disagree? You can complain to the Dutch data protection authority (Autoriteit Persoonsgegevens), or go to court.`,
  }[language];
  return { subject: SUBJECTS[language][kind], text: enclosed[language](body) };
}
