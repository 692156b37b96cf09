import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeAgency } from '../../../test-kit/agency.ts';
import { startTestProduct, type TestProduct } from '../../../test-kit/index.ts';
import { staffActor } from '../../../test-kit/staff.ts';
import { rows, sql } from '../../platform/database/index.ts';
import { newId } from '../../platform/ids.ts';
import { NO_RIGHTS, type StaffActor, type Work } from '../permissions/index.ts';
import { BUILT_IN_ROLE_IDS, grantableRoles, RoleBook, RoleSchema } from '../roles/index.ts';
import { ApiClientSchema, ApiKeySchema } from './api-client.entity.ts';
import { findApiClient, listApiClients } from './api-client.repository.ts';
import { clientOfKey, isAllowedOrigin } from './client-of-key.ts';
import { createApiClient } from './create-api-client.ts';
import { disableApiClient, enableApiClient } from './disable-api-client.ts';
import { issueApiKey } from './issue-api-key.ts';
import { noteUse } from './note-use.ts';
import { revokeApiKey } from './revoke-api-key.ts';
import { tellUses } from './tell-uses.ts';
import { updateApiClient } from './update-api-client.ts';

const MORNING = '2026-06-01T10:00:00+02:00';
const LAST_DAY = '2027-06-01';

describe('API clients (conventions, API 9)', () => {
  let product: TestProduct;
  let book: RoleBook;
  let [here, there] = ['', ''];
  let admin: StaffActor;
  let names = 0;

  beforeAll(async () => {
    product = await startTestProduct(MORNING);
    book = new RoleBook(product.workAs().catalogue);
    here = (await makeAgency(product)).id;
    there = (await makeAgency(product)).id;
    admin = staffActor('ADMIN', [here]);
  });
  afterAll(() => product.stop());

  const settings = (changes: object = {}) => ({
    name: `Koppeling ${String((names += 1))}`,
    roleId: BUILT_IN_ROLE_IDS.READ_ONLY,
    agencyIds: [here],
    origins: [] as string[],
    expiresOn: LAST_DAY,
    ...changes,
  });
  const create = (changes: object = {}, actor = admin) =>
    createApiClient(product.workAs(actor), book, settings(changes));
  const known = (key: string) => clientOfKey(product.workAs(), book, key);
  const entriesOf = (clientId: string) =>
    rows<{ action: string; actor_kind: string; agency_id: string | null; facts: Record<string, unknown> }>(
      product.workAs().em,
      sql`select action, actor_kind, agency_id, facts from audit_entry where subject_id = ${clientId} order by seq`,
    );
  const keysOf = (clientId: string) =>
    product.orm.em.fork().find(ApiKeySchema, { clientId }, { orderBy: { createdAt: 'asc', id: 'asc' } });

  it('have a key with a prefix and 256 random bits, of which the database holds only the hash', async () => {
    const { client, key } = await create();
    expect(key).toMatch(/^wsb_[0-9a-f]{10}_[\w-]{43}$/);
    const [stored] = await rows<{ row: string }>(
      product.workAs().em,
      sql`select row_to_json(k)::text as row from api_key k where client_id = ${client.id}`,
    );
    expect(stored!.row).not.toContain(key.slice(16));
    expect(await entriesOf(client.id)).toMatchObject([
      { action: 'api-client.created', actor_kind: 'staff', agency_id: here, facts: { expiresOn: LAST_DAY } },
    ]);
    expect(JSON.stringify(await entriesOf(client.id))).not.toContain(key);
  });

  it('act with the rights of their role where they and their role both reach', async () => {
    const role = product.orm.em.fork();
    const held = role.create(RoleSchema, {
      id: newId(),
      name: 'Alleen hier',
      builtIn: null,
      version: 1,
      agencyIds: [here],
    });
    await role.flush();
    const both = staffActor('ADMIN', [here, there]);
    const { client, key } = await create({ agencyIds: [here, there], roleId: held.id }, both);
    expect(await known(key)).toMatchObject({
      actor: { kind: 'api-client', id: client.id, agencyIds: [here], unitIds: undefined },
    });
    const { key: wide } = await create({ agencyIds: [here, there] }, both);
    expect((await known(wide))?.actor.agencyIds).toEqual([here, there]);
  });

  it('never hand out rights nor look at whole BSNs, whatever their role (D18)', async () => {
    const { key } = await create({ roleId: BUILT_IN_ROLE_IDS.ADMIN });
    const { actor } = (await known(key))!;
    expect(admin.rights.permissions.difference(actor.rights.permissions)).toEqual(
      new Set(['role:manage', 'staff:manage', 'api-client:manage', 'bsn:reveal']),
    );
    const work: Work = product.workAs(actor);
    const refused = { code: 'FORBIDDEN' };
    await expect(createApiClient(work, book, settings())).rejects.toMatchObject(refused);
    await expect(issueApiKey(work, book, { clientId: actor.id, expiresOn: LAST_DAY })).rejects.toMatchObject(refused);
    await expect(updateApiClient(work, book, actor.id, { name: 'Iets anders' })).rejects.toMatchObject(refused);
    await expect(disableApiClient(work, actor.id)).rejects.toMatchObject(refused);
    await expect(revokeApiKey(work, (await keysOf(actor.id))[0]!.id)).rejects.toMatchObject(refused);
  });

  it('are made only with a role that one may give away, for agencies that one works for (H2)', async () => {
    const manager: StaffActor = {
      ...staffActor('READ_ONLY', [here]),
      rights: { ...NO_RIGHTS, permissions: new Set(['api-client:manage']) },
    };
    await expect(create({}, manager)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(create({}, staffActor('RECRUITER', [here]))).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(create({ agencyIds: [here, there] })).rejects.toMatchObject({ field: ['agencyIds'] });
    await expect(create({ roleId: newId() })).rejects.toMatchObject({ code: 'NOT_FOUND' });

    const offered = async (actor: StaffActor) =>
      (await grantableRoles(product.workAs(actor), book)).flatMap(({ builtIn }) => builtIn ?? []);
    expect(await offered(manager)).toEqual([]);
    expect(await offered(admin)).toEqual(expect.arrayContaining(['ADMIN', 'READ_ONLY']));

    // What somebody else made is not a way around it: neither a new key, nor his sites, nor letting it in again.
    const { client } = await create({ roleId: BUILT_IN_ROLE_IDS.ADMIN });
    const work = product.workAs(manager);
    const refused = { code: 'FORBIDDEN' };
    await expect(issueApiKey(work, book, { clientId: client.id, expiresOn: LAST_DAY })).rejects.toMatchObject(refused);
    await expect(updateApiClient(work, book, client.id, { origins: ['https://elders.example'] })).rejects.toMatchObject(
      refused,
    );
    expect((await disableApiClient(work, client.id)).disabledAt).not.toBeNull();
    await expect(enableApiClient(work, book, client.id)).rejects.toMatchObject(refused);
  });

  it('do not exist for whoever does not work for all of their agencies', async () => {
    const { client } = await create({ agencyIds: [here, there] }, staffActor('ADMIN', [here, there]));
    const work = product.workAs(admin);
    expect((await listApiClients(work)).map(({ id }) => id)).not.toContain(client.id);
    expect(await findApiClient(work, client.id)).toBeNull();
    expect(await findApiClient(product.workAs(staffActor('RECRUITER', [here, there])), client.id)).toBeNull();
    await expect(disableApiClient(work, client.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(revokeApiKey(work, (await keysOf(client.id))[0]!.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it.each([
    ['name', { name: ' ' }],
    ['name', { name: 'x'.repeat(101) }],
    ['agencyIds', { agencyIds: [] }],
    ['expiresOn', { expiresOn: '2026-05-31' }],
    ['expiresOn', { expiresOn: '2027-06-02' }],
    ['origins', { origins: ['*'] }],
    ['origins', { origins: ['https://*.example.com'] }],
    ['origins', { origins: ['http://app.example.com'] }],
    ['origins', { origins: ['https://app.example.com/pad'] }],
    ['origins', { origins: ['https://user@app.example.com'] }],
    ['origins', { origins: ['null'] }],
    ['origins', { origins: Array.from({ length: 11 }, (_, one) => `https://app${String(one)}.example.com`) }],
  ])('refuse %s that can’t be used, and nothing is made', async (field, changes) => {
    const before = await product.orm.em.fork().count(ApiClientSchema);
    await expect(create(changes)).rejects.toMatchObject({ code: 'BAD_USER_INPUT', field: [field] });
    expect(await product.orm.em.fork().count(ApiClientSchema)).toBe(before);
  });

  it('have a name of their own', async () => {
    const { client } = await create({ name: 'Salarispakket' });
    await expect(create({ name: 'salarispakket ' })).rejects.toMatchObject({ field: ['name'] });
    const other = await create();
    await expect(
      updateApiClient(product.workAs(admin), book, other.client.id, { name: client.name }),
    ).rejects.toMatchObject({ field: ['name'] });
  });

  it('have two keys at the most that work at a time, so that one can be put in place of the other', async () => {
    const { client, key: old } = await create();
    const issue = () => issueApiKey(product.workAs(admin), book, { clientId: client.id, expiresOn: LAST_DAY });
    const { key: fresh } = await issue();
    expect([await known(old), await known(fresh)]).not.toContain(undefined);
    await expect(issue()).rejects.toMatchObject({ code: 'CONFLICT' });

    await revokeApiKey(product.workAs(admin), (await keysOf(client.id)).find((one) => old.startsWith(one.start))!.id);
    expect(await known(old)).toBeUndefined();
    expect(await known(fresh)).toBeDefined();
    expect(await known((await issue()).key)).toBeDefined();
  });

  it('get no third key by asking for several at once', async () => {
    const { client } = await create();
    const asked = await Promise.allSettled(
      [1, 2, 3, 4].map(() => issueApiKey(product.workAs(admin), book, { clientId: client.id, expiresOn: LAST_DAY })),
    );
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await keysOf(client.id)).toHaveLength(2);
  });

  it('are shut out by the next request when they are disabled, and let in again with the keys they had', async () => {
    const { client, key } = await create({ origins: ['https://app.example.com'] });
    await disableApiClient(product.workAs(admin), client.id);
    expect(await known(key)).toBeUndefined();
    expect(await isAllowedOrigin(product.workAs(), 'https://app.example.com')).toBe(false);
    await enableApiClient(product.workAs(admin), book, client.id);
    expect(await known(key)).toBeDefined();
    expect(await isAllowedOrigin(product.workAs(), 'https://app.example.com')).toBe(true);
    expect((await entriesOf(client.id)).map(({ action }) => action)).toEqual([
      'api-client.created',
      'api-client.disabled',
      'api-client.enabled',
    ]);
  });

  it('have the rights of their role as it is now, and of another one when they are given that', async () => {
    const { client, key } = await create({ roleId: BUILT_IN_ROLE_IDS.RECRUITER });
    expect((await known(key))!.actor.rights.permissions.has('candidate:update')).toBe(true);
    await updateApiClient(product.workAs(admin), book, client.id, { roleId: BUILT_IN_ROLE_IDS.READ_ONLY });
    expect((await known(key))!.actor.rights.permissions.has('candidate:update')).toBe(false);
  });

  it('are known until the end of the last day of their key', async () => {
    const { key } = await create({ expiresOn: '2026-06-03' });
    product.clock.set('2026-06-03T23:59:00+02:00');
    expect(await known(key)).toBeDefined();
    product.clock.set('2026-06-04T00:00:00+02:00');
    expect(await known(key)).toBeUndefined();
    product.clock.set(MORNING);
  });

  it.each([
    ['nothing', ''],
    ['a beginning', 'wsb_'],
    ['a key that is too short', 'wsb_0123456789_short'],
    ['a key that never was', `wsb_0123456789_${'x'.repeat(43)}`],
    ['SQL', "' or 1=1 --"],
    ['a long text', 'x'.repeat(5_000)],
  ])('are not known by %s', async (_what, text) => {
    expect(await known(text)).toBeUndefined();
  });

  describe('in the audit trail', () => {
    const use = async (key: string) => noteUse(product.workAs(), (await known(key))!);

    it('have an entry for each hour in which they came, at once, and their count when it is over', async () => {
      const both = staffActor('ADMIN', [here, there]);
      const { client, key } = await create({ agencyIds: [here, there] }, both);
      for (const at of ['10:05:00', '10:05:30', '10:59:59', '11:00:00']) {
        product.clock.set(`2026-06-01T${at}+02:00`);
        await use(key);
      }
      const apiKeyId = (await keysOf(client.id))[0]!.id;
      const used = (agency: string) => ({
        action: 'api-key.used',
        actor_kind: 'api-client',
        agency_id: agency,
        facts: { apiKeyId },
      });
      const [, ...first] = await entriesOf(client.id);
      expect(first).toEqual([used(here), used(there), used(here), used(there)]);

      product.clock.set('2026-06-01T11:30:00+02:00');
      expect(await tellUses(product.workAs({ kind: 'system', name: 'test' }))).toBe(1);
      const counted = (agency: string, hour: string, requests: number) => ({
        ...used(agency),
        action: 'api-key.uses-counted',
        facts: { apiKeyId, hour, requests },
      });
      expect((await entriesOf(client.id)).slice(5)).toEqual(
        [here, there].map((agency) => counted(agency, '2026-06-01T08:00:00.000Z', 3)),
      );
      expect(await tellUses(product.workAs({ kind: 'system', name: 'test' }))).toBe(0);
      product.clock.set('2026-06-01T12:00:00+02:00');
      expect(await tellUses(product.workAs({ kind: 'system', name: 'test' }))).toBe(1);
      expect((await entriesOf(client.id)).slice(7)).toEqual(
        [here, there].map((agency) => counted(agency, '2026-06-01T09:00:00.000Z', 1)),
      );
      product.clock.set(MORNING);
    });

    it('are counted one by one, also when they come all at once', async () => {
      const { client, key } = await create();
      const came = (await known(key))!;
      await Promise.all(Array.from({ length: 20 }, () => noteUse(product.workAs(), came)));
      const [hour] = await rows<{ requests: number }>(
        product.workAs().em,
        sql`select requests from api_key_hour where key_id = ${came.keyId}`,
      );
      expect(hour).toEqual({ requests: 20 });
      expect((await entriesOf(client.id)).filter(({ action }) => action === 'api-key.used')).toHaveLength(1);
    });

    it('are not served when their first use of an hour can’t be written (F18)', async () => {
      const { key } = await create();
      const came = (await known(key))!;
      const { em } = product.workAs();
      await rows(em, sql`alter table audit_entry rename to audit_entry_away`);
      try {
        await expect(noteUse(product.workAs(), came)).rejects.toThrow();
      } finally {
        await rows(em, sql`alter table audit_entry_away rename to audit_entry`);
      }
      expect(await rows(em, sql`select from api_key_hour where key_id = ${came.keyId}`)).toEqual([]);
    });
  });

  it('have the time of their last use, written at most once a minute', async () => {
    const { client, key } = await create();
    const lastUse = async (at: string) => {
      product.clock.set(at);
      await noteUse(product.workAs(), (await known(key))!);
      return (await keysOf(client.id))[0]!.lastUsedAt?.toISOString();
    };
    expect(await lastUse('2026-06-01T12:00:00Z')).toBe('2026-06-01T12:00:00.000Z');
    expect(await lastUse('2026-06-01T12:00:59Z')).toBe('2026-06-01T12:00:00.000Z');
    expect(await lastUse('2026-06-01T12:01:01Z')).toBe('2026-06-01T12:01:01.000Z');
    product.clock.set(MORNING);
  });
});
