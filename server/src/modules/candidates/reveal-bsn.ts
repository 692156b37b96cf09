import { inTransaction } from '../../platform/database/index.ts';
import { badInput, DomainError, notFound } from '../../platform/errors.ts';
import { recordAudit } from '../audit/index.ts';
import type { Work } from '../permissions/index.ts';
import { mustBeWithin, type HourlyLimit } from './hourly-limit.ts';
import { findVisibleCandidate } from './candidate.repository.ts';
import { isTraceable } from './traceable-text.ts';
import { mustMaySeeWholeBsn, noBsn, openBsn } from './whole-bsn.ts';

const SHORTEST_REASON = 10;
const LONGEST_REASON = 500;
/** A refused reason counts too: that it is refused says that a guess was right. */
const LIMIT: HourlyLimit = { actions: ['bsn.revealed', 'bsn.reason-refused'], anHour: 20 };

/**
 * Shows one whole BSN, once, to who may, for a reason that is kept in the audit trail (D18). The reason outlives the person,
 * so it may hold nothing that points at him, the number itself least of all.
 * The caller has made sure that whoever asks has just given his password again.
 * @throws DomainError FORBIDDEN, NOT_FOUND, BAD_USER_INPUT, MEMO_TRACEABLE, RATE_LIMITED
 */
export async function revealBsn(work: Work, input: { candidateId: string; reason: string }): Promise<string> {
  const actor = mustMaySeeWholeBsn(work);
  const reason = input.reason.trim();
  if (reason.length < SHORTEST_REASON || reason.length > LONGEST_REASON)
    throw badInput('reason', `Give a reason of ${SHORTEST_REASON} to ${LONGEST_REASON} characters.`);
  const revealed = await inTransaction(work.em, async (em) => {
    const inside: Work = { ...work, em };
    await mustBeWithin(LIMIT, inside, actor);
    const candidate = await findVisibleCandidate(inside, input.candidateId);
    if (!candidate) throw notFound();
    if (!candidate.bsnCipher) throw noBsn();
    const entry = { subjectType: 'Candidate', subjectId: candidate.id };
    if (await isTraceable(inside, candidate.id, reason)) {
      await recordAudit(inside, [{ ...entry, action: 'bsn.reason-refused' }]);
      return null;
    }
    const bsn = openBsn(work.secrets, candidate.id, candidate.bsnCipher);
    await recordAudit(inside, [{ ...entry, action: 'bsn.revealed', facts: { reason } }]);
    return bsn;
  });
  if (revealed === null)
    throw new DomainError(
      'MEMO_TRACEABLE',
      'This reason could point at somebody. It is kept, so it may hold no name, number or address.',
      ['reason'],
    );
  return revealed;
}
