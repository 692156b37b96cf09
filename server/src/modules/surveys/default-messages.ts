import type { NoticeWords } from '../selection-rules/index.ts';

const bodyNl = (opening: string) => `Beste {naam},

${opening}

Mogen wij je gegevens langer bewaren, zodat wij je kunnen benaderen voor passend werk? Klik op deze link en maak je keuze:

{anonimiseringLink}

Vind je het goed? Dan bewaren wij je gegevens nog eens net zo lang. Liever niet? Dan zorgen wij dat je gegevens verdwijnen. Doe je niets? Dan loopt de termijn op {anonimiseringDatum} af.

Met vriendelijke groet,

{bureau}
`;
const bodyEn = (opening: string) => `Dear {naam},

${opening}

May we keep your data for longer, so that we can contact you about suitable work? Follow this link and choose:

{anonimiseringLink}

If you agree, we keep your data for the same time again. If you would rather not, we make sure that your data goes. If you do nothing, the term ends on {anonimiseringDatum}.

Kind regards,

{bureau}
`;

/** The first wording of an agency's survey; freely changed afterwards. */
export const DEFAULT_MESSAGES: readonly NoticeWords[] = [
  {
    name: 'Vraag',
    daysAfterFirst: 0,
    subjectNl: 'Mogen wij je gegevens langer bewaren?',
    bodyNl: bodyNl(
      'Enige tijd geleden heb je je bij ons ingeschreven. Op {anonimiseringDatum} loopt de bewaartermijn van je gegevens af.',
    ),
    subjectEn: 'May we keep your data for longer?',
    bodyEn: bodyEn(
      'Some time ago you registered with us. On {anonimiseringDatum} the term for which we keep your data ends.',
    ),
  },
  {
    name: 'Herinnering',
    daysAfterFirst: 14,
    subjectNl: 'Herinnering: mogen wij je gegevens langer bewaren?',
    bodyNl: bodyNl(
      'Wij vroegen je onlangs of wij je gegevens langer mogen bewaren. Wij hebben nog geen antwoord gekregen.',
    ),
    subjectEn: 'Reminder: may we keep your data for longer?',
    bodyEn: bodyEn('We recently asked whether we may keep your data for longer. We have not had an answer yet.'),
  },
];
