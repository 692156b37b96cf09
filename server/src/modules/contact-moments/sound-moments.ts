import { badInput } from '../../platform/errors.ts';
import type { NoticeWords } from '../selection-rules/index.ts';
import { PLACEHOLDERS } from './placeholders.ts';

const MOST_MOMENTS = 5;
const LONGEST = { name: 100, subject: 200, body: 5_000 };
const LINK = '{anonimiseringLink}';
const IN_BODY: readonly string[] = PLACEHOLDERS;
/** A subject stands in lists and logs of mail programs, where a link that opens somebody’s question has no place. */
const IN_SUBJECT = IN_BODY.filter((name) => name !== 'anonimiseringLink');

/**
 * Mails before an end as they may be stored, whoever writes them: each with a name of its own and a text that holds the link, and
 * one of them the first (C65–C70).
 * @param options.path where they stand in what was given; `.0.bodyNl` is put behind it.
 * @throws DomainError BAD_USER_INPUT with the path of what is wrong
 */
export function soundMoments(
  moments: readonly NoticeWords[],
  { path, longestDays }: { path: string; longestDays: number },
): NoticeWords[] {
  if (moments.length === 0 || moments.length > MOST_MOMENTS)
    throw badInput(path, `Give 1 to ${String(MOST_MOMENTS)} contact moments.`);
  const sound = moments.map((moment, index): NoticeWords => {
    const at = `${path}.${String(index)}`;
    const template = (
      field: 'subjectNl' | 'subjectEn' | 'bodyNl' | 'bodyEn',
      known: readonly string[],
      longest: number,
    ) => {
      const words = text(`${at}.${field}`, moment[field], longest);
      // A slip would be mailed to everybody as it stands.
      if ([...words.matchAll(/\{([^{}]*)\}/g)].some(([, name]) => !known.includes(name!)))
        throw badInput(`${at}.${field}`, `Between braces may stand: ${known.join(', ')}.`);
      return words;
    };
    const body = (field: 'bodyNl' | 'bodyEn') => {
      const words = template(field, IN_BODY, LONGEST.body);
      if (!words.includes(LINK)) throw badInput(`${at}.${field}`, `The text must hold ${LINK} (C69).`);
      return words;
    };
    return {
      name: text(`${at}.name`, moment.name, LONGEST.name),
      daysAfterFirst: whole(`${at}.daysAfterFirst`, moment.daysAfterFirst, longestDays),
      subjectNl: template('subjectNl', IN_SUBJECT, LONGEST.subject),
      bodyNl: body('bodyNl'),
      subjectEn: template('subjectEn', IN_SUBJECT, LONGEST.subject),
      bodyEn: body('bodyEn'),
    };
  });
  if (!sound.some(({ daysAfterFirst }) => daysAfterFirst === 0))
    throw badInput(path, 'One contact moment must be the first: 0 days after it.');
  if (new Set(sound.map(({ name }) => name.toLowerCase())).size < sound.length)
    throw badInput(path, 'Each contact moment needs a name of its own.');
  return sound;
}

function text(path: string, value: string, longest: number): string {
  const sound = value.trim();
  if (sound === '' || sound.length > longest) throw badInput(path, `Give 1 to ${String(longest)} characters.`);
  return sound;
}

function whole(path: string, value: number, most: number): number {
  if (!Number.isInteger(value) || value < 0 || value > most)
    throw badInput(path, `Give a whole number from 0 to ${String(most)}.`);
  return value;
}
