import { localDate, writtenDate } from '../../platform/clock.ts';
import { GROUP_LABELS, type DefinedValue, type FieldGroup } from '../personal-data/index.ts';
import { choiceWords } from './choice-words.ts';

type Language = 'nl' | 'en';
const YES_NO = { nl: ['Ja', 'Nee'], en: ['Yes', 'No'] } as const;
const DAY = /^\d{4}-\d\d-\d\d$/;

/**
 * A value of somebody's as he reads it: a date written out, a choice in words. `null`: there is none.
 * @param field `Candidate.gender`, by which it is known what a choice means.
 */
export function writtenValue(field: string, { type }: DefinedValue, value: unknown, language: Language): string | null {
  if (value === null || value === undefined || value === '') return null;
  if (Array.isArray(value)) {
    const parts = value.map((one) => wordOf(one, language)).filter((one) => one !== '');
    return parts.length === 0 ? null : parts.join(', ');
  }
  if (typeof value === 'object')
    return Object.entries(value)
      .map(([name, text]) => `${name}: ${wordOf(text, language)}`)
      .join('; ');
  if (typeof value === 'boolean') return YES_NO[language][value ? 0 : 1];
  if (typeof value === 'number') return new Intl.NumberFormat(language === 'nl' ? 'nl-NL' : 'en-GB').format(value);
  const text = value as string;
  if (type === 'CHOICE') return choiceWords(field, text)[language];
  if (type === 'INSTANT') return writtenDate(localDate(new Date(text)), language);
  return DAY.test(text) ? writtenDate(text, language) : text;
}

/** One of several: a text, a group of data by its name, or the words of a line. */
function wordOf(value: unknown, language: Language): string {
  if (typeof value === 'string')
    return Object.hasOwn(GROUP_LABELS, value) ? GROUP_LABELS[value as FieldGroup][language] : value;
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'object' || value === null) return '';
  return Object.values(value)
    .filter((one) => typeof one === 'string')
    .join(' ');
}
