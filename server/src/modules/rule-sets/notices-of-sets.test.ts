import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { allMailLeft, makeAgency, makePerson } from '../../../test-kit/agency.ts';
import { startTestProduct, type TestProduct } from '../../../test-kit/index.ts';
import { staffActor } from '../../../test-kit/staff.ts';
import { rows, sql } from '../../platform/database/index.ts';
import { carryOutDueErasures, ErasurePlanSchema, planByRules, planErasures } from '../anonymisation/index.ts';
import { DEFAULT_CONTACT_MOMENT, sendNotices } from '../contact-moments/index.ts';
import type { RuleSetContent } from '../selection-rules/index.ts';
import { draftRuleSet, updateRuleSet } from './draft-rule-set.ts';
import { approveRuleSet, goLive, retireRuleSet, submitRuleSet } from './rule-set-life.ts';

const TODAY = '2026-06-01';
const { active: _, ...WORDS } = DEFAULT_CONTACT_MOMENT;

describe('notices of a set of rules (C22, C65)', () => {
  let product: TestProduct;
  let agencyId: string;
  beforeAll(async () => {
    product = await startTestProduct(`${TODAY}T10:00:00+02:00`);
  });
  beforeEach(async () => {
    product.clock.set(`${TODAY}T10:00:00+02:00`);
    agencyId = (await makeAgency(product, { autoEraseCandidates: true, daysFromNoticeToErasure: 14 })).id;
  });
  afterAll(() => product.stop());

  const work = () => product.workAs({ kind: 'system', name: 'test' });
  const consultant = () => product.workAs(staffActor('CONSULTANT', [agencyId]));
  const customer = () => product.workAs(staffActor('ADMIN', [agencyId]));
  const planOf = (candidateId: string) =>
    product.orm.em.fork().findOne(ErasurePlanSchema, { candidateId, state: 'PLANNED' });
  const blocked = async () => {
    const id = await makePerson(product, agencyId, { registeredOn: '2026-05-20', consent: true });
    await rows(product.orm.em.fork(), sql`update candidate set blocked = true where id = ${id}`);
    return id;
  };
  /** His 32 days end on 15 June. */
  const endingTerm = () => makePerson(product, agencyId, { registeredOn: '2026-05-14' });
  const mailsTo = async (candidateId: string) => {
    const found = await rows<{ subject: string }>(
      product.orm.em.fork(),
      sql`select subject from outgoing_mail where candidate_id = ${candidateId} order by queued_at, id`,
    );
    return found.map(({ subject }) => subject);
  };
  async function live(content: Partial<RuleSetContent>, count = 1): Promise<string> {
    const set = await draftRuleSet(consultant(), { name: 'Opschonen', agencyIds: [agencyId] });
    const { contentHash } = await updateRuleSet(consultant(), {
      id: set.id,
      version: set.version,
      name: set.name,
      agencyIds: [agencyId],
      content: { ...set.content, ...content },
    });
    await submitRuleSet(consultant(), set.id);
    await approveRuleSet(customer(), set.id, contentHash);
    const goingLive = { id: set.id, hash: contentHash, previewedFor: TODAY, previewedCount: count };
    await goLive(customer(), goingLive, () => Promise.resolve({ name: 'back-up' }));
    return set.id;
  }
  async function sweep() {
    await planByRules(work());
    await planErasures(work(), agencyId);
    await sendNotices(work(), agencyId);
    await allMailLeft(product);
    return carryOutDueErasures(work(), agencyId);
  }

  it('without notice there is none for whom it selects, and whose term ends is told as before', async () => {
    const [selected, ending] = [await blocked(), await endingTerm()];
    await live({ withNotice: false, moments: [] });
    expect(await sweep()).toEqual({ erased: 1, skipped: 0, failed: 0 });
    expect(await mailsTo(selected)).toEqual([]);
    expect(await planOf(ending)).toMatchObject({ dueOn: '2026-06-15' });
    expect(await mailsTo(ending)).toEqual([WORDS.subjectNl]);
  });

  it('are its own, with its days: whose term ends has the agency’s, with the agency’s days', async () => {
    const [selected, ending] = [await blocked(), await endingTerm()];
    await live({
      daysToErasure: 21,
      moments: [
        { ...WORDS, subjectNl: 'Van de regels' },
        { ...WORDS, name: 'Herinnering', daysAfterFirst: 7, subjectNl: 'Nog eens van de regels' },
      ],
    });
    await sweep();
    expect(await planOf(selected)).toMatchObject({ dueOn: '2026-06-22' });
    expect(await planOf(ending)).toMatchObject({ dueOn: '2026-06-15' });
    product.clock.set('2026-06-08T10:00:00+02:00');
    await sweep();
    expect(await mailsTo(selected)).toEqual(['Van de regels', 'Nog eens van de regels']);
    expect(await mailsTo(ending)).toEqual([WORDS.subjectNl]);
  });

  it('end with the set: whoever’s term ends afterwards is told by the agency', async () => {
    const selected = await blocked();
    const set = await live({ withNotice: false, moments: [] });
    await retireRuleSet(customer(), set);
    await rows(
      product.orm.em.fork(),
      sql`update candidate set retain_until = '2026-06-10', extended_until = null where id = ${selected}`,
    );
    expect(await sweep()).toEqual({ erased: 0, skipped: 0, failed: 0 });
    expect(await mailsTo(selected)).toEqual([WORDS.subjectNl]);
    expect(await planOf(selected)).toMatchObject({ ruleSetId: null, dueOn: '2026-06-15' });
  });

  it('do not say again what an agency has told already of whom rules take over', async () => {
    const taken = await endingTerm();
    await rows(
      product.orm.em.fork(),
      sql`update retention_policy set auto_erase_candidates = false where agency_id = ${agencyId}`,
    );
    await sweep();
    expect(await mailsTo(taken)).toEqual([WORDS.subjectNl]);
    await rows(product.orm.em.fork(), sql`update candidate set blocked = true where id = ${taken}`);
    await live({
      moments: [
        { ...WORDS, subjectNl: 'Van de regels' },
        { ...WORDS, name: 'Herinnering', daysAfterFirst: 7, subjectNl: 'Nog eens van de regels' },
      ],
    });
    await sweep();
    expect(await planOf(taken)).toMatchObject({ basis: 'RULES', dueOn: '2026-06-15' });
    product.clock.set('2026-06-08T10:00:00+02:00');
    await sweep();
    expect(await mailsTo(taken)).toEqual([WORDS.subjectNl, 'Nog eens van de regels']);
  });
});
