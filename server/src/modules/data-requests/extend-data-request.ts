import { inTransaction, rows, sql } from '../../platform/database/index.ts';
import { badInput, DomainError } from '../../platform/errors.ts';
import { recordAudit } from '../audit/index.ts';
import type { Work } from '../permissions/index.ts';
import { extensionLetter } from './answer-templates.ts';
import { extendedDeadlineOf } from './open-request.ts';
import { lockOpenRequest, tellDecision } from './request-to-handle.ts';

const SHORTEST = 10;
const LONGEST = 1_000;

/**
 * Gives a request two months more, once, with a reason that whoever asked is mailed: the law wants him told within the first month
 * (GDPR, article 12, paragraph 3). Without an address, whoever extends it must have told him himself.
 * @throws DomainError NOT_FOUND, CONFLICT, BAD_USER_INPUT
 */
export async function extendDataRequest(
  work: Work,
  input: { id: string; reason: string; toldOtherwise?: boolean },
): Promise<void> {
  const reason = input.reason.trim();
  if (reason.length < SHORTEST || reason.length > LONGEST)
    throw badInput('reason', `Give ${String(SHORTEST)} to ${String(LONGEST)} characters.`);
  await inTransaction(work.em, async (em) => {
    const inside: Work = { ...work, em };
    const request = await lockOpenRequest(inside, input.id);
    if (request.extended)
      throw new DomainError('CONFLICT', 'This request was extended already; that is possible once.');
    if (work.clock.today() > request.due_on)
      throw new DomainError('CONFLICT', 'The month has passed, so this request can’t be extended any more.');
    const withoutAddress = request.email === null;
    if (withoutAddress && !input.toldOtherwise)
      throw badInput('toldOtherwise', 'No mail address of his is known: tell him yourself, and say so.');
    const dueOn = extendedDeadlineOf(request.received_on);
    await rows(
      em,
      sql`update data_request set due_on = ${dueOn}::date, extended_at = ${work.clock.now().toISOString()}::timestamptz, extension_reason = ${reason}
          where id = ${request.id}`,
    );
    await tellDecision(inside, request, {
      ...extensionLetter(request.kind, request.language, reason),
      occasion: 'extended',
      dueOn,
    });
    await recordAudit(inside, [
      {
        action: 'data-request.extended',
        subjectType: 'Candidate',
        subjectId: request.candidate_id,
        facts: { requestId: request.id, request: request.kind, dueOn, ...(withoutAddress ? { withoutAddress } : {}) },
      },
    ]);
  });
}
