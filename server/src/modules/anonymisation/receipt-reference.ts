/**
 * A receipt as one person names it to another, on the telephone too: `7F3A-09C2-51BE`. Chance alone makes it, so it tells neither
 * of whom it is nor how many there are.
 */
export const referenceOf = (receiptId: string): string =>
  receiptId
    .replaceAll('-', '')
    .slice(-12)
    .toUpperCase()
    .replaceAll(/(.{4})(?=.)/g, '$1-');

/** @returns the end of the receipt's id that a reference names, however it is written down; undefined: it is none. */
export function endOfReference(reference: string): string | undefined {
  const bare = reference.replaceAll(/[\s-]/g, '').toLowerCase();
  return /^[0-9a-f]{12}$/.test(bare) ? bare : undefined;
}
