import { m } from '#messages';
import { userErrorText } from '#lib/graphql/user-error-text.ts';
import { controlId, type DraftMoment } from '#lib/rule-sets/rule-set-form.svelte.ts';

const WHOLE = /^\d{1,5}$/;
const REQUIRED = ['name', 'subjectNl', 'bodyNl', 'subjectEn', 'bodyEn'] as const;
/** What stands between braces in a mail to a candidate; each slip would be mailed as it stands. */
const PLACEHOLDERS = ['anonimiseringLink', 'anonimiseringDatum', 'opDatum', 'naam', 'bureau', 'watErGebeurt'];
const LINK = '{anonimiseringLink}';

/** As the server has a mail before the end of a term. */
export type MomentWords = Omit<DraftMoment, 'key' | 'daysAfterFirst'> & { daysAfterFirst: number };

export function draftOf(
  { daysAfterFirst, name, subjectNl, bodyNl, subjectEn, bodyEn }: MomentWords,
  key: number,
): DraftMoment {
  return { key, daysAfterFirst: String(daysAfterFirst), name, subjectNl, bodyNl, subjectEn, bodyEn };
}

export function wordsOf({ key: _, daysAfterFirst, ...words }: DraftMoment): MomentWords {
  return { ...words, daysAfterFirst: Number(daysAfterFirst) };
}

/** By the id of the control. */
export function mistakesIn(moments: readonly DraftMoment[]): Record<string, string> {
  const found: Record<string, string> = {};
  for (const moment of moments) {
    const id = (name: string) => controlId(moment.key, name);
    if (!WHOLE.test(moment.daysAfterFirst.trim())) found[id('daysAfterFirst')] = m.whole_days();
    for (const name of REQUIRED) {
      const isBody = name === 'bodyNl' || name === 'bodyEn';
      if (moment[name].trim() === '') found[id(name)] = m.survey_words_missing();
      else if (isBody && !moment[name].includes(LINK)) found[id(name)] = m.survey_link_missing();
      else if (name !== 'name' && unknownIn(moment[name], isBody)) found[id(name)] = m.moment_placeholder_unknown();
    }
  }
  return found;
}

const LABELS: Readonly<Record<string, () => string>> = {
  name: m.moment_name,
  daysAfterFirst: m.moment_days,
  subjectNl: m.moment_subject_nl,
  bodyNl: m.moment_body_nl,
  subjectEn: m.moment_subject_en,
  bodyEn: m.moment_body_en,
};

/**
 * For the summary above a form with mails in it: each mistake says in which mail and in which field it is.
 * @param others what the form's other fields are called, by the id of the control.
 */
export function summaryOf(
  errors: Readonly<Record<string, string>>,
  moments: readonly DraftMoment[],
  others: Readonly<Record<string, () => string>> = {},
): { id?: string; message: string }[] {
  const places = new Map(Object.entries(others).map(([id, label]) => [id, label()]));
  for (const moment of moments)
    for (const [field, label] of Object.entries(LABELS))
      places.set(controlId(moment.key, field), moment.name.trim() ? `${moment.name}, ${label()}` : label());
  return Object.entries(errors).map(([id, message]) => {
    if (id === '') return { message };
    const place = places.get(id);
    return { id, message: place ? `${place}: ${message}` : message };
  });
}

/** The link has no place in a subject. */
const unknownIn = (template: string, isBody: boolean) =>
  [...template.matchAll(/\{([^{}]*)\}/g)].some(
    ([whole, name]) => !PLACEHOLDERS.includes(name!) || (whole === LINK && !isBody),
  );

/**
 * What the server refused, by the id of the control that it is about.
 * @param list how the mails are called in what was sent; undefined when it is about something else.
 */
export function placedInMoments(
  { field, message, code }: { field: string[] | null; message: string; code: string },
  list: string,
  moments: readonly DraftMoment[],
): [string, string] | undefined {
  const steps = field?.join('.').split('.') ?? [];
  const at = steps.indexOf(list);
  if (at < 0) return undefined;
  const moment = moments[Number(steps[at + 1])];
  return moment && steps.length > at + 2
    ? [controlId(moment.key, steps.at(-1)!), userErrorText({ field, message, code })]
    : ['', m.survey_messages_wrong()];
}

const EXAMPLES: Readonly<Record<'nl' | 'en', Readonly<Record<string, string>>>> = {
  nl: {
    naam: 'Sanne',
    bureau: 'Uitzendbureau Voorbeeld',
    anonimiseringDatum: '5 december 2026',
    opDatum: 'op 5 december 2026',
    watErGebeurt: 'anoniem gemaakt',
    anonimiseringLink: 'https://portaal.example/vraag#voorbeeld',
  },
  en: {
    naam: 'Sanne',
    bureau: 'Uitzendbureau Voorbeeld',
    anonimiseringDatum: '5 December 2026',
    opDatum: 'on 5 December 2026',
    watErGebeurt: 'made anonymous',
    anonimiseringLink: 'https://portaal.example/vraag#voorbeeld',
  },
};

/** As somebody who does not exist would read it. */
export const asExample = (template: string, language: 'nl' | 'en'): string =>
  template.replaceAll(/\{(\w+)\}/g, (whole, name: string) => EXAMPLES[language][name] ?? whole);
