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
