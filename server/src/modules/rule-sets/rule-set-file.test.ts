import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeAgency } from '../../../test-kit/agency.ts';
import { startTestProduct, type TestProduct } from '../../../test-kit/index.ts';
import { staffActor } from '../../../test-kit/staff.ts';
import { rows, sql } from '../../platform/database/index.ts';
import { Migration20261124000403_marks_of_sets } from '../../platform/database/migrations/Migration20261124000403_marks_of_sets.ts';
import { newId } from '../../platform/ids.ts';
import { contentHash, RuleSetSchema, type RuleSet } from '../selection-rules/index.ts';
import { draftRuleSet, updateRuleSet } from './draft-rule-set.ts';
import { importRuleSet, ruleSetFile } from './rule-set-file.ts';
import { approveRuleSet, goLive, returnRuleSet, submitRuleSet } from './rule-set-life.ts';

/** What somebody with an editor may make of a file. */
interface Editable extends Record<string, unknown> {
  content: { rules: Record<string, unknown>[] } & Record<string, unknown>;
}

const AGENCY = 'Bureau Overbrug';
const POOL = 'Direct inzetbaar';

/** An environment of its own: what is called the same in both has other ids in each. */
async function environment(agency = AGENCY) {
  const product = await startTestProduct('2026-06-01T10:00:00+02:00');
  const { id } = await makeAgency(product);
  const em = product.orm.em.fork();
  await rows(em, sql`update agency set name = ${agency} where id = ${id}`);
  await rows(em, sql`insert into talent_pool (id, agency_id, name) values (${newId()}, ${id}, ${POOL})`);
  const consultant = product.workAs(staffActor('CONSULTANT', [id]));
  const customer = product.workAs(staffActor('ADMIN', [id]));
  return { product, agencyId: id, consultant, customer };
}
type Environment = Awaited<ReturnType<typeof environment>>;

describe('a set of rules as a file, from acceptance to production (C16)', () => {
  let acceptance: Environment;
  let production: Environment;
  let approved: RuleSet;
  let file: string;
  const products: TestProduct[] = [];
  beforeAll(async () => {
    acceptance = await environment();
    production = await environment();
    products.push(acceptance.product, production.product);
    const draft = await draftRuleSet(acceptance.consultant, { name: 'Opschonen', agencyIds: [acceptance.agencyId] });
    const [pool] = await rows<{ id: string }>(acceptance.product.orm.em.fork(), sql`select id from talent_pool`);
    const set = await updateRuleSet(acceptance.consultant, {
      id: draft.id,
      version: 1,
      name: draft.name,
      agencyIds: draft.agencyIds,
      content: {
        ...draft.content,
        rules: [
          ...draft.content.rules,
          { kind: 'CLOSED_LATELY', polarity: 'NONE', parameters: { days: 60 } },
          { kind: 'IN_THIS_TALENT_POOL', polarity: 'NONE', parameters: { talentPool: pool!.id } },
        ],
      },
    });
    await submitRuleSet(acceptance.consultant, set.id);
    approved = await approveRuleSet(acceptance.customer, set.id, set.contentHash);
    file = await ruleSetFile(acceptance.product.orm.em.fork(), approved);
  });
  afterAll(async () => {
    for (const product of products) await product.stop();
  });

  const changed = (change: (file: Editable) => void): string => {
    const parsed = JSON.parse(file) as Editable;
    change(parsed);
    return JSON.stringify(parsed);
  };
  const edited = (change: (content: Editable['content']) => void) =>
    changed((one) => {
      delete one['contentHash'];
      change(one['content']);
    });
  const refused = (text: string) => expect(importRuleSet(production.consultant, text)).rejects;
  const stored = (id: string) => production.product.orm.em.fork().findOneOrFail(RuleSetSchema, { id });
  const backUp = () => Promise.resolve({ name: 'back-up-1' });

  it('names no id, and says by its mark what the customer approved', () => {
    expect(file).not.toContain(acceptance.agencyId);
    expect(file).toContain(`"contentHash": "${approved.contentHash}"`);
    expect(JSON.parse(file)).toMatchObject({
      format: 'wisbaar-rule-set',
      version: 1,
      agencies: [AGENCY],
      content: { rules: [{}, {}, {}, {}, { parameters: { talentPool: { agency: AGENCY, name: POOL } } }] },
    });
  });

  it('is the same set there, with the same mark, and waits for the customer who approved it', async () => {
    const set = await importRuleSet(production.consultant, file);
    expect(await stored(set.id)).toMatchObject({
      name: 'Opschonen',
      agencyIds: [production.agencyId],
      state: 'ON_ACCEPTANCE',
      contentHash: approved.contentHash,
      acceptedHash: approved.contentHash,
      acceptedAt: approved.approvedAt,
    });
    const [pool] = await rows<{ id: string }>(production.product.orm.em.fork(), sql`select id from talent_pool`);
    expect(set.content.rules.at(-1)).toEqual({
      kind: 'IN_THIS_TALENT_POOL',
      polarity: 'NONE',
      parameters: { talentPool: pool!.id },
    });
    await expect(approveRuleSet(production.customer, set.id, '0'.repeat(64))).rejects.toMatchObject({
      field: ['hash'],
    });
    await approveRuleSet(production.customer, set.id, approved.contentHash);
    const going = { id: set.id, previewedFor: '2026-06-01', previewedCount: 0 };
    await expect(goLive(production.customer, { ...going, hash: '0'.repeat(64) }, backUp)).rejects.toMatchObject({
      field: ['hash'],
    });
    await goLive(production.customer, { ...going, hash: approved.contentHash }, backUp);
    expect(await stored(set.id)).toMatchObject({ state: 'LIVE', content: set.content });
    const trail = await rows<{ action: string; facts: object }>(
      production.product.orm.em.fork(),
      sql`select action, facts from audit_entry where action = 'rule-set.imported'`,
    );
    expect(trail).toEqual([{ action: 'rule-set.imported', facts: { hash: approved.contentHash, approved: true } }]);
  });

  it('is refused once it is changed on production after all, though it be approved anew', async () => {
    const set = await importRuleSet(production.consultant, file);
    const draft = await returnRuleSet(production.customer, set.id);
    const other = await updateRuleSet(production.consultant, {
      id: set.id,
      version: draft.version,
      name: draft.name,
      agencyIds: draft.agencyIds,
      content: { ...draft.content, plus: true },
    });
    await submitRuleSet(production.consultant, set.id);
    await expect(approveRuleSet(production.customer, set.id, other.contentHash)).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining('no longer the set that was approved') as string,
    });
  });

  it('is refused when somebody touched the file, and a draft when its mark is left out', async () => {
    await refused(changed((one) => void Object.assign(one['content'], { daysToErasure: 1 }))).toMatchObject({
      field: ['contentHash'],
    });
    const byHand = await importRuleSet(
      production.consultant,
      edited((content) => (content['daysToErasure'] = 30)),
    );
    expect(await stored(byHand.id)).toMatchObject({ state: 'DRAFT', acceptedHash: null, acceptedAt: null });
  });

  it('that was never approved is a draft', async () => {
    const draft = await draftRuleSet(acceptance.consultant, { name: 'Probeersel', agencyIds: [acceptance.agencyId] });
    const set = await importRuleSet(production.consultant, await ruleSetFile(acceptance.product.orm.em.fork(), draft));
    expect(set).toMatchObject({ state: 'DRAFT', contentHash: draft.contentHash });
  });

  it.each([
    ['no JSON', () => 'Beste klant,', 'file'],
    ['another file', () => '{"format":"invoice"}', 'format'],
    ['nothing', () => 'null', 'format'],
    ['a later version', () => changed((one) => void Object.assign(one, { version: 2 })), 'version'],
    ['something unknown', () => changed((one) => void Object.assign(one, { agentIds: [] })), 'file'],
    ['no rules', () => edited((content) => delete (content as Record<string, unknown>)['rules']), 'content.rules'],
    ['a text for a number', () => edited((content) => (content['daysToErasure'] = '14')), 'content.daysToErasure'],
    ['days out of bounds', () => edited(({ rules }) => (rules[3]!['parameters'] = { days: 0 })), 'content.rules.3.parameters.days'], // prettier-ignore
    ['an unknown rule', () => edited(({ rules }) => (rules[0]!['kind'] = 'NIEMAND')), 'content.rules.0.kind'],
    ['an unknown setting', () => edited(({ rules }) => (rules[0]!['parameters'] = { days: 3 })), 'content.rules.0.parameters'], // prettier-ignore
    ['an unknown pool', () => edited(({ rules }) => (rules[4]!['parameters'] = { talentPool: { agency: AGENCY, name: 'Elders' } })), 'content.rules.4.parameters.talentPool'], // prettier-ignore
    ['an unknown agency', () => changed((one) => void Object.assign(one, { agencies: [AGENCY, 'Bureau Elders'] })), 'agencies.1'], // prettier-ignore
    ['an unknown deregistration rule', () => edited((content) => (content['deregistrationRule'] = 'Weg ermee')), 'content.deregistrationRule'], // prettier-ignore
    ['too much', () => ' '.repeat(200_001), 'file'],
  ])('says where it is wrong: %s', async (_what, text, field) => {
    const before = await rows(production.product.orm.em.fork(), sql`select count(*) as n from rule_set`);
    await refused(text()).toMatchObject({ code: 'BAD_USER_INPUT', field: [field] });
    expect(await rows(production.product.orm.em.fork(), sql`select count(*) as n from rule_set`)).toEqual(before);
  });

  it('drafted before its mark was made of names has that one after the update', async () => {
    const { orm } = acceptance.product;
    await rows(orm.em.fork(), sql`update rule_set set content_hash = ${contentHash(approved.agencyIds, approved.content)} where id = ${approved.id}`); // prettier-ignore
    await new Migration20261124000403_marks_of_sets(orm.em.getDriver(), orm.config).up();
    const now = await orm.em.fork().findOneOrFail(RuleSetSchema, { id: approved.id });
    expect(now.contentHash).toBe(approved.contentHash);
  });

  it('has the mark of what its rows are called when it is submitted, and is not approved there under another name', async () => {
    const { product, consultant, customer, agencyId } = acceptance;
    const draft = await draftRuleSet(consultant, { name: 'Hernoemd', agencyIds: [agencyId], copyOfId: approved.id });
    const rename = (name: string) => rows(product.orm.em.fork(), sql`update talent_pool set name = ${name}`);
    await rename('Snel inzetbaar');
    const submitted = await submitRuleSet(consultant, draft.id);
    expect(submitted.contentHash).not.toBe(approved.contentHash);
    const set = await approveRuleSet(customer, draft.id, submitted.contentHash);
    const told = async () => JSON.parse(await ruleSetFile(product.orm.em.fork(), set)) as Editable;
    expect(await told()).toMatchObject({ contentHash: set.contentHash, approvedAt: set.approvedAt!.toISOString() });
    await rename(POOL);
    expect(await told()).toMatchObject({ approvedAt: null });
  });

  it('goes to no agency for which the consultant does not work', async () => {
    const stranger = production.product.workAs(staffActor('CONSULTANT', [newId()]));
    await expect(importRuleSet(stranger, file)).rejects.toMatchObject({ field: ['agencies.0'] });
  });
});
