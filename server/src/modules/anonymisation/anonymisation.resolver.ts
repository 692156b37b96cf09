import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { rows, sql, type Sql } from '../../platform/database/index.ts';
import { badInput, DomainError } from '../../platform/errors.ts';
import { keysetPage, PageArgs, rowId, toGlobalId, withUserErrors } from '../../platform/graphql/index.ts';
import {
  CandidateSchema,
  CandidateType,
  findVisibleCandidate,
  ViewerCanType,
  type Candidate,
} from '../candidates/index.ts';
import {
  mustSee,
  personVisibleTo,
  scopeOf,
  type RequestContext,
  type Rights,
  type Work,
} from '../permissions/index.ts';
import { EndingEnum, erasureRefusal, type Ending, type ErasureRefusal } from '../retention/index.ts';
import { anonymiseCandidate } from './anonymise-candidate.ts';
import {
  AnonymiseCandidateInput,
  AnonymiseCandidatePayload,
  CarryOutErasurePlansInput,
  CarryOutErasurePlansPayload,
  DeleteCandidateInput,
  DeleteCandidatePayload,
  ErasurePlanConnection,
  ErasurePlanFilter,
  ErasurePlanType,
  ErasureReceiptType,
  ExtendRetentionInput,
  ExtendRetentionPayload,
  TableCountType,
} from './anonymisation.type.ts';
import { goesByItself } from './by-itself.ts';
import { deleteCandidate } from './delete-candidate.ts';
import { endingOfPlan } from './ending-of-plan.ts';
import { referenceOf } from './receipt-reference.ts';
import { REFUSALS } from './erase-by-hand.ts';
import { carryOutPlans, type PlanNotCarriedOut } from './carry-out-plans.ts';
import { extendRetention } from './extend-retention.ts';
import { ErasurePlanSchema, type ErasurePlan } from './erasure-plan.ts';
import { ErasureReceiptSchema, type ErasureReceipt } from './erasure-receipt.ts';

const NOT_CARRIED_OUT: Record<PlanNotCarriedOut, () => DomainError> = {
  ...REFUSALS,
  DATA_REFUSED: () => new DomainError('DATA_REFUSED', 'The database refused; nothing of this person was changed.'),
  STOPPED: () => new DomainError('STOPPED', 'The run was stopped before this person’s turn.'),
};

@Resolver(() => ErasurePlanType)
export class ErasurePlanResolver {
  @Query(() => ErasurePlanConnection, { description: 'Plans of your agencies, the first due first.' })
  async erasurePlans(
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => ErasurePlanFilter, { nullable: true, description: 'Which ones.' })
    filter: ErasurePlanFilter | undefined,
    @Ctx() { work, rights }: RequestContext,
  ) {
    return new ErasurePlanConnection(
      await keysetPage<ErasurePlan>(
        work.em,
        {
          type: 'ErasurePlan',
          from: sql`(select p.*, c.agency_id, ${goesByItself} as automatic
                     from erasure_plan p join candidate c on c.id = p.candidate_id join retention_policy policy on policy.agency_id = c.agency_id
                     where ${personVisibleTo(work.actor, 'c')}) p`,
          where: planConditions(work, rights, filter ?? {}),
          id: sql`p.id`,
          key: rights.see.has('ErasurePlan.dueOn') ? sql`p.due_on` : sql`p.id`,
          descending: false,
          load: (ids) => work.em.find(ErasurePlanSchema, { id: { $in: [...ids] } }),
        },
        page,
      ),
    );
  }

  @Mutation(() => CarryOutErasurePlansPayload, { description: 'Erases the people of due plans now (D13).' })
  carryOutErasurePlans(
    @Arg('input', () => CarryOutErasurePlansInput, { description: 'Which plans.' }) input: CarryOutErasurePlansInput,
    @Ctx() { work }: RequestContext,
  ): Promise<CarryOutErasurePlansPayload> {
    return withUserErrors(async () => {
      const { erased, skipped } = await carryOutPlans(
        work,
        input.planIds.map((id) => rowId('ErasurePlan', id, 'planIds')),
      );
      return {
        erased,
        skipped: skipped.map(({ planId, reason }) => {
          const refusal = NOT_CARRIED_OUT[reason]();
          return { planId: toGlobalId('ErasurePlan', planId), code: refusal.code, message: refusal.message };
        }),
      };
    });
  }

  @FieldResolver(() => ID, { description: 'Unique over all types; opaque.' })
  id(@Root() plan: ErasurePlan): string {
    return toGlobalId('ErasurePlan', plan.id);
  }

  @FieldResolver(() => CandidateType, { nullable: true, description: 'Whose plan it is.' })
  candidate(@Root() plan: ErasurePlan, @Ctx() context: RequestContext) {
    return context.byId(CandidateSchema).load(plan.candidateId);
  }

  @FieldResolver(() => Boolean, {
    nullable: true,
    description: 'Whether it is carried out by itself; else it waits for a person’s click (D13).',
  })
  async automatic(@Root() plan: ErasurePlan, @Ctx() context: RequestContext): Promise<boolean | null> {
    return (await howItEnds(context, plan))?.automatic ?? null;
  }

  @FieldResolver(() => EndingEnum, { nullable: true, description: 'What becomes of him when it is carried out (D3).' })
  async ending(@Root() plan: ErasurePlan, @Ctx() context: RequestContext): Promise<Ending | null> {
    return (await howItEnds(context, plan))?.ending ?? null;
  }
}

interface EndOfPlan {
  id: string;
  automatic: boolean;
  ending: Ending;
}

const howItEnds = (context: RequestContext, plan: ErasurePlan): Promise<EndOfPlan | undefined> =>
  context.loader('howPlansEnd', (ids) => howPlansEnd(context.work, ids)).load(plan.id);

async function howPlansEnd(work: Work, planIds: readonly string[]): Promise<Map<string, EndOfPlan>> {
  const found = await rows<EndOfPlan>(
    work.em,
    sql`select p.id, ${goesByItself} as automatic, ${endingOfPlan} as ending
        from erasure_plan p join candidate c on c.id = p.candidate_id join retention_policy policy on policy.agency_id = c.agency_id
        where p.id = any(${planIds})`,
  );
  return new Map(found.map((one) => [one.id, one]));
}

function planConditions(work: Work, rights: Rights, filter: ErasurePlanFilter): Sql {
  const all: Sql[] = [sql`true`];
  if (filter.state != null) {
    mustSee(rights, 'ErasurePlan.state', 'filter.state');
    all.push(sql`p.state = ${filter.state}`);
  }
  if (filter.agencyId != null) all.push(sql`p.agency_id = ${rowId('Agency', filter.agencyId, 'filter.agencyId')}`);
  if (filter.dueWithinDays != null) {
    mustSee(rights, 'ErasurePlan.dueOn', 'filter.dueWithinDays');
    if (filter.dueWithinDays < 0 || filter.dueWithinDays > 36_500)
      throw badInput('filter.dueWithinDays', 'Give 0 to 36500 days.');
    all.push(sql`p.due_on <= ${work.clock.today()}::date + ${filter.dueWithinDays}::int`);
  }
  if (filter.awaitingClick != null) {
    mustSee(rights, 'ErasurePlan.state', 'filter.awaitingClick');
    const awaiting = sql`(p.state = 'PLANNED' and p.due_on <= ${work.clock.today()}::date and not p.automatic)`;
    all.push(filter.awaitingClick ? awaiting : sql`not ${awaiting}`);
  }
  return sql.join(all, sql` and `);
}

async function refusalsOf(work: Work, ids: readonly string[]): Promise<Map<string, ErasureRefusal | null>> {
  const found = await rows<{ id: string; refusal: ErasureRefusal | null }>(
    work.em,
    sql`select c.id, ${erasureRefusal(work.clock.today())} as refusal from candidate c where c.id = any(${ids})`,
  );
  return new Map(found.map((one) => [one.id, one.refusal]));
}

async function filesLeft(work: Work, receiptIds: readonly string[]): Promise<Map<string, number>> {
  const found = await rows<{ id: string; n: number }>(
    work.em,
    sql`select receipt_id as id, count(*)::int as n from file_removal where receipt_id = any(${receiptIds}) group by 1`,
  );
  return new Map(found.map((one) => [one.id, one.n]));
}

@Resolver(() => ErasureReceiptType)
export class ErasureReceiptResolver {
  @FieldResolver(() => ID, { description: 'Unique over all types; opaque.' })
  id(@Root() receipt: ErasureReceipt): string {
    return toGlobalId('ErasureReceipt', receipt.id);
  }

  @FieldResolver(() => ID, { description: 'The row that the person has become.' })
  candidateId(@Root() receipt: ErasureReceipt): string {
    return toGlobalId('Candidate', receipt.candidateId);
  }

  @FieldResolver(() => String, { description: 'By which the person himself names it, such as 7F3A-09C2-51BE.' })
  reference(@Root() receipt: ErasureReceipt): string {
    return referenceOf(receipt.id);
  }

  @FieldResolver(() => [TableCountType], { description: 'What was touched, by table.' })
  counts(@Root() receipt: ErasureReceipt, @Ctx() { work }: RequestContext): TableCountType[] {
    const deleted = new Set(
      work.catalogue
        .personal()
        .flatMap((table) =>
          (receipt.plus ? table.rowsPlus : table.rows) === 'DELETE' ? [table.schema.meta.tableName] : [],
        ),
    );
    return Object.entries(receipt.counts).map(([table, count]) => ({
      table,
      rows: count,
      method: receipt.ending === 'DELETE' || deleted.has(table) ? 'DELETE' : 'OVERWRITE',
    }));
  }

  @FieldResolver(() => Boolean, { description: 'Whether all his files have left the store.' })
  async filesRemoved(@Root() receipt: ErasureReceipt, @Ctx() context: RequestContext): Promise<boolean> {
    const left = await context.loader('filesLeft', (ids) => filesLeft(context.work, ids)).load(receipt.id);
    return left === undefined;
  }
}

@Resolver(() => CandidateType)
export class CandidateErasureResolver {
  @FieldResolver(() => ErasurePlanType, { nullable: true, description: 'His last plan, open or closed.' })
  async erasurePlan(@Root() candidate: Candidate, @Ctx() context: RequestContext): Promise<ErasurePlan | null> {
    const plans = await context.recordsOf(ErasurePlanSchema, 'plannedOn').load(candidate.id);
    return plans.find((plan) => plan.state === 'PLANNED') ?? plans.at(-1) ?? null;
  }

  @FieldResolver(() => [ErasureReceiptType], { nullable: true, description: 'Proof of his erasure, once it was done.' })
  receipts(@Root() candidate: Candidate, @Ctx() context: RequestContext): Promise<ErasureReceipt[]> {
    return context.recordsOf(ErasureReceiptSchema, 'erasedAt').load(candidate.id);
  }

  @FieldResolver(() => ViewerCanType, { description: 'What you may do with him.' })
  async viewerCan(@Root() candidate: Candidate, @Ctx() context: RequestContext): Promise<ViewerCanType> {
    const { rights } = context;
    const standing = await context.loader('erasureRefusal', (ids) => refusalsOf(context.work, ids)).load(candidate.id);
    // Who may not anonymise is not told what else stands in the way either (D17).
    const refusalOf = (right: 'candidate:anonymise' | 'candidate:delete') =>
      !rights.permissions.has(right) ? 'FORBIDDEN' : standing ? REFUSALS[standing]().code : null;
    const refusal = refusalOf('candidate:anonymise');
    const deleteRefusal = refusalOf('candidate:delete');
    return {
      see: [...rights.see],
      change: candidate.anonymised ? [] : [...rights.change],
      anonymise: refusal === null,
      anonymiseRefusal: refusal,
      delete: deleteRefusal === null,
      deleteRefusal,
    };
  }

  @Mutation(() => AnonymiseCandidatePayload, {
    description: 'Anonymises one candidate at once (C56–C61); it can’t be undone.',
  })
  anonymiseCandidate(
    @Arg('input', () => AnonymiseCandidateInput, { description: 'Whom, and why.' }) input: AnonymiseCandidateInput,
    @Ctx() { work }: RequestContext,
  ): Promise<AnonymiseCandidatePayload> {
    return withUserErrors(async () => {
      mustBeKey(input.idempotencyKey);
      const candidateId = rowId('Candidate', input.candidateId, 'candidateId');
      const receipt = await anonymiseCandidate(work, {
        candidateId,
        memo: input.memo ?? null,
        deregistrationRuleId:
          input.deregistrationRuleId == null
            ? null
            : rowId('DeregistrationRule', input.deregistrationRuleId, 'deregistrationRuleId'),
        idempotencyKey: input.idempotencyKey,
      });
      const candidate = await findVisibleCandidate({ ...work, em: work.em.fork() }, candidateId);
      return { receipt, ...(candidate ? { candidate } : {}) };
    });
  }

  @Mutation(() => ExtendRetentionPayload, {
    description: 'Extends terms by the same period again, from the later of today and the old end (H42, D2).',
  })
  extendRetention(
    @Arg('input', () => ExtendRetentionInput, { description: 'Whose.' }) input: ExtendRetentionInput,
    @Ctx() { work }: RequestContext,
  ): Promise<ExtendRetentionPayload> {
    return withUserErrors(async () => {
      const ids = input.candidateIds.map((id) => rowId('Candidate', id, 'candidateIds'));
      const { extended, skipped } = await extendRetention(work, ids);
      return {
        extended,
        skipped: skipped.map((one) => ({ candidateId: toGlobalId('Candidate', one.candidateId), code: one.reason })),
      };
    });
  }

  @Mutation(() => DeleteCandidatePayload, {
    description: 'Deletes one candidate at once, documents and files too (H54, H55); it can’t be undone.',
  })
  deleteCandidate(
    @Arg('input', () => DeleteCandidateInput, { description: 'Whom, and why.' }) input: DeleteCandidateInput,
    @Ctx() { work }: RequestContext,
  ): Promise<DeleteCandidatePayload> {
    return withUserErrors(async () => {
      mustBeKey(input.idempotencyKey);
      const receipt = await deleteCandidate(work, {
        candidateId: rowId('Candidate', input.candidateId, 'candidateId'),
        memo: input.memo ?? null,
        idempotencyKey: input.idempotencyKey,
      });
      return { receipt };
    });
  }
}

function mustBeKey(idempotencyKey: string): void {
  if (idempotencyKey === '' || idempotencyKey.length > 100)
    throw badInput('idempotencyKey', 'Give 1 to 100 characters.');
}

export async function loadErasurePlan(work: Work, id: string): Promise<ErasurePlan | null> {
  const plan = await work.em.findOne(ErasurePlanSchema, { id });
  return plan && (await findVisibleCandidate(work, plan.candidateId)) ? plan : null;
}

export function loadErasureReceipt(work: Work, id: string): Promise<ErasureReceipt | null> {
  return work.em.findOne(ErasureReceiptSchema, { id, ...scopeOf(work.actor, { units: true }) });
}
