/**
 * What a template may hold (C67–C69). Staff write the Dutch names; whoever reads the mail never sees them. `opDatum` is the day in words that
 * promise no more than will happen: “on 5 December 2026”, or where it waits for somebody’s click, “on or after 5 December 2026” (D13).
 */
export const PLACEHOLDERS = [
  ...(['anonimiseringLink', 'anonimiseringDatum', 'opDatum'] as const),
  ...(['naam', 'bureau', 'watErGebeurt'] as const),
] as const;
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
