import type { Candidate } from './candidate.entity.ts';

const FIRST = ['callName', 'firstNames', 'initials'] as const;
type NamePart = (typeof FIRST)[number] | 'namePrefix' | 'lastName';

/**
 * Call name, prefixes and last name in one; `xxx` after erasure, null when nothing is known.
 * @param sees which parts it may be made of, for whom some are hidden (D17).
 */
export function displayName(candidate: Candidate, sees: (part: NamePart) => boolean = () => true): string | null {
  const seen = (part: NamePart) => (sees(part) ? candidate[part] : null);
  if (candidate.anonymised) return seen('lastName') ?? null;
  const parts = [FIRST.map(seen).find((part) => part != null), seen('namePrefix'), seen('lastName')];
  return parts.filter((part) => part != null && part !== '').join(' ') || null;
}
