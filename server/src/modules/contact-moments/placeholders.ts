import { badInput } from '../../platform/errors.ts';

/** What a template may hold (C67–C69). Staff write the Dutch names; whoever reads the mail never sees them. */
export const PLACEHOLDERS = ['anonimiseringLink', 'anonimiseringDatum', 'naam', 'bureau'] as const;
export type Placeholder = (typeof PLACEHOLDERS)[number];

/**
 * Fills a template. A value is plain text: braces, line breaks and tabs in it can't make a placeholder or a header.
 * A placeholder without a value stays, so that it can be filled later.
 */
export function fillPlaceholders(template: string, values: Partial<Record<Placeholder, string>>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name as Placeholder];
    return value === undefined ? whole : value.replace(/[{}\r\n\t]/g, ' ');
  });
}

/**
 * @throws DomainError BAD_USER_INPUT when the body lacks its link, or a placeholder is not known.
 */
export function checkTemplate(field: string, subject: string, body: string): void {
  if (!body.includes('{anonimiseringLink}')) throw badInput(field, 'The text must hold {anonimiseringLink}.');
  if (/[\r\n]/.test(subject)) throw badInput(field, 'The subject must be one line.');
  for (const [, name] of `${subject}\n${body}`.matchAll(/\{(\w+)\}/g)) {
    if (!PLACEHOLDERS.includes(name as Placeholder))
      throw badInput(
        field,
        `The text holds a placeholder that is not known; known are ${PLACEHOLDERS.map((one) => `{${one}}`).join(', ')}.`,
      );
  }
}
