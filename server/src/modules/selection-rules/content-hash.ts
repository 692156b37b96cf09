import { createHash } from 'node:crypto';

/**
 * SHA-256 of what a set says, in hexadecimal: the same whatever order an object's keys or the agencies stand in.
 * @param agencies and @param content as they are the same in every environment: with names for ids.
 */
export function contentHash(agencies: readonly string[], content: object): string {
  const text = JSON.stringify([agencies.toSorted(), inOrder(content)]);
  return createHash('sha256').update(text).digest('hex');
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => [key, inOrder(one)]),
  );
}
