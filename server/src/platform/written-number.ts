/**
 * A number as people write it: `1.234,56`, `1,234.56`, `2500`, `€ 2.500,-`; a comma alone is the Dutch decimal comma, points in threes are
 * thousands. `null` for what is none.
 */
export function writtenNumber(text: string): number | null {
  let digits = text.replace(/^(?:€|EUR)\s*/i, '').replace(/,-{1,2}$/, '').replaceAll(/[\s\u00a0']/g, ''); // prettier-ignore
  const comma = digits.lastIndexOf(',');
  const point = digits.lastIndexOf('.');
  if (comma > point) digits = digits.replaceAll('.', '').replace(',', '.');
  else if (comma !== -1) digits = digits.replaceAll(',', '');
  else if (/^-?[1-9]\d{0,2}(?:\.\d{3})+$/.test(digits)) digits = digits.replaceAll('.', '');
  return /^-?\d+(?:\.\d+)?$/.test(digits) ? Number(digits) : null;
}
