import { plus, type LocalDate } from '../../platform/clock.ts';
import { arrayOf, inTransaction, rows, sql } from '../../platform/database/index.ts';
import { badInput } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { recordAudit } from '../audit/index.ts';
import { lockPerson } from '../candidates/index.ts';
import type { Work } from '../permissions/index.ts';
import { HoldSchema, type Hold } from './hold.ts';

const SHORTEST_REASON = 10;
const LONGEST_REASON = 500;
const LONGEST_YEARS = 10;

/**
 * Notes why somebody may not be erased, and until which day (B5): from now on nothing and nobody erases him, not even a run
 * that is under way. The erasure that it stops comes back by itself when it ends.
 * @param input.until the last day on which it stands: today at the earliest, ten years from now at the latest.
 * @throws DomainError NOT_FOUND, ALREADY_ANONYMISED, BAD_USER_INPUT
 */
export async function placeHold(
  work: Work,
  input: { candidateId: string; reason: string; until: string },
): Promise<Hold> {
  const { reason, until } = soundHold(work, input);
  return inTransaction(work.em, async (em) => {
    const inside: Work = { ...work, em };
    await lockPerson(inside, input.candidateId);
    const hold = em.create(HoldSchema, {
      id: newId(),
      candidateId: input.candidateId,
      reason,
      until,
      placedAt: work.clock.now(),
    });
    await em.flush();
    await recordAudit(inside, [
      {
        action: 'hold.placed',
        subjectType: 'Candidate',
        subjectId: input.candidateId,
        facts: { holdId: hold.id, until },
      },
    ]);
    return hold;
  });
}

/** @throws DomainError BAD_USER_INPUT */
export function soundHold(
  { clock }: Work,
  input: { reason: string; until: LocalDate },
): { reason: string; until: LocalDate } {
  const reason = input.reason.trim();
  if (reason.length < SHORTEST_REASON || reason.length > LONGEST_REASON)
    throw badInput('reason', `Give ${String(SHORTEST_REASON)} to ${String(LONGEST_REASON)} characters.`);
  const today = clock.today();
  if (input.until < today || input.until > plus(today, { years: LONGEST_YEARS }))
    throw badInput('until', `Give a day from today, at most ${String(LONGEST_YEARS)} years from now.`);
  return { reason, until: input.until };
}

/** The same hold for people who are locked and not anonymised, in the transaction of whoever calls it. */
export async function placeHoldOn(
  work: Work,
  candidateIds: readonly string[],
  { reason, until }: { reason: string; until: LocalDate },
): Promise<void> {
  const placed = await rows<{ id: string; candidate_id: string }>(
    work.em,
    sql`insert into hold (id, candidate_id, reason, until, placed_at)
        select uuidv7(), person.id, ${reason}, ${until}::date, ${work.clock.now().toISOString()}::timestamptz
        from unnest(${arrayOf(candidateIds)}::uuid[]) person (id)
        returning id, candidate_id`,
  );
  await recordAudit(
    work,
    placed.map((hold) => ({
      action: 'hold.placed',
      subjectType: 'Candidate',
      subjectId: hold.candidate_id,
      facts: { holdId: hold.id, until },
    })),
  );
}
