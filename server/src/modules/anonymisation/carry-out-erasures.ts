import { inTransaction, rows, runCompiled, sql, type Sql } from '../../platform/database/index.ts';
import { badInput } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import type { LocalDate } from '../../platform/clock.ts';
import { RUNNING_STATUSES } from '../applications/index.ts';
import { recordAudit } from '../audit/index.ts';
import { queueFileRemovals } from '../documents/index.ts';
import type { Work } from '../permissions/index.ts';
import { erasureRefusal, type ErasureRefusal } from '../retention/index.ts';
import { bindErasure, erasureProgram } from './erasure-statement.ts';
import type { ErasureWay } from './erasure-receipt.ts';
import { confirmErasures } from './confirm-erasures.ts';

export interface ErasureOrder {
  agencyId: string;
  /** At most a few thousand: they are locked together, and committed together. */
  candidateIds: readonly string[];
  way: ErasureWay;
  /** Only those whose plan is due, still open, and not answered otherwise. */
  onlyWhenDue: boolean;
  /** Only while this plan is open: two answers at once, keep and anonymise, have one effect. */
  openPlanId?: string;
  /** `null`: the agency's rule for erasure. */
  deregistrationRuleId?: string | null;
  memo?: string | null;
  idempotencyKey?: string | null;
}

export type SkipReason = ErasureRefusal | 'NOT_DUE' | 'NOT_FOUND';

export interface ErasureOutcome {
  erased: { candidateId: string; receiptId: string }[];
  skipped: { candidateId: string; reason: SkipReason }[];
}

interface LockedPerson {
  id: string;
  refusal: ErasureRefusal | null;
  /** Whether what the order presupposes, a due or an open plan, still holds. */
  meant: boolean;
  running: number;
  email: string | null;
  language: 'nl' | 'en';
}

interface AgencyTerms {
  plus: boolean;
  confirm: boolean;
  agency_name: string;
  rule_id: string | null;
}

/**
 * The one engine that erases people, whoever asked for it (C1–C4, C54, C88–C178, D1, D5): all of a batch, with audit
 * entries, receipts and confirmation mails, in one transaction. Each person is checked again under lock; who may no
 * longer be erased is skipped with the reason.
 */
export function carryOutErasures(work: Work, order: ErasureOrder): Promise<ErasureOutcome> {
  return inTransaction(work.em, async (em) => {
    const inside: Work = { ...work, em };
    const people = await lockPeople(inside, order);
    const known = new Map(people.map((one) => [one.id, one]));
    const skipped: ErasureOutcome['skipped'] = [];
    const ready: LockedPerson[] = [];
    for (const candidateId of new Set(order.candidateIds)) {
      const person = known.get(candidateId);
      const reason = !person ? 'NOT_FOUND' : (person.refusal ?? (person.meant ? null : 'NOT_DUE'));
      if (reason === null) ready.push(person!);
      else skipped.push({ candidateId, reason });
    }
    if (ready.length === 0) return { erased: [], skipped };

    const at = work.clock.now();
    const terms = await agencyTerms(inside, order);
    const erased = ready.map((person) => ({ candidateId: person.id, receiptId: newId() }));
    const program = erasureProgram(em, work.catalogue);

    await queueFileRemovals(em, erased, at);
    await runCompiled(
      em,
      terms.plus ? program.plus : program.base,
      bindErasure({
        candidateIds: erased.map((one) => one.candidateId),
        receiptIds: erased.map((one) => one.receiptId),
        applicationsClosed: ready.map((person) => person.running),
        agencyId: order.agencyId,
        erasedAt: at.toISOString(),
        way: order.way,
        declarationsVersion: program.version,
        deregistrationRule: terms.rule_id,
        memo: order.memo ?? null,
        idempotencyKey: order.idempotencyKey ?? null,
      }),
    );
    if (terms.confirm)
      await confirmErasures(inside, { agencyId: order.agencyId, agencyName: terms.agency_name, people: ready });
    await recordAudit(
      inside,
      erased.map(({ candidateId, receiptId }) => ({
        action: 'candidate.anonymised',
        subjectType: 'Candidate',
        subjectId: candidateId,
        facts: { receiptId, way: order.way, plus: terms.plus },
      })),
    );
    return { erased, skipped };
  });
}

/**
 * Locks first and looks afterwards, in two statements: what somebody else committed while we waited for the lock, a hold
 * or an answer, is seen (F8). Whoever places a hold or answers locks the same row.
 */
async function lockPeople({ em, clock }: Work, order: ErasureOrder): Promise<LockedPerson[]> {
  const today: LocalDate = clock.today();
  const ids = order.candidateIds;
  await rows(
    em,
    sql`select from candidate where id = any(${ids}) and agency_id = ${order.agencyId} order by id for update`,
  );
  return rows<LockedPerson>(
    em,
    sql`select c.id, ${erasureRefusal(today)} as refusal, coalesce(c.email_private, c.email_work) as email, c.language,
          ${stillMeant(order, today)} as meant,
          (select count(*)::int from application a where a.candidate_id = c.id and a.status = any(${RUNNING_STATUSES})) as running
        from candidate c
        where c.id = any(${ids}) and c.agency_id = ${order.agencyId}
        order by c.id`,
  );
}

function stillMeant(order: ErasureOrder, today: LocalDate): Sql<boolean> {
  if (order.openPlanId)
    return sql`exists (select from erasure_plan p where p.id = ${order.openPlanId} and p.candidate_id = c.id and p.state = 'PLANNED')`;
  if (!order.onlyWhenDue) return sql`true`;
  return sql`c.retain_until <= ${today}::date and exists (
    select from erasure_plan p where p.candidate_id = c.id and p.state = 'PLANNED' and p.due_on <= ${today}::date)`;
}

async function agencyTerms({ em }: Work, order: ErasureOrder): Promise<AgencyTerms> {
  const [terms] = await rows<AgencyTerms>(
    em,
    sql`select p.plus, p.confirm_erasure_by_mail as confirm, g.name as agency_name,
          (select r.id from deregistration_rule r
           where r.agency_id = g.id and (r.id = ${order.deregistrationRuleId ?? null} or r.for_erasure)
           order by r.id = ${order.deregistrationRuleId ?? null} desc nulls last limit 1) as rule_id
        from agency g join retention_policy p on p.agency_id = g.id
        where g.id = ${order.agencyId}`,
  );
  if (order.deregistrationRuleId != null && terms!.rule_id !== order.deregistrationRuleId) {
    throw badInput('deregistrationRuleId', 'This agency has no such deregistration rule.');
  }
  return terms!;
}
