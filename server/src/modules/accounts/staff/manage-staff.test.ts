import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeAccount, PASSWORD } from '../../../../test-kit/account.ts';
import { makeAgency } from '../../../../test-kit/agency.ts';
import { startTestProduct, type TestProduct } from '../../../../test-kit/index.ts';
import { mailsTo, serve, TestBrowser, type Served } from '../../../../test-kit/test-browser.ts';
import { rows, sql } from '../../../platform/database/index.ts';
import { toGlobalId } from '../../../platform/graphql/index.ts';
import { BUILT_IN_ROLE_IDS } from '../../roles/index.ts';

const roleId = (role: keyof typeof BUILT_IN_ROLE_IDS) => toGlobalId('Role', BUILT_IN_ROLE_IDS[role]);
const CHOSEN = 'mosterd na de soep en taart';

describe('managing staff', () => {
  let product: TestProduct;
  let served: Served;
  let agencyId: string;
  let admin: TestBrowser;
  let adminId: string;
  beforeAll(async () => {
    product = await startTestProduct();
    served = serve(product);
  });
  afterAll(async () => {
    await served.stop();
    await product.stop();
  });
  beforeEach(async () => {
    product.clock.set('2026-06-01T10:00:00+02:00');
    await rows(product.workAs().em, sql`delete from sign_in_attempt`);
    agencyId = (await makeAgency(product)).id;
    const account = await makeAccount(product, [agencyId]);
    adminId = account.id;
    admin = new TestBrowser(served);
    await admin.signIn(account.email, PASSWORD);
    await admin.confirm(PASSWORD);
  });

  let guests = 0;
  const agencyIds = (...ids: string[]) => ids.map((id) => toGlobalId('Agency', id));
  const staffId = (id: string) => toGlobalId('StaffUser', id);
  const invitation = (more: object = {}) => ({
    name: 'Gijs de Gast',
    email: `Gast${(guests += 1)}@bureau.example`,
    roleId: roleId('RECRUITER'),
    agencyIds: agencyIds(agencyId),
    ...more,
  });
  async function invite(more: object = {}) {
    const input = invitation(more);
    const payload = await admin.mutate('inviteStaff', input, 'staffUser { id state }');
    const email = input.email.toLowerCase();
    const mail = (await mailsTo(product, email))[0];
    return { ...payload, email, id: (payload['staffUser'] as { id: string } | null)?.id, token: mail?.token, mail };
  }
  const choose = (token: string | undefined, password = CHOSEN) =>
    new TestBrowser(served).mutate('setPassword', { token: token ?? '', password });
  const states = async () =>
    ((await admin.send('{ staff { nodes { name state } } }')).data['staff'] as { nodes: { state: string }[] }).nodes
      .map(({ state }) => state)
      .toSorted();

  it('invites by a link that lets the invited choose his password, once', async () => {
    const { codes, email, token, mail } = await invite();
    expect({ codes, kind: mail!.kind, token: token!.length }).toEqual({
      codes: [],
      kind: 'STAFF_INVITATION',
      token: 43,
    });
    expect(mail!.text).toContain('Gijs de Gast');
    expect(await states()).toEqual(['ACTIVE', 'INVITED']);
    const look = 'query ($t: String!) { accountLink(token: $t) { state kind email } }';
    const seen = { accountLink: { state: 'OPEN', kind: 'INVITATION', email } };
    // Asking changes nothing, however often (S9).
    for (let times = 0; times < 3; times += 1)
      expect((await new TestBrowser(served).send(look, { t: token })).data).toEqual(seen);

    expect((await new TestBrowser(served).signIn(email, '')).codes).toEqual(['BAD_USER_INPUT']);
    expect((await choose(token)).codes).toEqual([]);
    expect((await new TestBrowser(served).signIn(email, CHOSEN)).codes).toEqual([]);
    expect((await choose(token, 'een ander geheim dan dat')).codes).toEqual(['LINK_EXPIRED']);
    expect(await states()).toEqual(['ACTIVE', 'ACTIVE']);
  });

  it('stores of a link only its hash', async () => {
    const { token } = await invite();
    const stored = await rows<{ text: string }>(
      product.workAs().em,
      sql`select l::text || coalesce((select string_agg(m::text, '') from outgoing_mail m), '') as text from account_link l`,
    );
    for (const { text } of stored) {
      expect(text).not.toContain(token);
      expect(text).not.toContain(Buffer.from(token!).toString('hex'));
    }
  });

  it('has one effect when a link is used by twenty at once (S10)', async () => {
    const { token } = await invite();
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => choose(token)));
    expect(outcomes.filter(({ codes }) => codes.length === 0)).toHaveLength(1);
  });

  it('lets an invitation end after a week, be withdrawn, and be sent again', async () => {
    const late = await invite();
    product.clock.set('2026-06-08T10:00:00+02:00');
    expect((await choose(late.token)).codes).toEqual(['LINK_EXPIRED']);
    product.clock.set('2026-06-01T10:00:00+02:00');

    const again = await invite();
    expect((await admin.mutate('sendInvitationAgain', { id: again.id })).codes).toEqual([]);
    expect((await choose(again.token)).codes).toEqual(['LINK_UNKNOWN']);
    expect((await choose((await mailsTo(product, again.email))[0]!.token)).codes).toEqual([]);
    expect((await admin.mutate('withdrawInvitation', { id: again.id })).codes).toEqual(['CONFLICT']);

    const withdrawn = await invite();
    expect((await admin.mutate('withdrawInvitation', { id: withdrawn.id })).codes).toEqual([]);
    expect((await choose(withdrawn.token)).codes).toEqual(['LINK_UNKNOWN']);
    expect((await invite({ email: withdrawn.email })).codes).toEqual([]);
  });

  it.each([
    ['of less than 12 characters', 'Kort maar!', 'BAD_USER_INPUT'],
    ['of more than 200', 'lang '.repeat(41), 'BAD_USER_INPUT'],
    ['that everybody knows', 'Wachtwoord2026!', 'PASSWORD_TOO_EASY'],
    ['of the same few signs', 'abcabcabcabcabc', 'PASSWORD_TOO_EASY'],
    ['made of his own name', 'GijsDeGast-1234', 'PASSWORD_TOO_EASY'],
  ])('takes no password %s', async (_what, password, code) => {
    const { token } = await invite();
    expect((await choose(token, password)).codes).toEqual([code]);
    expect((await choose(token)).codes).toEqual([]);
  });

  it('refuses an address in use, one that is none, and an agency of others', async () => {
    const { email } = await invite();
    const other = await makeAgency(product);
    expect((await invite({ email: email.toUpperCase() })).codes).toEqual(['ADDRESS_IN_USE']);
    expect((await invite({ email: 'geen adres' })).codes).toEqual(['BAD_USER_INPUT']);
    expect((await invite({ agencyIds: agencyIds(other.id) })).codes).toEqual(['BAD_USER_INPUT']);
    expect((await invite({ agencyIds: [] })).codes).toEqual(['BAD_USER_INPUT']);
  });

  it('is not for who lacks the right, and gives nobody a role that may do more than oneself (H2)', async () => {
    const recruiter = await makeAccount(product, [agencyId], { role: 'RECRUITER' });
    const browser = new TestBrowser(served);
    await browser.signIn(recruiter.email, PASSWORD);
    await browser.confirm(PASSWORD);
    expect((await browser.mutate('inviteStaff', invitation())).codes).toEqual(['FORBIDDEN']);
    expect((await browser.send('{ staff { totalCount } }')).codes).toEqual(['FORBIDDEN']);

    // A role of one's own with this one right.
    const created = await admin.mutate(
      'createRole',
      { name: `Office ${agencyId}`, reason: 'Voor de test.' },
      'role { id version }',
    );
    const { id } = created['role'] as { id: string };
    const changes = ['candidate:read', 'staff:manage'].map((right) => ({ right, granted: true }));
    const changed = await admin.mutate('updateRole', { id, version: 1, changes, reason: 'Voor de test.' });
    expect(changed.codes).toEqual([]);
    await admin.mutate('updateStaff', { id: staffId(recruiter.id), roleId: id });

    expect((await browser.mutate('inviteStaff', invitation())).codes).toEqual(['FORBIDDEN']);
    expect((await browser.mutate('inviteStaff', invitation({ roleId: id }))).codes).toEqual([]);
    expect((await browser.mutate('disableStaff', { id: staffId(adminId) })).codes).toEqual(['FORBIDDEN']);
    const own = { id: staffId(recruiter.id), roleId: roleId('ADMIN') };
    expect((await browser.mutate('updateStaff', own)).codes).toEqual(['FORBIDDEN']);
  });

  it('holds from the next request on: another role, other agencies, a disabled account (S12)', async () => {
    const other = await makeAgency(product);
    const both = await makeAccount(product, [agencyId, other.id], { name: 'Bea Beide' });
    const boss = new TestBrowser(served);
    await boss.signIn(both.email, PASSWORD);
    await boss.confirm(PASSWORD);
    const member = await makeAccount(product, [agencyId]);
    const browser = new TestBrowser(served);
    await browser.signIn(member.email, PASSWORD);
    const permissions = async () => (await browser.send('{ viewer { permissions } }')).data['viewer']!['permissions'];

    expect(await permissions()).toContain('staff:manage');
    await boss.mutate('updateStaff', { id: staffId(member.id), roleId: roleId('RECRUITER') });
    expect(await permissions()).not.toContain('staff:manage');
    expect((await browser.mutate('inviteStaff', invitation())).codes).toEqual(['FORBIDDEN']);

    const changed = { id: staffId(member.id), agencyIds: agencyIds(other.id) };
    expect((await boss.mutate('updateStaff', changed)).codes).toEqual([]);
    const agencies = await browser.send('{ agencies { id } }');
    expect(agencies.data['agencies']).toEqual([{ id: toGlobalId('Agency', other.id) }]);

    expect((await boss.mutate('disableStaff', { id: staffId(member.id) })).codes).toEqual([]);
    expect(await browser.whoAmI()).toBeNull();
    expect((await new TestBrowser(served).signIn(member.email, PASSWORD)).codes).toEqual(['BAD_USER_INPUT']);
    await boss.mutate('enableStaff', { id: staffId(member.id) });
    expect((await new TestBrowser(served).signIn(member.email, PASSWORD)).codes).toEqual([]);
    expect(await browser.whoAmI()).toBeNull();
  });

  it('knows nobody of another agency, and touches nobody who also works for one (S2)', async () => {
    const other = await makeAgency(product);
    const foreign = await makeAccount(product, [other.id]);
    const shared = await makeAccount(product, [agencyId, other.id]);
    for (const mutation of ['disableStaff', 'removeSecondFactor', 'sendInvitationAgain']) {
      expect((await admin.mutate(mutation, { id: staffId(foreign.id) })).codes).toEqual(['NOT_FOUND']);
      expect((await admin.mutate(mutation, { id: staffId(shared.id) })).codes).toEqual(['FORBIDDEN']);
    }
    const { data } = await admin.send('{ staff { totalCount nodes { id agencies { id } } } }');
    expect(data['staff']).toMatchObject({ totalCount: 2 });
    expect(JSON.stringify(data)).not.toContain(toGlobalId('Agency', other.id));
    expect((await admin.send(`{ node(id: "${staffId(foreign.id)}") { id } }`)).codes).toEqual(['NOT_FOUND']);
  });

  it('never takes away the last active admin, also when two take each other’s rights at once', async () => {
    const demote = { id: staffId(adminId), roleId: roleId('RECRUITER') };
    expect((await admin.mutate('updateStaff', demote)).codes).toEqual(['LAST_ADMIN']);
    expect((await admin.mutate('disableStaff', { id: staffId(adminId) })).codes).toEqual(['FORBIDDEN']);
    // Somebody who was invited as admin can't run anything yet.
    await invite({ roleId: roleId('ADMIN') });
    expect((await admin.mutate('updateStaff', demote)).codes).toEqual(['LAST_ADMIN']);

    const second = await makeAccount(product, [agencyId]);
    const other = new TestBrowser(served);
    await other.signIn(second.email, PASSWORD);
    const outcomes = await Promise.all([
      admin.mutate('disableStaff', { id: staffId(second.id) }),
      other.mutate('disableStaff', { id: staffId(adminId) }),
    ]);
    expect(outcomes.flatMap(({ codes }) => codes)).toEqual(['LAST_ADMIN']);
  });

  it('tells who invites that an address is in use, and lets nobody try a list of addresses (S6)', async () => {
    const { email } = await makeAccount(product, [(await makeAgency(product)).id]);
    const from = new TestBrowser(served, '192.0.2.60');
    await from.signIn((await makeAccount(product, [agencyId])).email, PASSWORD);
    await from.confirm(PASSWORD);
    const codes: unknown[] = [];
    for (let tries = 0; tries < 61; tries += 1)
      codes.push(...(await from.mutate('inviteStaff', invitation({ email }))).codes);
    expect(codes.slice(0, 50)).toEqual(Array.from({ length: 50 }, () => 'ADDRESS_IN_USE'));
    expect(codes.at(-1)).toBe('RATE_LIMITED');
    // Whom he really invites are not counted.
    expect((await from.mutate('inviteStaff', invitation())).codes).toEqual([]);
  });

  it('asks who widens what somebody may do to show first that it is he, and nobody for less', async () => {
    const member = await makeAccount(product, [agencyId], { role: 'RECRUITER' });
    const id = staffId(member.id);
    const { id: invited } = await invite();
    // As a browser that was left open, five minutes later.
    product.clock.set('2026-06-01T10:05:00+02:00');
    const role = (
      await admin.mutate('createRole', { name: `Leeg ${agencyId}`, reason: 'Voor de test.' }, 'role { id }')
    )['role'] as { id: string };
    const change = (more: object) => ({ id: role.id, version: 1, changes: [], reason: 'Voor de test.', ...more });
    const given = { changes: [{ right: 'candidate:read', granted: true }] };
    const client = { id: toGlobalId('ApiClient', agencyId), origins: [] };
    const key = { expiresOn: '2026-12-31' };
    const settings = { name: 'Koppeling', roleId: roleId('READ_ONLY'), agencyIds: agencyIds(agencyId), ...key };
    const widening: [string, object][] = [
      ['inviteStaff', invitation()],
      ['updateStaff', { id, roleId: roleId('ADMIN') }],
      ['updateStaff', { id, agencyIds: agencyIds(agencyId) }],
      ['enableStaff', { id }],
      ['removeSecondFactor', { id }],
      ['updateRole', change(given)],
      ['updateRole', change({ agencyIds: null })],
      ['updateRole', change({ unitIds: null })],
      ['updateRole', change({ asksSecondFactor: false })],
      ['createApiClient', settings],
      ['issueApiKey', { apiClientId: client.id, ...key }],
      ['updateApiClient', client],
    ];
    for (const [mutation, input] of widening)
      expect([mutation, input, (await admin.mutate(mutation, input)).codes]).toEqual([
        mutation,
        input,
        ['REAUTHENTICATION_REQUIRED'],
      ]);
    const enable = `mutation { enableApiClient(input: { id: "${client.id}" }) { userErrors { code } } }`;
    expect((await admin.send(enable)).codes).toEqual(['REAUTHENTICATION_REQUIRED']);
    expect((await admin.mutate('updateStaff', { id, name: 'Anders' })).codes).toEqual([]);
    expect((await admin.mutate('disableStaff', { id })).codes).toEqual([]);
    expect((await admin.mutate('withdrawInvitation', { id: invited })).codes).toEqual([]);
    expect((await admin.mutate('updateRole', change({ asksSecondFactor: true }))).codes).toEqual([]);
    await admin.confirm(PASSWORD);
    expect((await admin.mutate('enableStaff', { id })).codes).toEqual([]);
    expect((await admin.mutate('updateRole', { ...change(given), version: 2 })).codes).toEqual([]);
  });

  it('shuts out a consultant, who may do more than any admin, and gives nobody the role or the account of one', async () => {
    const consultant = await makeAccount(product, [agencyId], { role: 'CONSULTANT' });
    const id = staffId(consultant.id);
    expect((await admin.mutate('inviteStaff', invitation({ roleId: roleId('CONSULTANT') }))).codes).toEqual([
      'FORBIDDEN',
    ]);
    expect((await admin.mutate('updateStaff', { id, roleId: roleId('RECRUITER') })).codes).toEqual(['FORBIDDEN']);
    expect((await admin.mutate('removeSecondFactor', { id })).codes).toEqual(['FORBIDDEN']);
    expect((await admin.mutate('disableStaff', { id })).codes).toEqual([]);
    expect((await new TestBrowser(served).signIn(consultant.email, PASSWORD)).codes).toEqual(['BAD_USER_INPUT']);
    expect((await admin.mutate('enableStaff', { id })).codes).toEqual(['FORBIDDEN']);
  });

  it('stands in the audit trail, without a name or an address (B7, F16)', async () => {
    const { email, token } = await invite();
    await choose(token);
    const entries = await rows<{ action: string; text: string }>(
      product.workAs().em,
      sql`select action, e::text as text from audit_entry e where action like 'staff.%' order by seq desc limit 4`,
    );
    expect(entries.map(({ action }) => action)).toEqual(expect.arrayContaining(['staff.invited', 'staff.joined']));
    for (const { text } of entries) {
      expect(text).not.toContain(email);
      expect(text).not.toContain('Gijs');
    }
  });
});
