import { createHash } from 'node:crypto';

const names = new Map<string, string>();

/**
 * Lets each connection keep PostgreSQL's plan of a long statement that comes back word for word: the one that erases a batch took
 * 16 of its 100 milliseconds to be planned.
 */
export function keepPlanOf(statement: string): void {
  names.set(statement, createHash('sha256').update(statement).digest('hex').slice(0, 32));
}

/** The name under which connections keep the plan of a statement; undefined for all others. */
export const planNameOf = (statement: string): string | undefined => names.get(statement);
