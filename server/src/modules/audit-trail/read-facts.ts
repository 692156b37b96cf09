import { factLine, type FactLine } from '../audit/index.ts';
import type { Rights } from '../permissions/index.ts';
import type { ReadEntry } from './read-entries.ts';

export interface ReadFact extends FactLine {
  readonly key: string;
  /** Null also when it is hidden. */
  readonly value: string | null;
  readonly hidden: boolean;
}

/** What an entry says, to somebody with these rights: a fact that repeats a field which he may not see is hidden (D17). */
export function readFacts(rights: Rights, { facts }: Pick<ReadEntry, 'facts'>): ReadFact[] {
  return Object.entries(facts).map(([key, value]) => {
    const line = factLine(key);
    const hidden = line.repeats !== undefined && !rights.see.has(line.repeats);
    return { ...line, key, hidden, value: hidden || value === null ? null : String(value) };
  });
}
