import {
  arrayOf,
  inTransaction,
  outsideRowScope,
  rows,
  runCompiled,
  sql,
  type EntityManager,
  type Sql,
} from '../../platform/database/index.ts';
import { badInput } from '../../platform/errors.ts';
import { localDate, type LocalDate } from '../../platform/clock.ts';
import { keepErasedCounts, RUNNING_STATUSES, statusSumsOf } from '../applications/index.ts';
import { recordAudit } from '../audit/index.ts';
import { queueFileRemovals } from '../documents/index.ts';
import type { Work } from '../permissions/index.ts';
import { erasureRefusal, type Ending, type ErasureRefusal } from '../retention/index.ts';
import { liveRuleSet, selection } from '../selection-rules/index.ts';
import { goesByItself } from './by-itself.ts';
import { bindErasure, erasureProgram } from './erasure-statement.ts';
import { enterInLedger, type LedgerEntry } from './ledger/ledger-entry.ts';
import type { ErasureWay } from './erasure-receipt.ts';
import { confirmErasures } from './confirm-erasures.ts';
import { tellRecipients } from '../recipients/index.ts';
import { rememberErased } from './erased-identity.ts';
import { endingOfPlan } from './ending-of-plan.ts';
import { keepDeletedCounts } from './keep-deleted-counts.ts';

export interface ErasureOrder {
  agencyId: string;
  /** At most a few thousand: they are locked together, and committed together. */
  candidateIds: readonly string[];
  way: ErasureWay;
  /** Only those whose plan is due, still open, and not answered otherwise. */
  onlyWhenDue: boolean;
  /** What becomes of them; left out: what their due plans say (D3). */
  ending?: Ending;
  /** Only those who still go by themselves (D13): the agency's switch, and what became of the notice, are looked at again. */
  onlyByItself?: boolean;
  /** Only while this plan is open: two answers at once, keep and anonymise, have one effect. */
  openPlanId?: string;
  /** `null`: the agency's rule for erasure. */
  deregistrationRuleId?: string | null;
  memo?: string | null;
  idempotencyKey?: string | null;
  /** They were erased before, and a back-up has brought them back: with their receipts of then, whatever stands in the way, and without a mail (B9). */
  again?: LedgerEntry;
}

export type SkipReason = ErasureRefusal | 'NOT_DUE' | 'AWAITS_CLICK' | 'NOT_FOUND';

export interface ErasureOutcome {
  erased: { candidateId: string; receiptId: string }[];
  skipped: { candidateId: string; reason: SkipReason }[];
}

interface LockedPerson {
  id: string;
  /** Of the receipt that an erasure would give. */
  receipt_id: string;
  refusal: ErasureRefusal | null;
  /** Whether what the order presupposes, a due or an open plan, still holds. */
  meant: boolean;
  ending: Ending;
  /** Whether he may be erased without a person's click, where the order asks for that. */
  by_itself: boolean;
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
 *
 * It works as the owner of the tables, whoever asked: the caller asked whether these people exist for him, and a letter to who
 * is no longer known hangs on no person by whom the database could know whose it is.
 */
export const carryOutErasures = (work: Work, order: ErasureOrder): Promise<ErasureOutcome> =>
  outsideRowScope(() => inTransaction(work.em, (em) => eraseInTransaction({ ...work, em }, order)));

/** The same, in the transaction of whoever calls it; its audit entries are the last thing that it does there. */
export async function eraseInTransaction(work: Work, order: ErasureOrder): Promise<ErasureOutcome> {
  const people = await lockPeople(work, order);
  const known = new Map(people.map((one) => [one.id, one]));
  const skipped: ErasureOutcome['skipped'] = [];
  const ready: LockedPerson[] = [];
  for (const candidateId of new Set(order.candidateIds)) {
    const person = known.get(candidateId);
    const reason = person ? whyNot(person) : 'NOT_FOUND';
    if (reason === null) ready.push(person!);
    else skipped.push({ candidateId, reason });
  }
  if (ready.length === 0) return { erased: [], skipped };

  const terms = await agencyTerms(work, order);
  if (order.again) terms.plus = order.again.plus;
  const erased: ErasureOutcome['erased'] = [];
  for (const [ending, people] of Map.groupBy(ready, (person) => person.ending))
    erased.push(...(await eraseAlike(work, order, { terms, ending, people })));
  await recordAudit(
    work,
    ready.map((person) => ({
      action: person.ending === 'DELETE' ? 'candidate.deleted' : 'candidate.anonymised',
      subjectType: 'Candidate',
      subjectId: person.id,
      agencyId: order.agencyId,
      facts: {
        receiptId: person.receipt_id,
        way: order.way,
        plus: person.ending === 'ANONYMISE' && terms.plus,
        ...(order.again ? { again: true } : {}),
      },
    })),
  );
  return { erased, skipped };
}

/** Those of a batch who come to the same end: one statement over all tables. */
async function eraseAlike(
  work: Work,
  order: ErasureOrder,
  { terms, ending, people: ready }: { terms: AgencyTerms; ending: Ending; people: readonly LockedPerson[] },
): Promise<ErasureOutcome['erased']> {
  const { em } = work;
  const at = order.again?.erasedAt ?? work.clock.now().toISOString();
  const erased = ready.map((person) => ({ candidateId: person.id, receiptId: person.receipt_id }));
  if (!order.again) {
    const { agencyId, way } = order;
    await enterInLedger(work, {
      agencyId,
      erasedAt: at,
      way,
      ending,
      plus: ending === 'ANONYMISE' && terms.plus,
      people: erased,
    });
  }
  if (!order.again)
    await tellRecipients(work, {
      agencyId: order.agencyId,
      agencyName: terms.agency_name,
      candidateIds: erased.map((one) => one.candidateId),
    });
  const program = erasureProgram(em, work.catalogue);
  const fared = await statusSumsOf(
    em,
    erased.map((one) => one.candidateId),
  );

  await rememberErased(
    work,
    order.agencyId,
    erased.map((one) => one.candidateId),
    localDate(new Date(at)),
  );
  await queueFileRemovals(em, work.catalogue, erased, work.clock.now());
  const ids = erased.map((one) => one.candidateId);
  if (ending === 'DELETE') await keepDeletedCounts(em, ids, work.clock.today());
  await runCompiled(
    em,
    ending === 'DELETE' ? program.deletion : terms.plus ? program.plus : program.base,
    bindErasure({
      candidateIds: arrayOf(erased.map((one) => one.candidateId)),
      receiptIds: arrayOf(erased.map((one) => one.receiptId)),
      applicationsClosed: arrayOf(ready.map((person) => person.running)),
      agencyId: order.agencyId,
      erasedAt: at,
      way: order.way,
      declarationsVersion: program.version,
      deregistrationRule: terms.rule_id,
      memo: order.memo ?? null,
      idempotencyKey: order.idempotencyKey ?? null,
    }),
  );
  if (terms.confirm && !order.again)
    await confirmErasures(work, { agencyId: order.agencyId, agencyName: terms.agency_name, ending, people: ready });
  await keepErasedCounts(em, fared);
  return erased;
}

const whyNot = ({ refusal, meant, by_itself }: LockedPerson): SkipReason | null =>
  refusal ?? (!meant ? 'NOT_DUE' : !by_itself ? 'AWAITS_CLICK' : null);

/**
 * Locks first and looks afterwards, in two statements: what somebody else committed while we waited for the lock, a hold
 * or an answer, is seen (F8). Whoever places a hold or answers locks the same row.
 */
async function lockPeople({ em, clock }: Work, order: ErasureOrder): Promise<LockedPerson[]> {
  const today: LocalDate = clock.today();
  const ids = arrayOf(order.candidateIds);
  const ours = sql`c.id = any(${ids}::uuid[]) and c.agency_id = ${order.agencyId}`;
  await rows(
    em,
    sql`with locked as (select from candidate c where ${ours} order by c.id for update) select count(*) from locked`,
  );
  return rows<LockedPerson>(
    em,
    sql`select c.id, ${receiptOf(order)} as receipt_id, ${refusalFor(order, today)} as refusal, coalesce(c.email_private, c.email_work) as email, c.language,
          ${await stillMeant(em, order, today)} as meant, ${endingFor(order)} as ending,
          ${order.onlyByItself === true ? planGoesByItself : sql`true`} as by_itself, coalesce(r.running, 0) as running
        from candidate c join retention_policy policy on policy.agency_id = c.agency_id
        left join erasure_plan p on p.candidate_id = c.id and p.state = 'PLANNED' and p.candidate_id = any(${ids}::uuid[])
        left join (
          select a.candidate_id, count(*)::int as running from application a
          where a.candidate_id = any(${ids}::uuid[]) and a.status = any(${RUNNING_STATUSES}) group by 1
        ) r on r.candidate_id = c.id
        where ${ours}
        order by c.id`,
  );
}

/** Once erased, nothing that a back-up has brought back keeps somebody. */
const refusalFor = (order: ErasureOrder, today: LocalDate): Sql =>
  order.again
    ? sql`case when c.anonymised then 'ALREADY_ANONYMISED' end`
    : erasureRefusal(today, { reportedByBackOffice: order.way === 'BACK_OFFICE' });

const receiptOf = ({ again }: ErasureOrder): Sql =>
  again
    ? sql`(select t.receipt_id from unnest(${arrayOf(again.people.map((one) => one.candidateId))}::uuid[],
             ${arrayOf(again.people.map((one) => one.receiptId))}::uuid[]) as t (candidate_id, receipt_id) where t.candidate_id = c.id)`
    : sql`uuidv7()`;

/** SQL over his open plan `p`, if he has one: what it says where it is gone by; nobody is deleted whom nobody chose to delete. */
const endingFor = (order: ErasureOrder): Sql<Ending> =>
  order.ending === undefined && order.onlyWhenDue
    ? sql<Ending>`case when p.id is null then 'ANONYMISE' else ${endingOfPlan} end`
    : sql<Ending>`${order.ending ?? 'ANONYMISE'}::text`;
/**
 * SQL over `candidate c` and `retention_policy policy`: whether his open plan is carried out without a click (D13). Looked up for each
 * of a batch by itself: over the joined plan PostgreSQL would read all notices that ever went out, to look into them by hash.
 */
const planGoesByItself: Sql<boolean> = sql<boolean>`exists (
  select from erasure_plan p where p.candidate_id = c.id and p.state = 'PLANNED' and ${goesByItself})`;

/** SQL over his open plan `p`, if he has one, and `candidate c`: whether what the order presupposes still holds. */
async function stillMeant(em: EntityManager, order: ErasureOrder, today: LocalDate): Promise<Sql<boolean>> {
  if (order.openPlanId) return sql`coalesce(p.id = ${order.openPlanId}, false)`;
  if (!order.onlyWhenDue) return sql`true`;
  const live = await liveRuleSet(em, order.agencyId);
  const people = sql`c.id = any(${order.candidateIds})`;
  // Rules look again at who is about to go: what happened since he was selected counts (F8).
  const selected = live
    ? sql`p.rule_set_id = ${live.id} and c.id in (
        select s.candidate_id from (${selection(live.content.rules, [order.agencyId], today, people)}) s)`
    : sql`false`;
  return sql`(p.id is not null and p.due_on <= ${today}::date
      and case when p.requested_at is not null or p.basis = 'STAFF' then true when p.basis = 'RULES' then ${selected} else c.retain_until <= ${today}::date end)`;
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
