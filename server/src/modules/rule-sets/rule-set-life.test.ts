import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeAgency, makePerson } from '../../../test-kit/agency.ts';
import { startTestProduct, type TestProduct } from '../../../test-kit/index.ts';
import { staffActor } from '../../../test-kit/staff.ts';
import { rows, sql } from '../../platform/database/index.ts';
import type { StaffActor } from '../permissions/index.ts';
import { RuleSetSchema, type RuleSet } from '../selection-rules/index.ts';
import { draftRuleSet, updateRuleSet } from './draft-rule-set.ts';
import { previewRuleSet } from './preview.ts';
import { approveRuleSet, goLive, resumeRuleSet, retireRuleSet, returnRuleSet, submitRuleSet } from './rule-set-life.ts';

const TODAY = '2026-06-01';

describe('the life of a set of rules (C10–C16)', () => {
  let product: TestProduct;
  let agencyId: string;
  let consultant: StaffActor;
  let customer: StaffActor;
  let backUps: number;
  beforeAll(async () => {
    product = await startTestProduct('2026-06-01T10:00:00+02:00');
  });
  beforeEach(async () => {
    agencyId = (await makeAgency(product)).id;
    consultant = staffActor('CONSULTANT', [agencyId]);
    customer = staffActor('ADMIN', [agencyId]);
    backUps = 0;
  });
  afterAll(() => product.stop());

  const by = (actor: StaffActor) => product.workAs(actor);
  const makeBackUp = () => {
    backUps += 1;
    return Promise.resolve({ name: 'back-up-1' });
  };
  const stored = (id: string) => product.orm.em.fork().findOneOrFail(RuleSetSchema, { id });
  const draft = () => draftRuleSet(by(consultant), { name: 'Opschonen', agencyIds: [agencyId] });
  const blockedPerson = async () => {
    const id = await makePerson(product, agencyId, { registeredOn: '2026-05-20' });
    await rows(product.orm.em.fork(), sql`update candidate set blocked = true where id = ${id}`);
    return id;
  };
  async function approved(): Promise<RuleSet> {
    const set = await draft();
    await submitRuleSet(by(consultant), set.id);
    return approveRuleSet(by(customer), set.id, set.contentHash);
  }
  const live = async (set: RuleSet, count: number, hash = set.contentHash) =>
    goLive(by(customer), { id: set.id, hash, previewedFor: TODAY, previewedCount: count }, makeBackUp);

  it('starts with the always-rules and their defaults (C23–C26, D10)', async () => {
    const set = await draft();
    expect(set.content.rules).toEqual([
      { kind: 'BLOCKED_ALWAYS', polarity: 'ONLY', parameters: {} },
      { kind: 'OLD_OPEN_APPLICATIONS_ALWAYS', polarity: 'ONLY', parameters: { months: 6 } },
      { kind: 'FILLED_VACANCY_ALWAYS', polarity: 'ONLY', parameters: { days: 90 } },
    ]);
    expect(set).toMatchObject({ state: 'DRAFT', version: 1 });
  });

  const change = (set: RuleSet, content: object, version = set.version) =>
    updateRuleSet(by(consultant), {
      id: set.id,
      version,
      name: set.name,
      agencyIds: set.agencyIds,
      content: { ...set.content, ...content },
    });

  it('takes the same rule several times, and has another hash for every other content (C53)', async () => {
    const set = await draft();
    const before = set.contentHash;
    const changed = await change(set, {
      rules: [
        { kind: 'APPLICATION_TYPE', polarity: 'ONLY', parameters: { type: 'OPEN' } },
        { kind: 'APPLICATION_TYPE', polarity: 'ONLY', parameters: { type: 'VACANCY' } },
      ],
    });
    expect(changed.version).toBe(2);
    expect(changed.contentHash).not.toBe(before);
    expect(await stored(set.id)).toMatchObject({ contentHash: changed.contentHash });
  });

  it.each([
    ['an unknown rule', { rules: [{ kind: 'NIEMAND' }] }, 'content.rules.0.kind'],
    [
      'a polarity that the rule does not have',
      { rules: [{ kind: 'NO_RECENT_CONTACT', polarity: 'ONLY' }] },
      'content.rules.0.polarity',
    ],
    [
      'days below their limit',
      { rules: [{ kind: 'CLOSED_LATELY', parameters: { days: 0 } }] },
      'content.rules.0.parameters.days',
    ],
    [
      'days that are no whole number',
      { rules: [{ kind: 'CLOSED_LATELY', parameters: { days: 1.5 } }] },
      'content.rules.0.parameters.days',
    ],
    [
      'a setting that the rule does not have',
      { rules: [{ kind: 'BLOCKED', parameters: { days: 3 } }] },
      'content.rules.0.parameters',
    ],
    [
      'another agency’s talent pool',
      { rules: [{ kind: 'IN_THIS_TALENT_POOL', parameters: { talentPool: '018f0000-0000-7000-8000-000000000009' } }] },
      'content.rules.0.parameters.talentPool',
    ],
    ['notice without a contact moment', { moments: [] }, 'content.moments'],
    [
      'a notice without its link (C69)',
      {
        moments: [
          {
            name: 'Eerste',
            daysAfterFirst: 0,
            subjectNl: 'a',
            bodyNl: 'zonder',
            subjectEn: 'a',
            bodyEn: '{anonimiseringLink}',
          },
        ],
      },
      'content.moments.0.bodyNl',
    ],
    [
      'a deregistration rule that nobody has (C55)',
      { deregistrationRule: 'Bestaat niet' },
      'content.deregistrationRule',
    ],
    ['a margin below nothing', { marginPercent: -1 }, 'content.marginPercent'],
  ])('refuses %s by the name of the field, and changes nothing', async (_, content, field) => {
    const set = await draft();
    await expect(change(set, content)).rejects.toMatchObject({ code: 'BAD_USER_INPUT', field: [field] });
    expect(await stored(set.id)).toMatchObject({ version: 1, contentHash: set.contentHash });
  });

  it('of two who change a draft at once gives one a conflict', async () => {
    const set = await draft();
    const answers = await Promise.allSettled([
      change(set, { plus: true }),
      change(set, { plus: false, marginPercent: 5 }),
    ]);
    expect(answers.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    expect((await stored(set.id)).version).toBe(2);
  });

  it('never changes again once it lies before the customer, who may give it back (C11, C14)', async () => {
    const set = await draft();
    await submitRuleSet(by(consultant), set.id);
    await expect(change(await stored(set.id), { plus: true })).rejects.toMatchObject({ code: 'CONFLICT' });
    await returnRuleSet(by(customer), set.id);
    await expect(change(await stored(set.id), { plus: true })).resolves.toMatchObject({ content: { plus: true } });
  });

  it('is approved by the hash that was read, and by no other (C15)', async () => {
    const set = await draft();
    await submitRuleSet(by(consultant), set.id);
    await expect(approveRuleSet(by(customer), set.id, 'ab'.repeat(32))).rejects.toMatchObject({ field: ['hash'] });
    expect((await stored(set.id)).state).toBe('ON_ACCEPTANCE');
    expect(await approveRuleSet(by(customer), set.id, set.contentHash)).toMatchObject({
      state: 'APPROVED',
      approvedBy: customer.id,
    });
  });

  it('goes live after a back-up, bound to its preview, with its own notices, its rule and Plus (C15, C16, B2)', async () => {
    await blockedPerson();
    const set = await draft();
    await change(set, { daysToErasure: 21, plus: true });
    const changed = await stored(set.id);
    await submitRuleSet(by(consultant), set.id);
    const ready = await approveRuleSet(by(customer), set.id, changed.contentHash);
    expect(await previewRuleSet(by(customer), ready, TODAY)).toMatchObject({
      total: 1,
      byRule: [{ place: 0, count: 1 }],
    });
    await expect(live(ready, 2)).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(backUps).toBe(0);
    expect(await live(ready, 1)).toMatchObject({ state: 'LIVE', previewedCount: 1 });
    expect(backUps).toBe(1);
    const [policy] = await rows(
      product.orm.em.fork(),
      sql`select days_from_notice_to_erasure as days, plus from retention_policy where agency_id = ${agencyId}`,
    );
    // Its days are for its own plans.
    expect(policy).toEqual({ days: 14, plus: true });
    const moments = await rows(
      product.orm.em.fork(),
      sql`select name, rule_set_id from contact_moment where agency_id = ${agencyId} and active order by rule_set_id nulls first`,
    );
    expect(moments).toEqual([
      { name: 'Vooraankondiging', rule_set_id: null },
      { name: 'Vooraankondiging', rule_set_id: set.id },
    ]);
  });

  it('does not go live when no back-up can be made', async () => {
    const set = await approved();
    const failing = () => Promise.reject(new Error('disk full'));
    await expect(
      goLive(by(customer), { id: set.id, hash: set.contentHash, previewedFor: TODAY, previewedCount: 0 }, failing),
    ).rejects.toThrow('disk full');
    expect((await stored(set.id)).state).toBe('APPROVED');
  });

  it('does not go live unapproved', async () => {
    const set = await draft();
    await expect(live(set, 0)).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(backUps).toBe(0);
  });

  it('takes the place of the set that was live, whose difference the preview names', async () => {
    const first = await approved();
    await live(first, 0);
    await blockedPerson();
    const second = await draftRuleSet(by(consultant), { name: 'Strenger', agencyIds: [agencyId], copyOfId: first.id });
    await change(second, { rules: [{ kind: 'BLOCKED', polarity: 'NONE', parameters: {} }] });
    expect(await previewRuleSet(by(customer), await stored(second.id), TODAY)).toMatchObject({
      difference: { added: 0, removed: 1 },
    });
    await submitRuleSet(by(consultant), second.id);
    const ready = await approveRuleSet(by(customer), second.id, (await stored(second.id)).contentHash);
    await live(ready, 0);
    expect((await stored(first.id)).state).toBe('RETIRED');
  });

  it('is retired, and let go on after it stopped only by who names the number (S18)', async () => {
    const set = await approved();
    await live(set, 0);
    await expect(resumeRuleSet(by(customer), set.id, 3)).rejects.toMatchObject({ code: 'CONFLICT' });
    await product.orm.em
      .fork()
      .nativeUpdate(RuleSetSchema, { id: set.id }, { stoppedAt: product.clock.now(), stoppedCount: 3 });
    expect(await resumeRuleSet(by(customer), set.id, 3)).toMatchObject({ previewedCount: 3, stoppedAt: null });
    expect(await retireRuleSet(by(customer), set.id)).toMatchObject({ state: 'RETIRED' });
  });

  it('leaves Plus and the rule for closing applications as they became when it went live (C16, C55, C172)', async () => {
    const set = await draft();
    await change(set, { plus: true });
    const changed = await stored(set.id);
    await submitRuleSet(by(consultant), set.id);
    await live(await approveRuleSet(by(customer), set.id, changed.contentHash), 0);
    const settings = () =>
      rows(
        product.orm.em.fork(),
        sql`select p.plus, d.name from retention_policy p join deregistration_rule d using (agency_id)
            where p.agency_id = ${agencyId} and d.for_erasure`,
      );
    const whileLive = await settings();
    expect(whileLive).toEqual([{ plus: true, name: changed.content.deregistrationRule }]);
    await retireRuleSet(by(customer), set.id);
    expect(await settings()).toEqual(whileLive);
  });

  it('of agencies that somebody doesn’t work for does not exist for him', async () => {
    const set = await draft();
    const stranger = staffActor('CONSULTANT', [(await makeAgency(product)).id]);
    await expect(submitRuleSet(by(stranger), set.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(draftRuleSet(by(stranger), { name: 'X', agencyIds: [agencyId] })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    const held: StaffActor = { ...consultant, unitIds: ['018f0000-0000-7000-8000-000000000001'] };
    await expect(submitRuleSet(by(held), set.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
