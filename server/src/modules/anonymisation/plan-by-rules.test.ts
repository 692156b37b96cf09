import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { allMailLeft, makeAgency, makePerson } from '../../../test-kit/agency.ts';
import { startTestProduct, type TestProduct } from '../../../test-kit/index.ts';
import { inTransaction, rows, sql } from '../../platform/database/index.ts';
import { newId } from '../../platform/ids.ts';
import { CandidateSchema } from '../candidates/index.ts';
import { HoldSchema, RetentionPolicySchema } from '../retention/index.ts';
import { ContactMomentSchema, DEFAULT_CONTACT_MOMENT, sendNotices } from '../contact-moments/index.ts';
import { contentHash, RuleSetSchema, type Rule, type RuleSetContent } from '../selection-rules/index.ts';
import { carryOutDueErasures } from './runs/carry-out-open-runs.ts';
import { ErasurePlanSchema } from './erasure-plan.ts';
import { planByRules } from './plan-by-rules.ts';
import { planErasures } from './plan-erasures.ts';

const BLOCKED: Rule = { kind: 'BLOCKED_ALWAYS', polarity: 'ONLY', parameters: {} };
const NO_RUNNING: Rule = { kind: 'RUNNING_APPLICATION', polarity: 'NONE', parameters: {} };

describe('planning by rules', () => {
  let product: TestProduct;
  let agencyId: string;
  beforeAll(async () => {
    product = await startTestProduct('2026-06-01T10:00:00+02:00');
  });
  beforeEach(async () => {
    product.clock.set('2026-06-01T10:00:00+02:00');
    agencyId = (await makeAgency(product)).id;
  });
  afterAll(() => product.stop());

  const work = () => product.workAs({ kind: 'system', name: 'test' });
  const em = () => product.orm.em.fork();
  const blocked = async (applications: { appliedOn: string; status?: 'NEW' | 'REJECTED' }[] = []) => {
    const id = await makePerson(product, agencyId, { registeredOn: '2026-05-20', consent: true, applications });
    await em().nativeUpdate(CandidateSchema, { id }, { blocked: true });
    return id;
  };
  const person = (applications: { appliedOn: string; status?: 'NEW' | 'REJECTED' }[]) =>
    makePerson(product, agencyId, { registeredOn: '2026-05-20', consent: true, applications });
  const planOf = (candidateId: string) => em().findOne(ErasurePlanSchema, { candidateId, state: 'PLANNED' });

  async function live(rules: Rule[], previewedCount: number, change: Partial<RuleSetContent> = {}) {
    const content: RuleSetContent = {
      rules,
      withNotice: true,
      daysToErasure: 14,
      moments: [],
      deregistrationRule: 'AVG',
      plus: false,
      marginPercent: 0,
      ...change,
    };
    const fork = em();
    const set = fork.create(RuleSetSchema, {
      id: newId(),
      name: 'Set',
      agencyIds: [agencyId],
      state: 'LIVE',
      version: 1,
      content,
      contentHash: contentHash([agencyId], content),
      createdAt: product.clock.now(),
      previewedCount,
    });
    if (content.withNotice)
      fork.create(ContactMomentSchema, { id: newId(), agencyId, ruleSetId: set.id, ...DEFAULT_CONTACT_MOMENT });
    await fork.flush();
    return set.id;
  }

  it('goes on with the other sets when one can’t be asked, and says what went wrong', async () => {
    const [broken] = [await live([{ kind: 'NO_SUCH_RULE', polarity: 'ONLY', parameters: {} }], 0)];
    agencyId = (await makeAgency(product)).id;
    const person = await blocked();
    await live([BLOCKED], 1);
    const problems: unknown[] = [];
    await planByRules(work(), { onProblem: (error) => problems.push(error) });
    expect(problems).toHaveLength(1);
    expect(await planOf(person)).toMatchObject({ basis: 'RULES' });
    await expect(planByRules(work())).rejects.toThrow();
    await em().nativeUpdate(RuleSetSchema, { id: broken }, { state: 'RETIRED' });
  });

  it('plans whom a live set selects, after the days of its notice, and says by which rule (C17, C70, B3)', async () => {
    const [first, second, third] = [
      await blocked(),
      await person([{ appliedOn: '2026-05-20', status: 'REJECTED' }]),
      await person([{ appliedOn: '2026-05-20' }]),
    ];
    const set = await live([BLOCKED, NO_RUNNING], 2);
    expect(await planByRules(work())).toEqual({ planned: 2, cancelled: 0 });
    expect(await planOf(first)).toMatchObject({
      basis: 'RULES',
      decidedBy: 'BLOCKED_ALWAYS',
      ruleSetId: set,
      dueOn: '2026-06-15',
    });
    expect(await planOf(second)).toMatchObject({ basis: 'RULES', decidedBy: 'COMBINATION' });
    expect(await planOf(third)).toBeNull();
    expect(await planByRules(work())).toEqual({ planned: 0, cancelled: 0 });
  });

  it('without notice makes a plan that is due at once (C22)', async () => {
    const id = await blocked();
    await live([BLOCKED], 1, { withNotice: false });
    await planByRules(work());
    expect(await planOf(id)).toMatchObject({ dueOn: '2026-06-01' });
  });

  it('takes over who only waits for a person’s click, and nobody who goes by himself (C17, C23, D13)', async () => {
    const waiting = await blocked();
    await em().nativeUpdate(CandidateSchema, { id: waiting }, { retainUntil: '2026-05-01' });
    await planErasures(work(), agencyId);
    expect(await planOf(waiting)).toMatchObject({ basis: 'CANDIDATE_CONSENT', dueOn: '2026-06-15' });
    const set = await live([BLOCKED], 1);
    expect(await planByRules(work())).toEqual({ planned: 1, cancelled: 0 });
    expect(await planOf(waiting)).toMatchObject({ basis: 'RULES', ruleSetId: set, decidedBy: 'BLOCKED_ALWAYS', dueOn: '2026-06-15' }); // prettier-ignore
    expect(await planByRules(work())).toEqual({ planned: 0, cancelled: 0 });

    await em().nativeUpdate(RuleSetSchema, { id: set }, { state: 'RETIRED' });
    await planByRules(work());
    await planErasures(work(), agencyId);
    await em().nativeUpdate(
      RetentionPolicySchema,
      { agencyId },
      { autoEraseCandidates: true, autoEraseApplicants: true },
    );
    await live([BLOCKED], 1);
    expect(await planByRules(work())).toEqual({ planned: 0, cancelled: 0 });
    expect(await planOf(waiting)).toMatchObject({ basis: 'CANDIDATE_CONSENT' });
  });

  it('leaves a plan by a term alone, and is left alone by it', async () => {
    const id = await blocked();
    await live([BLOCKED], 1);
    await planByRules(work());
    // His term ends in two years: that cancels plans by terms, and not this one.
    expect(await planErasures(work(), agencyId)).toEqual({ planned: 0, cancelled: 0 });
    expect(await planOf(id)).toMatchObject({ basis: 'RULES' });
  });

  it('cancels a plan once nobody’s rule selects the person any more, and all plans of a retired set', async () => {
    const [first, second] = [await blocked(), await blocked()];
    const set = await live([BLOCKED], 2);
    await planByRules(work());
    await em().nativeUpdate(CandidateSchema, { id: first }, { blocked: false });
    expect(await planByRules(work())).toEqual({ planned: 0, cancelled: 1 });
    expect(await planOf(first)).toBeNull();
    await em().nativeUpdate(RuleSetSchema, { id: set }, { state: 'RETIRED' });
    expect(await planByRules(work())).toEqual({ planned: 0, cancelled: 1 });
    expect(await planOf(second)).toBeNull();
  });

  it('stops and asks when it would take more than its preview and margin allow, planning nobody (S18)', async () => {
    const people = [await blocked(), await blocked(), await blocked()];
    const set = await live([BLOCKED], 2, { marginPercent: 40 });
    expect(await planByRules(work())).toEqual({ planned: 0, cancelled: 0 });
    for (const id of people) expect(await planOf(id)).toBeNull();
    expect(await em().findOne(RuleSetSchema, { id: set })).toMatchObject({ stoppedCount: 3 });
    // It stays stopped, until somebody has looked at the number.
    await em().nativeUpdate(CandidateSchema, { id: people[0]! }, { blocked: false });
    expect(await planByRules(work())).toEqual({ planned: 0, cancelled: 0 });
    await em().nativeUpdate(RuleSetSchema, { id: set }, { stoppedAt: null, stoppedCount: null, previewedCount: 3 });
    expect(await planByRules(work())).toEqual({ planned: 2, cancelled: 0 });
  });

  it('carries out what is due and still selected, and nobody whom a hold, a keep or a change has taken out since (F8, D1)', async () => {
    const [gone, held, kept, changed] = [await blocked(), await blocked(), await blocked(), await blocked()];
    await live([BLOCKED], 4);
    await planByRules(work());
    await sendNotices(work(), agencyId);
    await allMailLeft(product);
    product.clock.set('2026-06-15T10:00:00+02:00');
    const fork = em();
    fork.create(HoldSchema, {
      id: newId(),
      candidateId: held,
      reason: 'Klacht',
      until: '2026-12-31',
      placedAt: product.clock.now(),
    });
    await fork.flush();
    await em().nativeUpdate(CandidateSchema, { id: kept }, { extendedUntil: '2027-06-01' });
    await em().nativeUpdate(CandidateSchema, { id: changed }, { blocked: false });
    expect(await carryOutDueErasures(work(), agencyId)).toEqual({ erased: 1, skipped: 2, failed: 0 });
    const [left] = await rows<{ ids: string[] }>(
      em(),
      sql`select array_agg(id::text) as ids from candidate where agency_id = ${agencyId} and anonymised`,
    );
    expect(left!.ids).toEqual([gone]);
    expect(await planByRules(work())).toEqual({ planned: 0, cancelled: 3 });
  });

  it.each([
    ['rules', () => planByRules(work())],
    ['terms', () => planErasures(work(), agencyId)],
  ])('plans by %s nobody who is being erased at this very moment (F8)', async (_by, plan) => {
    const id = await blocked();
    await live([BLOCKED], 1);
    await rows(em(), sql`update candidate set retain_until = '2026-06-01' where id = ${id}`);
    const planning = await inTransaction(em(), async (erasing) => {
      await rows(erasing, sql`select from candidate where id = ${id} for update`);
      await rows(erasing, sql`update candidate set anonymised = true where id = ${id}`);
      const started = plan();
      const waiting = () =>
        rows(em(), sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`);
      await expect.poll(async () => (await waiting()).length).toBe(1);
      return { started };
    });
    expect(await planning.started).toEqual({ planned: 0, cancelled: 0 });
    expect(await planOf(id)).toBeNull();
  });

  it('takes nobody before a notice has left, unless there is no address to send one to (C65)', async () => {
    const waiting = await blocked();
    await live([BLOCKED], 1);
    await planByRules(work());
    await sendNotices(work(), agencyId);
    product.clock.set('2026-07-15T10:00:00+02:00');
    expect(await carryOutDueErasures(work(), agencyId)).toEqual({ erased: 0, skipped: 0, failed: 0 });
    expect(await planOf(waiting)).toMatchObject({ state: 'PLANNED' });
  });
});
