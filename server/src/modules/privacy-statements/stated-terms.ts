import { rows, sql } from '../../platform/database/index.ts';
import type { Work } from '../permissions/index.ts';
import type { StatementLanguage } from './privacy-statement.entity.ts';

/** The terms of an agency's settings that its statements tell of, in days (H18). */
export interface StatedTerms {
  readonly singleVacancy: number;
  readonly multipleVacancies: number;
  readonly candidate: number;
}

/** What an author writes where a term comes; the same in every language. */
export const PLACEHOLDERS = {
  termijnEnkeleVacature: 'singleVacancy',
  termijnMeerdereVacatures: 'multipleVacancies',
  termijnKandidaat: 'candidate',
} as const satisfies Record<string, keyof StatedTerms>;
type Placeholder = keyof typeof PLACEHOLDERS;

const isPlaceholder = (name: string): name is Placeholder => Object.hasOwn(PLACEHOLDERS, name);
const anyPlaceholder = /\{([^{}\n]{1,60})\}/g;

/** The terms that hold for the labels of an agency today. */
export async function termsOfAgency({ em }: Pick<Work, 'em'>, agencyId: string): Promise<StatedTerms> {
  const [terms] = await rows<StatedTerms>(
    em,
    sql`select single_vacancy_term_days as "singleVacancy", multiple_vacancies_term_days as "multipleVacancies",
          candidate_term_days as candidate
        from retention_policy where agency_id = ${agencyId}`,
  );
  return terms!;
}

/**
 * Placeholders that the text lacks: both terms must be told, and the one for who registers without a vacancy too, where the
 * settings have another number of days for him (H18, H19).
 */
export function missingPlaceholders(body: string, terms: StatedTerms): Placeholder[] {
  const needed: Placeholder[] = ['termijnEnkeleVacature', 'termijnMeerdereVacatures'];
  if (terms.candidate !== terms.multipleVacancies) needed.push('termijnKandidaat');
  return needed.filter((name) => !body.includes(`{${name}}`));
}

/** Words between braces that stand for nothing: most likely a mistake in typing. */
export const unknownPlaceholders = (body: string): string[] =>
  [...new Set([...body.matchAll(anyPlaceholder)].map((found) => found[1]!))].filter((name) => !isPlaceholder(name));

/** The Markdown as people read it: each placeholder is the term that the settings have (H19). */
export const withTerms = (body: string, terms: StatedTerms, language: StatementLanguage): string =>
  body.replaceAll(anyPlaceholder, (whole, name: string) =>
    isPlaceholder(name) ? termInWords(terms[PLACEHOLDERS[name]], language) : whole,
  );

const WORDS = {
  nl: { day: 'dag', days: 'dagen', year: 'jaar', years: 'jaar' },
  en: { day: 'day', days: 'days', year: 'year', years: 'years' },
} as const;

/** `32 dagen`, `730 dagen (2 jaar)`. */
export function termInWords(days: number, language: StatementLanguage): string {
  const words = WORDS[language];
  const counted = `${String(days)} ${days === 1 ? words.day : words.days}`;
  const years = days / 365;
  if (!Number.isInteger(years)) return counted;
  return `${counted} (${String(years)} ${years === 1 ? words.year : words.years})`;
}
