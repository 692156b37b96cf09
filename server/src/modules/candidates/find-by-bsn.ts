import { inTransaction, rows, sql } from '../../platform/database/index.ts';
import { recordAudit } from '../audit/index.ts';
import type { Work } from '../permissions/index.ts';
import { mustBeWithin, type HourlyLimit } from './hourly-limit.ts';
import { bsnHashOf, readBsn } from './bsn.ts';
import { CandidateSchema, type Candidate } from './candidate.entity.ts';
import { visibleCandidates } from './candidate.repository.ts';
import { mustMaySeeWholeBsn, openBsn } from './whole-bsn.ts';

/** One entry for each file that was found, or one for a search that found none. */
const LIMIT: HourlyLimit = { actions: ['bsn.searched'], anHour: 60 };
/** Files of one person: in one agency twice, or in several. */
const MOST = 20;

/**
 * The files that hold this BSN, of those that exist for who asks: somebody of another agency and nobody at all are the same
 * answer, and take the same work (D18, S2). The audit trail keeps what was found, never what was looked for.
 * The caller has made sure that whoever asks has just given his password again.
 * @throws DomainError FORBIDDEN, BAD_USER_INPUT, RATE_LIMITED
 */
export async function findByBsn(work: Work, bsn: string): Promise<Candidate[]> {
  const actor = mustMaySeeWholeBsn(work);
  const digits = readBsn(bsn);
  return inTransaction(work.em, async (em) => {
    const inside: Work = { ...work, em };
    await mustBeWithin(LIMIT, inside, actor);
    const found = await rows<{ id: string }>(
      em,
      sql`select c.id from ${visibleCandidates(inside)}
          where c.bsn_hash = ${bsnHashOf(work.secrets, digits)} order by c.registered_on desc, c.id limit ${MOST}`,
    );
    const candidates = await em.find(
      CandidateSchema,
      { id: { $in: found.map(({ id }) => id) } },
      { orderBy: { registeredOn: 'desc', id: 'asc' } },
    );
    for (const { id, bsnCipher } of candidates) mustBelongTogether(openBsn(work.secrets, id, bsnCipher!), digits);
    await recordAudit(
      inside,
      (found.length > 0 ? found.map(({ id }) => id) : [null]).map((id) => ({
        action: 'bsn.searched',
        subjectType: 'Candidate',
        subjectId: id,
        facts: { found: id !== null },
      })),
    );
    return candidates;
  });
}

/** A search key that was moved to another row would show the wrong person's file (S17). */
function mustBelongTogether(stored: string, searched: string): void {
  if (stored !== searched) throw new Error('A BSN and its search key don’t belong together.');
}
