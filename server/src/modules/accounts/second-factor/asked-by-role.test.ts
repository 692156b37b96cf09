import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeAccount, PASSWORD } from '../../../../test-kit/account.ts';
import { makeAgency } from '../../../../test-kit/agency.ts';
import { startTestProduct, type TestProduct } from '../../../../test-kit/index.ts';
import { serve, TestBrowser, type Served } from '../../../../test-kit/test-browser.ts';
import { rows, sql } from '../../../platform/database/index.ts';
import { toGlobalId } from '../../../platform/graphql/index.ts';
import { BUILT_IN_ROLE_IDS } from '../../roles/index.ts';

const REASON = 'Afgesproken met de privacy officer';

describe('a role that asks for a second factor', () => {
  let product: TestProduct;
  let served: Served;
  let agencyId: string;
  let admin: TestBrowser;
  let recruiter: { id: string; email: string };
  const roleId = BUILT_IN_ROLE_IDS.RECRUITER;

  beforeAll(async () => {
    product = await startTestProduct();
    served = serve(product);
    agencyId = (await makeAgency(product)).id;
  });
  afterAll(async () => {
    await served.stop();
    await product.stop();
  });
  beforeEach(async () => {
    product.clock.set('2026-06-01T10:00:00+02:00');
    admin = await signedIn((await makeAccount(product, [agencyId])).email);
    await admin.confirm(PASSWORD);
    recruiter = await makeAccount(product, [agencyId], { role: 'RECRUITER' });
    await ask(false);
  });

  async function signedIn(email: string): Promise<TestBrowser> {
    const browser = new TestBrowser(served);
    expect((await browser.signIn(email, PASSWORD)).codes).toEqual([]);
    return browser;
  }
  async function ask(asksSecondFactor: boolean) {
    const id = toGlobalId('Role', roleId);
    const { data } = await admin.send(`{ node(id: "${id}") { ... on Role { version } } }`);
    const { version } = data['node'] as { version: number };
    const input = { id, version, changes: [], asksSecondFactor, reason: REASON };
    return admin.mutate('updateRole', input, 'role { asksSecondFactor changes { asksSecondFactor reason } }');
  }
  const look = async (browser: TestBrowser) =>
    (await browser.send('{ viewer { email secondFactorMissing permissions } }')).data['viewer']!;
  const candidates = async (browser: TestBrowser) => (await browser.send('{ candidates { totalCount } }')).codes;

  it('shows who has none his own account and nothing else, from his next request on', async () => {
    const browser = await signedIn(recruiter.email);
    expect(await candidates(browser)).toEqual([]);
    expect(await ask(true)).toMatchObject({
      codes: [],
      role: {
        asksSecondFactor: true,
        changes: expect.arrayContaining([{ asksSecondFactor: true, reason: REASON }]) as unknown,
      },
    });
    expect(await look(browser)).toEqual({ email: recruiter.email, secondFactorMissing: true, permissions: [] });
    expect(await candidates(browser)).toEqual(['FORBIDDEN']);
    const own = await browser.send('{ viewer { sessions { current } role { name } agencies { name } } }');
    expect(own.codes).toEqual([]);
  });

  it.each([
    '{ vacancies { totalCount } }',
    '{ agencies { name } }',
    '{ talentPools { name } }',
    '{ externalAgencies { name } }',
    '{ deregistrationRules { name } }',
    '{ personalDataFields { field } }',
    '{ viewer { role { rights { right } } } }',
  ])('answers who has none no %s, though every colleague may ask it', async (query) => {
    const browser = await signedIn(recruiter.email);
    expect((await browser.send(query)).codes).toEqual([]);
    await ask(true);
    expect((await browser.send(query)).codes).toEqual(['FORBIDDEN']);
  });

  it('finds nothing by its id for who has none, not even his own agency', async () => {
    const browser = await signedIn(recruiter.email);
    const node = `{ node(id: "${toGlobalId('Agency', agencyId)}") { id } }`;
    expect((await browser.send(node)).codes).toEqual([]);
    await ask(true);
    expect((await browser.send(node)).codes).toEqual(['FORBIDDEN']);
  });

  it('gives him his rights once he has set one up, and takes them when he turns it off', async () => {
    await ask(true);
    const browser = await signedIn(recruiter.email);
    expect(await look(browser)).toMatchObject({ secondFactorMissing: true });
    await browser.mutate('confirmPassword', { password: PASSWORD });
    const { secret } = await browser.mutate('startSecondFactor', undefined, 'secret');
    expect(await candidates(browser)).toEqual(['FORBIDDEN']);
    const app = new TOTP({ secret: Secret.fromBase32((secret as string).replaceAll(' ', '')) });
    const code = () => app.generate({ timestamp: product.clock.now().getTime() });
    expect((await browser.mutate('confirmSecondFactor', { code: code() }, 'recoveryCodes')).codes).toEqual([]);
    expect(await look(browser)).toMatchObject({ secondFactorMissing: false });
    expect(await candidates(browser)).toEqual([]);
    product.clock.set('2026-06-01T10:01:00+02:00');
    expect((await browser.mutate('turnOffSecondFactor', { password: PASSWORD, code: code() })).codes).toEqual([]);
    expect(await candidates(browser)).toEqual(['FORBIDDEN']);
  });

  it('hands the question on to a copy of it', async () => {
    await ask(true);
    const input = { name: 'Recruiter Noord', copyOfId: toGlobalId('Role', roleId), reason: REASON };
    const copied = await admin.mutate('createRole', input, 'role { asksSecondFactor }');
    expect(copied).toMatchObject({ codes: [], role: { asksSecondFactor: true } });
    const own = await admin.mutate('createRole', { name: 'Leeg', reason: REASON }, 'role { asksSecondFactor }');
    expect(own).toMatchObject({ codes: [], role: { asksSecondFactor: false } });
  });

  it('is a change of the role like any other: with a reason, in its history and in the audit trail', async () => {
    await ask(true);
    expect((await ask(true)).codes).toEqual(['BAD_USER_INPUT']);
    const [entry] = await rows<{ facts: Record<string, unknown> }>(
      product.workAs().em,
      sql`select facts from audit_entry where action = 'role.changed' and subject_id = ${roleId} order by seq desc limit 1`,
    );
    expect(entry!.facts).toMatchObject({ secondFactor: true });
    expect(JSON.stringify(entry)).not.toContain(REASON);
  });
});
