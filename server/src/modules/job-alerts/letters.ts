import type { LANGUAGES } from '../candidates/index.ts';
import { toGlobalId } from '../../platform/graphql/index.ts';
import type { Criteria } from './criteria.ts';
import type { AlertFrequency } from './job-alert.ts';

export type Language = (typeof LANGUAGES)[number];

export interface ToldVacancy {
  readonly id: string;
  readonly title: string;
  readonly place: string | null;
  readonly hoursPerWeek: number | null;
}

export interface AlertLetter {
  readonly labelName: string;
  readonly labelSlug: string;
  readonly contactEmail: string;
  readonly vacancies: readonly ToldVacancy[];
  /** How many there are, with those that a mail has no room for. */
  readonly total: number;
  readonly alerts: readonly (Criteria & { frequency: AlertFrequency })[];
}

/** Staff write these: what stands in braces is ours alone. */
const plain = (text: string) => text.replaceAll('{', '(').replaceAll('}', ')').replace(/\s+/g, ' ').trim();

const WORDS = {
  nl: {
    hours: (number: number) => `${String(number)} uur per week`,
    any: 'alle vacatures',
    between: (from: number | null, to: number | null) =>
      from === null
        ? `tot en met ${String(to)} uur`
        : to === null
          ? `vanaf ${String(from)} uur`
          : `${String(from)} tot en met ${String(to)} uur`,
    or: ' of ',
    in: 'in',
    often: { DAILY: 'elke dag', WEEKLY: 'elke week' },
  },
  en: {
    hours: (number: number) => `${String(number)} hours a week`,
    any: 'all vacancies',
    between: (from: number | null, to: number | null) =>
      from === null
        ? `up to ${String(to)} hours`
        : to === null
          ? `from ${String(from)} hours`
          : `${String(from)} to ${String(to)} hours`,
    or: ' or ',
    in: 'in',
    often: { DAILY: 'every day', WEEKLY: 'every week' },
  },
} as const;

/** `magazijn of logistiek, in Utrecht, vanaf 24 uur (elke dag)` */
function inWords(
  { terms, places, hoursFrom, hoursTo, frequency }: Criteria & { frequency: AlertFrequency },
  language: Language,
): string {
  const words = WORDS[language];
  const parts = [terms.length === 0 ? words.any : terms.map(plain).join(words.or)];
  if (places.length > 0) parts.push(`${words.in} ${places.map(plain).join(words.or)}`);
  if (hoursFrom !== null || hoursTo !== null) parts.push(words.between(hoursFrom, hoursTo));
  return `${parts.join(', ')} (${words.often[frequency]})`;
}

/** The vacancies, each with its page; `{portal}` and `{link}` are filled in when it is sent. */
export function alertLetter(letter: AlertLetter, language: Language): { subject: string; text: string } {
  const { labelName, labelSlug, contactEmail, total } = letter;
  const page = `{portal}/l/${labelSlug}/vacatures`;
  const list = letter.vacancies
    .map(({ id, title, place, hoursPerWeek }) => {
      const where = [
        ...(place === null ? [] : [plain(place)]),
        ...(hoursPerWeek === null ? [] : [WORDS[language].hours(hoursPerWeek)]),
      ].join(', ');
      return `${plain(title)}${where === '' ? '' : `\n${where}`}\n${page}/${toGlobalId('Vacancy', id)}`;
    })
    .join('\n\n');
  const why = letter.alerts.map((alert) => `- ${inWords(alert, language)}`).join('\n');
  const more = total - letter.vacancies.length;
  const label = plain(labelName);
  if (language === 'nl')
    return {
      subject: total === 1 ? `Nieuwe vacature bij ${label}` : `${String(total)} nieuwe vacatures bij ${label}`,
      text: `Hallo,

${total === 1 ? `Bij ${label} is een nieuwe vacature die bij je job-alert past.` : `Bij ${label} zijn ${String(total)} nieuwe vacatures die bij je job-alert passen.`}

${list}
${more > 0 ? `\nEn nog ${String(more)} andere. Je vindt alle vacatures hier:\n${page}\n` : ''}
Je krijgt deze mail, omdat je deze job-alert hebt aangezet:
${why}

Wil je je job-alerts stoppen? Dat kan hier, zonder in te loggen:

{link}

Vragen? Mail ${contactEmail}.

${label}`,
    };
  return {
    subject: total === 1 ? `New vacancy at ${label}` : `${String(total)} new vacancies at ${label}`,
    text: `Hello,

${total === 1 ? `There is a new vacancy at ${label} that fits your job alert.` : `There are ${String(total)} new vacancies at ${label} that fit your job alert.`}

${list}
${more > 0 ? `\nAnd ${String(more)} more. You find all vacancies here:\n${page}\n` : ''}
You get this mail, since you turned on this job alert:
${why}

Would you like to stop your job alerts? You can do that here, without logging in:

{link}

Questions? Mail ${contactEmail}.

${label}`,
  };
}
