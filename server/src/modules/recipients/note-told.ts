import { rows, sql } from '../../platform/database/index.ts';
import { recordAudit } from '../audit/index.ts';
import type { SettledLetter } from '../outgoing-mail/index.ts';
import type { Work } from '../permissions/index.ts';

/**
 * What became of a letter, if it is one by which a recipient was to be told: in the transaction in which the letter goes, so that one never
 * goes without the other. Of who was deleted no recipient is left, so the agency's trail alone remembers.
 */
export async function noteTold(
  work: Work,
  { agencyId, kind, occasion: recipientId, outcome }: SettledLetter,
): Promise<void> {
  if (kind !== 'RECIPIENT_ERASURE') return;
  const arrived = outcome === 'SENT';
  const [recipient] = await rows<{ candidate_id: string }>(
    work.em,
    arrived
      ? sql`update recipient set told_at = ${work.clock.now().toISOString()}::timestamptz, tell_state = null where id = ${recipientId} returning candidate_id`
      : sql`update recipient set tell_state = ${outcome} where id = ${recipientId} returning candidate_id`,
  );
  await recordAudit(work, [
    {
      action: arrived ? 'recipient.told' : 'recipient.not-told',
      ...(recipient
        ? { subjectType: 'Candidate', subjectId: recipient.candidate_id }
        : { subjectType: 'Agency', subjectId: agencyId }),
      facts: { recipientId, ...(arrived ? {} : { problem: outcome }) },
    },
  ]);
}
