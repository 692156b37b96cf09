import { outsideRowScope, rows, sql } from '../../platform/database/index.ts';
import { LabelSchema, type Label } from '../organisation/index.ts';
import type { Work } from '../permissions/index.ts';

/**
 * By which label an agency speaks to somebody: the one whose text he read last, else its only one. An agency of several labels
 * speaks to whoever came by none in its own name.
 * @param about.candidateId null when nobody is known any more.
 */
export function labelOfCandidate(
  { em }: Pick<Work, 'em'>,
  about: { agencyId: string; candidateId: string | null },
): Promise<Label | null> {
  return outsideRowScope(async () => {
    // In the caller's transaction, if it is in one: whoever waits for a second connection while he holds one may wait for ever.
    const fork = em.fork({ keepTransactionContext: true });
    const [found] = await rows<{ id: string | null }>(
      fork,
      sql`select coalesce(
            (select s.label_id from consent k
             join privacy_statement s on s.id::text = split_part(k.statement_edition, '~', 1)
             join label l on l.id = s.label_id and l.agency_id = ${about.agencyId}
             where k.candidate_id = ${about.candidateId}::uuid order by k.given_at desc limit 1),
            (select min(l.id::text)::uuid from label l where l.agency_id = ${about.agencyId} having count(*) = 1)) as id`,
    );
    return found?.id == null ? null : fork.findOne(LabelSchema, { id: found.id });
  });
}
