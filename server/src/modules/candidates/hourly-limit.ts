import { rows, sql } from '../../platform/database/index.ts';
import { DomainError } from '../../platform/errors.ts';
import type { AgencyActor, Work } from '../permissions/index.ts';

/** Entries of the audit trail that count against the same limit. */
export interface HourlyLimit {
  readonly actions: readonly string[];
  readonly anHour: number;
}

/**
 * Holds somebody to so many looks at BSNs, or exports, in an hour. The audit trail is what is counted, so that every process counts
 * along and nothing can be looked at uncounted. Whoever asks twice at once waits for himself: call it first in the
 * transaction whose audit entry counts.
 * @throws DomainError RATE_LIMITED
 */
export async function mustBeWithin(
  limit: HourlyLimit,
  { em, clock }: Work,
  actor: AgencyActor,
  refusal = 'You have looked at many BSNs in the last hour. Try again in an hour.',
): Promise<void> {
  await rows(em, sql`select pg_advisory_xact_lock(hashtextextended(${`bsn:${actor.id}`}, 0))`);
  const hourAgo = new Date(clock.now().getTime() - 3_600_000).toISOString();
  const [done] = await rows<{ n: number }>(
    em,
    sql`select count(*)::int as n from audit_entry
        where actor_id = ${actor.id} and action = any(${limit.actions}) and at > ${hourAgo}::timestamptz`,
  );
  if (done!.n >= limit.anHour) throw new DomainError('RATE_LIMITED', refusal);
}
