import { plus } from '../../platform/clock.ts';
import { inTransaction } from '../../platform/database/index.ts';
import { badInput, DomainError } from '../../platform/errors.ts';
import { lockPerson } from '../candidates/index.ts';
import { passOnErasureRequest } from '../hand-over/index.ts';
import type { Work } from '../permissions/index.ts';
import type { RequestKind } from './data-request.entity.ts';
import { openRequest } from './open-request.ts';

/** A request that was never looked at for longer than this is entered by mistake. */
const OLDEST_YEARS = 1;

/**
 * An employee enters what somebody asked by mail, by telephone or at the desk (B6). The deadline counts from the day on which it
 * was received, not from today. What only the back office can do is passed on to it (D7).
 * @throws DomainError NOT_FOUND, ALREADY_ANONYMISED, BAD_USER_INPUT, CONFLICT when such a request of his is open already
 */
export async function registerDataRequest(
  work: Work,
  input: { candidateId: string; kind: RequestKind; receivedOn: string },
): Promise<string> {
  const today = work.clock.today();
  if (input.receivedOn > today || input.receivedOn < plus(today, { years: -OLDEST_YEARS }))
    throw badInput('receivedOn', 'Give a day that has come, at most a year ago.');
  return inTransaction(work.em, async (em) => {
    const inside: Work = { ...work, em };
    const { agencyId, approvedOn } = await lockPerson(inside, input.candidateId);
    const { candidateId, kind } = input;
    const ledByBackOffice = kind === 'ERASURE' && approvedOn !== null;
    if (ledByBackOffice) await passOnErasureRequest(inside, { agencyId, candidateId });
    const refusedBecause = ledByBackOffice ? 'HANDED_OVER' : null;
    const { id, isNew } = await openRequest(inside, { ...input, channel: 'STAFF', refusedBecause });
    if (!isNew) throw new DomainError('CONFLICT', 'Such a request of this person is open already.', ['kind']);
    return id;
  });
}
