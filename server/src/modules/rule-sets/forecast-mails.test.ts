import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeAgency, makePerson } from '../../../test-kit/agency.ts';
import { startTestProduct, type TestProduct } from '../../../test-kit/index.ts';
import { staffActor } from '../../../test-kit/staff.ts';
import { rows, sql } from '../../platform/database/index.ts';
import { planByRules, planErasures } from '../anonymisation/index.ts';
import { DEFAULT_CONTACT_MOMENT, sendNotices } from '../contact-moments/index.ts';
import type { RuleSet, RuleSetContent } from '../selection-rules/index.ts';
import { draftRuleSet, updateRuleSet } from './draft-rule-set.ts';
import { forecastMails } from './forecast-mails.ts';
import { approveRuleSet, goLive, submitRuleSet } from './rule-set-life.ts';

const TODAY = '2026-06-01';
const { active: _, ...WORDS } = DEFAULT_CONTACT_MOMENT;

describe('the mails that a set would send (B2)', () => {
  let product: TestProduct;
  let agencyId: string;
  beforeAll(async () => {
    product = await startTestProduct(`${TODAY}T10:00:00+02:00`);
  });
  beforeEach(async () => {
    product.clock.set(`${TODAY}T10:00:00+02:00`);
    agencyId = (await makeAgency(product)).id;
  });
  afterAll(() => product.stop());

  const system = () => product.workAs({ kind: 'system', name: 'test' });
  const consultant = () => product.workAs(staffActor('CONSULTANT', [agencyId]));
  const customer = () => product.workAs(staffActor('ADMIN', [agencyId]));
  const change = (values: ReturnType<typeof sql>, id: string) =>
    rows(product.orm.em.fork(), sql`update candidate set ${values} where id = ${id}`);
  /** Selected by always: he is blocked. */
  async function blocked(email?: null) {
    const id = await makePerson(product, agencyId, {
      registeredOn: '2026-05-20',
      ...(email === null ? { email } : {}),
    });
    await change(sql`blocked = true`, id);
    return id;
  }
  async function drafted(change: Partial<RuleSetContent> = {}): Promise<RuleSet> {
    const set = await draftRuleSet(consultant(), { name: 'Opschonen', agencyIds: [agencyId] });
    const moments = [WORDS, { ...WORDS, name: 'Herinnering', daysAfterFirst: 7 }];
    const content = { ...set.content, moments, ...change };
    return updateRuleSet(consultant(), { id: set.id, version: 1, name: set.name, agencyIds: [agencyId], content });
  }
  async function live(count: number) {
    const set = await drafted();
    await submitRuleSet(consultant(), set.id);
    await approveRuleSet(customer(), set.id, set.contentHash);
    const order = { id: set.id, hash: set.contentHash, previewedFor: TODAY, previewedCount: count };
    return goLive(customer(), order, () => Promise.resolve({ name: 'back-up' }));
  }
  const on = (day: string, count: number, until = day) => ({ day, until, count });

  it('are each contact moment of who is selected today, and of who will be, on its day', async () => {
    await blocked();
    await blocked();
    await blocked(null);
    // Six months of his open application are over on 10 June.
    await makePerson(product, agencyId, { registeredOn: '2026-05-20', applications: [{ appliedOn: '2025-12-09' }] });
    const set = await drafted();
    expect(await forecastMails(consultant(), set)).toEqual([
      on('2026-06-01', 2),
      on('2026-06-08', 2),
      on('2026-06-10', 1),
      on('2026-06-17', 1),
    ]);
  });

  it('are none where nobody has an address', async () => {
    await blocked(null);
    expect(await forecastMails(consultant(), await drafted())).toEqual([]);
  });

  it('are none without notice', async () => {
    await blocked();
    expect(await forecastMails(consultant(), await drafted({ withNotice: false, moments: [] }))).toEqual([]);
  });

  it('are told for several days at once where there are many people, and it says for which', async () => {
    await blocked();
    const set = await drafted();
    // One person on 93 days: so few looks make it steps of five days.
    expect(await forecastMails(consultant(), set, 20)).toEqual([
      on('2026-06-01', 1, '2026-06-05'),
      on('2026-06-06', 1, '2026-06-10'),
    ]);
  });

  it('leave out what who was told already has had, until all has been sent', async () => {
    await blocked();
    const set = await live(1);
    await planByRules(system());
    expect(await forecastMails(customer(), set)).toEqual([on('2026-06-01', 1), on('2026-06-08', 1)]);
    await sendNotices(system(), agencyId);
    expect(await forecastMails(customer(), set)).toEqual([on('2026-06-08', 1)]);
    product.clock.set('2026-06-09T10:00:00+02:00');
    await sendNotices(system(), agencyId);
    expect(await forecastMails(customer(), set)).toEqual([]);
  });

  it('are none to who goes by the end of his term, and the rest to whom rules would take over', async () => {
    const id = await blocked();
    await change(sql`retain_until = '2026-06-01'`, id);
    await planErasures(system(), agencyId);
    await sendNotices(system(), agencyId);
    const set = await drafted();
    expect(await forecastMails(consultant(), set)).toEqual([on('2026-06-08', 1)]);
    await rows(product.orm.em.fork(), sql`update retention_policy set auto_erase_candidates = true, auto_erase_applicants = true where agency_id = ${agencyId}`); // prettier-ignore
    expect(await forecastMails(consultant(), set)).toEqual([]);
  });
});
