import { inTransaction, rows, sql } from '../../platform/database/index.ts';
import { badInput, DomainError } from '../../platform/errors.ts';
import { planAsAsked, REFUSALS } from '../anonymisation/index.ts';
import { recordAudit } from '../audit/index.ts';
import type { Work } from '../permissions/index.ts';
import { hasGap, type RequestAnswer } from './answer-templates.ts';
import { lockOpenRequest, tellDecision, type RequestToHandle } from './request-to-handle.ts';

const LONGEST_SUBJECT = 200;
const LONGEST_TEXT = 10_000;

/**
 * Closes a request with what is answered, which is mailed where there is an address (B6). Whoever is told that he is erased goes by
 * himself with the next daily sweep; doing what else was asked is a deed of its own: this says that it is done, or why not.
 * @throws DomainError NOT_FOUND, CONFLICT, BAD_USER_INPUT, also where a template's gap was left open; RETENTION_HELD and HANDED_OVER
 * where he would be told that he is erased, and may not be
 */
export async function answerDataRequest(
  work: Work,
  input: { id: string; answer: RequestAnswer; subject: string; text: string },
): Promise<void> {
  const subject = input.subject.trim();
  if (subject === '' || subject.length > LONGEST_SUBJECT || /[\r\n]/.test(subject))
    throw badInput('subject', `Give 1 to ${String(LONGEST_SUBJECT)} characters on one line.`);
  const text = input.text.trim();
  if (text === '' || text.length > LONGEST_TEXT)
    throw badInput('text', `Give 1 to ${String(LONGEST_TEXT)} characters.`);
  if (hasGap(text)) throw badInput('text', 'Write what stands between square brackets yourself first.');
  await inTransaction(work.em, async (em) => {
    const inside: Work = { ...work, em };
    const request = await lockOpenRequest(inside, input.id);
    if (request.kind === 'ERASURE' && input.answer === 'GRANTED') await promiseErasure(inside, request);
    const sent = await tellDecision(inside, request, { subject, text, occasion: 'answered', dueOn: request.due_on });
    await rows(
      em,
      sql`update data_request set state = ${input.answer}, answer = ${sent}, answered_at = ${work.clock.now().toISOString()}::timestamptz
          where id = ${request.id}`,
    );
    await recordAudit(inside, [
      {
        action: 'data-request.answered',
        subjectType: 'Candidate',
        subjectId: request.candidate_id,
        facts: { requestId: request.id, request: request.kind, state: input.answer },
      },
    ]);
  });
}

async function promiseErasure(work: Work, { candidate_id, refusal }: RequestToHandle): Promise<void> {
  if (refusal) {
    const { code, message } = REFUSALS[refusal]();
    throw new DomainError(code, message, ['answer']);
  }
  await planAsAsked(work, candidate_id);
}
