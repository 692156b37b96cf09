import { affected, inTransaction, rows, sql } from '../../platform/database/index.ts';
import { recordAudit } from '../audit/index.ts';
import type { Work } from '../permissions/index.ts';
import { noteBackOffice, noteBackOfficeTold } from '../recipients/index.ts';
import { handedOverFields, handedOverGroups } from './handed-over-fields.ts';
import type { HandOverState } from './hand-over.entity.ts';
import type { MessageToSend } from './message-body.ts';
import type { Posted } from './post-signed.ts';
import { answered, keepAnswer } from './receiver-answer.ts';

/** Minutes before each next attempt, five days in all; after the last, it has failed until somebody sends it again. */
const BACK_OFF = [1, 5, 15, 60, 240, 720, 1_440, 1_440, 1_440, 1_440];

export interface SentMessage extends MessageToSend {
  attempts: number;
  /** Of the back office, as it was when this left. */
  name: string;
  url: string;
}

/** Writes down what became of a message, in a transaction of its own. */
export async function settleMessage(work: Work, message: SentMessage, posted: Posted): Promise<void> {
  await inTransaction(work.em, async (em) => {
    const inside: Work = { ...work, em };
    // Whoever erases locks the person first, and so do we.
    await rows(em, sql`select from candidate where id = ${message.candidate_id} for update`);
    await (posted.arrived
      ? settleArrived(inside, message, posted.answer)
      : settleMissed(inside, message, posted.problem));
  });
}

const aboutPerson = ({ candidate_id, agency_id }: SentMessage) =>
  ({ subjectType: 'Candidate', subjectId: candidate_id, agencyId: agency_id }) as const;
const factsOf = ({ id, kind, attempts, url }: SentMessage) => ({
  ...{ handOverId: id, message: kind, attempts },
  host: new URL(url).host,
});

/** What has arrived is there, whatever became of the person or his message while it was under way: that must not stay unknown. */
async function settleArrived(work: Work, message: SentMessage, answer: string): Promise<void> {
  const { em, clock } = work;
  const { candidate_id: candidateId, kind, name } = message;
  const [stored] = await rows<{ state: HandOverState }>(
    em,
    sql`select state from hand_over where id = ${message.id} for update`,
  );
  if (stored?.state === 'DONE') return;
  const told = answered(kind, answer, clock.today());
  if (stored && stored.state !== 'WITHDRAWN') {
    await rows(
      em,
      sql`update hand_over set state = 'DONE', problem = ${told.problem}, done_at = ${clock.now().toISOString()}::timestamptz where id = ${message.id}`,
    );
    await keepAnswer(work, candidateId, told);
  }
  // Of who was deleted meanwhile no row is left, nor of his recipients: the trail alone remembers.
  if (stored && kind === 'ERASURE_REQUEST') await noteBackOfficeTold(work, candidateId);
  if (stored && kind === 'CANDIDATE')
    await noteBackOffice(work, { candidateId, name, groups: handedOverGroups(work.catalogue) });
  const fields = handedOverFields(work.catalogue).map(({ field }) => field);
  await recordAudit(work, [
    {
      action: 'hand-over.delivered',
      ...aboutPerson(message),
      facts: { ...factsOf(message), ...(kind === 'CANDIDATE' ? { fields: fields.join(',') } : {}) },
    },
  ]);
}

async function settleMissed(work: Work, message: SentMessage, problem: string): Promise<void> {
  const ours = sql`id = ${message.id} and state = 'SENDING'`;
  const delay = BACK_OFF[message.attempts - 1];
  if (delay !== undefined) {
    const next = new Date(work.clock.now().getTime() + delay * 60_000).toISOString();
    await affected(
      work.em,
      sql`update hand_over set state = 'QUEUED', problem = ${problem}, next_attempt_at = ${next}::timestamptz where ${ours}`,
    );
    return;
  }
  const failed = await affected(
    work.em,
    sql`update hand_over set state = 'FAILED', problem = ${problem} where ${ours}`,
  );
  if (failed === 1)
    await recordAudit(work, [
      { action: 'hand-over.failed', ...aboutPerson(message), facts: { ...factsOf(message), problem } },
    ]);
}
