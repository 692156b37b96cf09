import { plus, type LocalDate } from '../../platform/clock.ts';
import { rows, sql } from '../../platform/database/index.ts';
import { newId } from '../../platform/ids.ts';
import { recordAudit } from '../audit/index.ts';
import type { Work } from '../permissions/index.ts';
import type { RequestKind } from './data-request.entity.ts';

/** One calendar month after it was received: of 31 January the last day of February (GDPR, article 12, paragraph 3). */
export const deadlineOf = (receivedOn: LocalDate): LocalDate => plus(receivedOn, { months: 1 });
/** Two months more. */
export const extendedDeadlineOf = (receivedOn: LocalDate): LocalDate => plus(receivedOn, { months: 3 });

export interface NewRequest {
  candidateId: string;
  kind: RequestKind;
  channel: 'PORTAL' | 'STAFF';
  receivedOn: LocalDate;
  refusedBecause?: string | null;
  /** In his own words. */
  asked?: string | null;
}

/**
 * Opens a case, in the caller's transaction, which has locked the person. Of each kind a person has one open at a time: asked for
 * again, it is the same case with the same deadline.
 * @returns its id, and whether it is new.
 */
export async function openRequest(work: Work, request: NewRequest): Promise<{ id: string; isNew: boolean }> {
  const { candidateId, kind, channel, receivedOn } = request;
  const [known] = await rows<{ id: string }>(
    work.em,
    sql`select id from data_request where candidate_id = ${candidateId} and kind = ${kind} and state = 'OPEN'`,
  );
  if (known) return { id: known.id, isNew: false };
  const id = newId();
  await rows(
    work.em,
    sql`insert into data_request (id, candidate_id, kind, channel, state, received_on, due_on, refused_because, asked)
        values (${id}, ${candidateId}, ${kind}, ${channel}, 'OPEN', ${receivedOn}::date, ${deadlineOf(receivedOn)}::date, ${request.refusedBecause ?? null}, ${request.asked ?? null})`,
  );
  await recordAudit(work, [
    {
      action: 'data-request.opened',
      subjectType: 'Candidate',
      subjectId: candidateId,
      facts: { requestId: id, request: kind, dueOn: deadlineOf(receivedOn) },
    },
  ]);
  return { id, isNew: true };
}
