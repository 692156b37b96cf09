import { arrayOf, inTransaction, rows, sql } from '../../platform/database/index.ts';
import { badInput } from '../../platform/errors.ts';
import { recordAudit } from '../audit/index.ts';
import { withdrawNotices } from '../outgoing-mail/index.ts';
import { personVisibleTo, type Work } from '../permissions/index.ts';
import { updateTerms } from '../retention/index.ts';

const MOST = 1_000;

/** Why somebody's term was not extended: nobody here, or no term acts on him. */
export type ExtensionRefusal = 'NOT_FOUND' | 'ALREADY_ANONYMISED' | 'HANDED_OVER' | 'NO_TERM';

export interface ExtensionOutcome {
  extended: number;
  skipped: { candidateId: string; reason: ExtensionRefusal }[];
}

/**
 * Staff extend terms by the same period again (H42, H44), counted from the later of today and the old end (D2). An open plan
 * is cancelled, of rules too: they leave alone who is kept until a day to come. Its notices that have not left are kept back. One
 * that the candidate asked for himself stands.
 * @throws DomainError BAD_USER_INPUT for nobody, or more than 1000 people
 */
export async function extendRetention(work: Work, candidateIds: readonly string[]): Promise<ExtensionOutcome> {
  if (candidateIds.length === 0 || candidateIds.length > MOST)
    throw badInput('candidateIds', `Choose 1 to ${String(MOST)} people.`);
  return inTransaction(work.em, async (em) => {
    const inside: Work = { ...work, em };
    const theirs = sql`c.id = any(${arrayOf(candidateIds)}::uuid[]) and ${personVisibleTo(work.actor, 'c')}`;
    await rows(em, sql`select from candidate c where ${theirs} order by c.id for update`);
    const people = await rows<{ id: string; refusal: ExtensionRefusal | null }>(
      em,
      sql`select c.id, ${extensionRefusal} as refusal from candidate c where ${theirs}`,
    );
    const refusalOf = new Map(people.map(({ id, refusal }) => [id, refusal]));
    const asked = [...new Set(candidateIds)];
    const ids = asked.filter((id) => refusalOf.get(id) === null);
    const skipped = asked
      .filter((id) => !ids.includes(id))
      .map((candidateId) => ({ candidateId, reason: refusalOf.get(candidateId) ?? ('NOT_FOUND' as const) }));
    if (ids.length === 0) return { extended: 0, skipped };

    await extendTerms(inside, ids);
    return { extended: ids.length, skipped };
  });
}

/** SQL over `candidate c`: why his term can't be extended, or null. */
export const extensionRefusal = sql<Exclude<ExtensionRefusal, 'NOT_FOUND'> | null>`
  case when c.anonymised then 'ALREADY_ANONYMISED' when c.approved_on is not null then 'HANDED_OVER'
    when c.retention_term_days is null then 'NO_TERM' end`;

/** Extends the terms of people who are locked and may be extended, in the transaction of whoever calls it. */
export async function extendTerms(work: Work, candidateIds: readonly string[]): Promise<void> {
  const { em, clock } = work;
  const ids = arrayOf(candidateIds);
  const until = await rows<{ id: string; until: string }>(
    em,
    sql`update candidate set extended_until = greatest(retain_until, ${clock.today()}::date) + retention_term_days
        where id = any(${ids}::uuid[]) returning id, extended_until::text as until`,
  );
  const cancelled = await rows<{ candidate_id: string }>(
    em,
    sql`update erasure_plan set state = 'CANCELLED', closed_at = ${clock.now().toISOString()}::timestamptz
        where candidate_id = any(${ids}::uuid[]) and state = 'PLANNED' and requested_at is null
        returning candidate_id`,
  );
  await withdrawNotices(em, cancelled.map((plan) => plan.candidate_id)); // prettier-ignore
  await updateTerms(em, { candidateIds });
  await recordAudit(
    work,
    until.map((one) => ({
      action: 'retention.extended',
      subjectType: 'Candidate',
      subjectId: one.id,
      facts: { keptUntil: one.until },
    })),
  );
}
