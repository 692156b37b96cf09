import { affected, rows, sql } from '../../platform/database/index.ts';
import { newId } from '../../platform/ids.ts';
import type { Work } from '../permissions/index.ts';
import type { HandOverKind } from './hand-over.entity.ts';

/**
 * Stores what is to be said of somebody, in the caller's transaction: the deed and its message happen together or not at all,
 * and nothing leaves before that is committed. Of each kind there is one for a person, however often it is asked for.
 * @returns its id, or undefined when there was one already.
 */
export async function queueMessage(
  { em, clock }: Work,
  { agencyId, candidateId, kind }: { agencyId: string; candidateId: string; kind: HandOverKind },
): Promise<string | undefined> {
  const id = newId();
  const now = clock.now().toISOString();
  const added = await affected(
    em,
    sql`insert into hand_over (id, agency_id, candidate_id, kind, state, attempts, queued_at, next_attempt_at)
        values (${id}, ${agencyId}, ${candidateId}, ${kind}, 'QUEUED', 0, ${now}::timestamptz, ${now}::timestamptz)
        on conflict (candidate_id, kind) do nothing`,
  );
  return added === 1 ? id : undefined;
}

/** Whether this agency has a back office that messages can be meant for. */
export async function hasBackOffice({ em }: Pick<Work, 'em'>, agencyId: string): Promise<boolean> {
  return (await rows(em, sql`select 1 from back_office where agency_id = ${agencyId} and active`)).length === 1;
}
