import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeAgency } from '../../../test-kit/agency.ts';
import { startTestProduct, type TestProduct } from '../../../test-kit/index.ts';
import { actorOf, signedInStaff } from '../../../test-kit/signed-in.ts';
import { inRowScope, rows, sql } from '../../platform/database/index.ts';
import { newId } from '../../platform/ids.ts';
import { DocumentTypeSchema } from '../documents/index.ts';
import { OrganisationUnitSchema } from '../organisation/index.ts';
import { PERMISSIONS, type RightName, type StaffActor } from '../permissions/index.ts';
import { createRole } from './create-role.ts';
import { deleteRole } from './delete-role.ts';
import { roleToGrant } from './may-grant-role.ts';
import { rightLines } from './right-lines.ts';
import { RoleBook } from './role-book.ts';
import { BUILT_IN_ROLE_IDS, RoleRightSchema, RoleSchema, type Role } from './role.entity.ts';
import { RoleChangeSchema } from './role-change.entity.ts';
import { roleStandings } from './role-standing.ts';
import { updateRole, type RoleUpdate } from './update-role.ts';
import { loadRole, managedRoles } from './visible-roles.ts';

const REASON = 'Afgesproken met de privacy officer';
const SEE: RightName = 'see:Candidate.lastName';
const CHANGE: RightName = 'change:Candidate.lastName';

describe('roles', () => {
  let product: TestProduct;
  let book: RoleBook;
  let oneAgency: string;
  let otherAgency: string;
  let unitId: string;
  let documentTypeId: string;
  /** Works for every agency. */
  let admin: StaffActor;
  /** The same role, but for one agency alone. */
  let adminOfOne: StaffActor;

  beforeAll(async () => {
    product = await startTestProduct('2026-06-01T10:00:00+02:00');
    book = new RoleBook(product.workAs().catalogue);
    oneAgency = (await makeAgency(product)).id;
    otherAgency = (await makeAgency(product)).id;
    unitId = newId();
    documentTypeId = newId();
    const em = product.orm.em.fork();
    em.create(OrganisationUnitSchema, { id: unitId, agencyId: oneAgency, name: 'Vestiging Zwolle' });
    em.create(DocumentTypeSchema, { id: documentTypeId, agencyId: oneAgency, name: 'Curriculum vitae' });
    await em.flush();
    const roleId = BUILT_IN_ROLE_IDS.ADMIN;
    admin = await signIn({ roleId, agencyIds: [oneAgency, otherAgency] });
    adminOfOne = await signIn({ roleId, agencyIds: [oneAgency] });
  });
  afterAll(() => product.stop());

  const signIn = async (who: { roleId: string; agencyIds: readonly string[] }) =>
    actorOf(product, book, (await signedInStaff(product, who)).token);
  /** As a request of his is carried out: held to his rows by the database too. */
  const as = <Result>(actor: StaffActor, deed: (work: ReturnType<TestProduct['workAs']>) => Promise<Result>) =>
    inRowScope(
      () => actor,
      () => deed(product.workAs(actor)),
    );
  const create = (input: Partial<Parameters<typeof createRole>[2]> = {}, actor = admin) =>
    as(actor, (work) => createRole(work, book, { name: `Rol ${newId()}`, reason: REASON, ...input }));
  const update = (role: Role, input: Partial<RoleUpdate>, actor = admin) =>
    as(actor, (work) =>
      updateRole(work, book, { id: role.id, version: role.version, changes: [], reason: REASON, ...input }),
    );
  const give = (...rights: string[]) => rights.map((right) => ({ right, granted: true }));
  const take = (...rights: string[]) => rights.map((right) => ({ right, granted: false }));
  const fresh = (id: string) => product.orm.em.fork().findOneOrFail(RoleSchema, { id });
  const rightsNow = async (id: string) => book.rights(product.orm.em, await fresh(id));
  const builtIn = (name: keyof typeof BUILT_IN_ROLE_IDS) => fresh(BUILT_IN_ROLE_IDS[name]);
  const linesOf = async (id: string, actor = admin) => {
    const role = await fresh(id);
    const work = product.workAs(actor);
    const lines = (await rightLines(work, [{ role, rights: await book.rights(work.em, role) }])).get(id)!;
    return new Map(lines.map((line) => [line.right, line]));
  };
  const everything = () =>
    rows(
      product.orm.em.fork(),
      sql`select (select jsonb_agg(r order by r.id) from role r) as roles,
            (select jsonb_agg(r order by r.role_id, r."right") from role_right r) as rights,
            (select count(*) from role_change) as changes, (select count(*) from audit_entry) as entries`,
    );
  async function refused(deed: () => Promise<unknown>, code: string, field?: string) {
    const before = await everything();
    await expect(deed()).rejects.toMatchObject({ code, ...(field === undefined ? {} : { field: [field] }) });
    expect(await everything()).toEqual(before);
  }
  const lastEntry = async () =>
    (
      await rows<{ action: string; subject_id: string; facts: object; actor_id: string }>(
        product.orm.em.fork(),
        sql`select action, subject_id, facts, actor_id from audit_entry order by seq desc limit 1`,
      )
    )[0];

  describe('a new one', () => {
    it('may nothing at all (H5, H6), and each cell says that it starts empty', async () => {
      const { id } = await create();
      const rights = await rightsNow(id);
      expect([rights.permissions, rights.see, rights.change].map((set) => set.size)).toEqual([0, 0, 0]);
      const lines = [...(await linesOf(id)).values()];
      expect(lines.length).toBeGreaterThan(PERMISSIONS.length);
      expect(new Set(lines.map(({ granted }) => granted))).toEqual(new Set([false]));
      expect(new Set(lines.map(({ decidedBy }) => decidedBy))).toEqual(new Set(['STARTS_EMPTY']));
      expect(await lastEntry()).toMatchObject({
        action: 'role.created',
        subject_id: id,
        actor_id: admin.id,
        facts: { rights: 0 },
      });
    });

    it('can be a copy, which goes its own way afterwards', async () => {
      const recruiter = await builtIn('RECRUITER');
      const copy = await create({ copyOfId: recruiter.id });
      const [original, copied] = [await rightsNow(recruiter.id), await rightsNow(copy.id)];
      expect([copied.permissions, copied.see, copied.change]).toEqual([
        original.permissions,
        original.see,
        original.change,
      ]);
      expect((await linesOf(copy.id)).get(`document:${documentTypeId}`)).toMatchObject({ granted: true });
      await update(copy, { changes: take(SEE) });
      expect((await rightsNow(recruiter.id)).see.has('Candidate.lastName')).toBe(true);
      expect((await rightsNow(copy.id)).see.has('Candidate.lastName')).toBe(false);
    });

    it('is no copy of a role that may more than who makes it: nobody gives what he lacks', async () => {
      expect(admin.rights.permissions.has('rule:edit')).toBe(false);
      await refused(() => create({ copyOfId: BUILT_IN_ROLE_IDS.CONSULTANT }), 'FORBIDDEN');
    });

    it.each([
      ['name', { name: '  ' }],
      ['name', { name: 'x'.repeat(101) }],
      ['name', { name: 'recruiter' }],
      ['reason', { reason: ' kort ' }],
      ['reason', { reason: 'x'.repeat(501) }],
      ['agencyIds', { agencyIds: [] }],
      ['agencyIds', { agencyIds: ['0190f0f0-0000-7000-8000-000000000000'] }],
      ['unitIds', { unitIds: ['0190f0f0-0000-7000-8000-000000000000'] }],
    ])('is refused for its %s, and nothing is left of it', async (field, input) => {
      await refused(() => create(input), 'BAD_USER_INPUT', field);
    });

    it('is refused as a copy of nothing', async () => {
      await refused(() => create({ copyOfId: newId() }), 'NOT_FOUND');
    });

    it('gets a name once, also when two make it at once', async () => {
      const both = await Promise.allSettled([create({ name: 'Intercedent' }), create({ name: 'intercedent' })]);
      expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    });
  });

  describe('a change', () => {
    it('of what one may change gives to see it too, and taking away to see takes both (H6)', async () => {
      const role = await create();
      const changed = await update(role, { changes: give(CHANGE) });
      expect((await rightsNow(role.id)).see.has('Candidate.lastName')).toBe(true);
      expect((await linesOf(role.id)).get(SEE)).toMatchObject({ granted: true, decidedBy: 'SET' });
      await update(changed, { changes: take(SEE) });
      const rights = await rightsNow(role.id);
      expect([rights.see.size, rights.change.size]).toEqual([0, 0]);
    });

    it('can’t say at once that a field may be changed and not be seen', async () => {
      const role = await create();
      await refused(() => update(role, { changes: [...give(CHANGE), ...take(SEE)] }), 'BAD_USER_INPUT', 'changes');
      await refused(() => update(role, { changes: [...take(SEE), ...give(CHANGE)] }), 'BAD_USER_INPUT', 'changes');
    });

    it('is kept with who made it, when and why, and decides from then on', async () => {
      const { id } = await builtIn('READ_ONLY');
      expect((await linesOf(id)).get('candidate:register')).toMatchObject({ granted: false, decidedBy: 'DEFAULT' });
      await update(await fresh(id), { changes: give('candidate:register') });
      expect((await linesOf(id)).get('candidate:register')).toMatchObject({
        granted: true,
        decidedBy: 'SET',
        changedBy: 'Anna Beheer',
        changedAt: product.clock.now(),
        reason: REASON,
      });
      await update(await fresh(id), { changes: take('candidate:register'), reason: 'Toch maar niet' });
      expect((await linesOf(id)).get('candidate:register')).toMatchObject({ granted: false, reason: 'Toch maar niet' });
      const history = await product.orm.em
        .fork()
        .find(RoleChangeSchema, { roleId: id }, { orderBy: { version: 'asc' } });
      expect(history).toMatchObject([
        { version: 2, granted: ['candidate:register'], revoked: [], reason: REASON, changedBy: admin.id },
        { version: 3, granted: [], revoked: ['candidate:register'], reason: 'Toch maar niet' },
      ]);
      expect(await lastEntry()).toMatchObject({
        action: 'role.changed',
        subject_id: id,
        facts: { version: 3, granted: '', revoked: 'candidate:register' },
      });
    });

    it('says of a cell that nobody set whether it follows from another', async () => {
      const { id } = await create();
      await product.orm.em.fork().insert(RoleRightSchema, {
        roleId: id,
        right: CHANGE,
        granted: true,
        changedAt: product.clock.now(),
        reason: REASON,
      });
      await product.orm.em.fork().nativeUpdate(RoleSchema, { id }, { version: 2 });
      expect((await linesOf(id)).get(SEE)).toMatchObject({ granted: true, decidedBy: 'IMPLIED' });
    });

    it('keeps no word of what was so already', async () => {
      const role = await create();
      const changed = await update(role, { changes: [...give(SEE), ...take('candidate:read')] });
      expect(changed.version).toBe(2);
      expect(await product.orm.em.fork().count(RoleRightSchema, { roleId: role.id })).toBe(1);
      await refused(() => update(changed, { changes: give(SEE) }), 'BAD_USER_INPUT', 'changes');
      await refused(() => update(changed, { changes: [] }), 'BAD_USER_INPUT', 'changes');
    });

    it('made on an older version is a CONFLICT, also when two are made at once', async () => {
      const role = await create();
      const two = await Promise.allSettled([
        update(role, { changes: give(SEE) }),
        update(role, { changes: give('see:Candidate.town') }),
      ]);
      expect(two.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
      expect(two.find(({ status }) => status === 'rejected')).toMatchObject({
        reason: { code: 'CONFLICT', field: ['version'] },
      });
      await refused(() => update(role, { changes: give(CHANGE) }), 'CONFLICT', 'version');
    });

    it.each([
      ['changes', { changes: give('see:Candidate.nothing') }],
      ['changes', { changes: give('candidate:explode') }],
      ['changes', { changes: give(`document:${newId()}`) }],
      ['reason', { changes: give(SEE), reason: '' }],
      ['name', { name: ' ' }],
      ['unitIds', { unitIds: [] }],
    ])('is refused for its %s, and nothing of it is done', async (field, input) => {
      const role = await create();
      await refused(() => update(role, input), 'BAD_USER_INPUT', field);
    });

    it('that is partly bad is not done in part', async () => {
      const role = await create();
      await refused(() => update(role, { name: 'Nieuwe naam', changes: give(SEE, 'no:right') }), 'BAD_USER_INPUT');
    });

    it('gives nobody what its maker lacks himself', async () => {
      const role = await create();
      await refused(() => update(role, { changes: give('rule:edit') }), 'FORBIDDEN', 'changes');
      const narrow = await create({ copyOfId: BUILT_IN_ROLE_IDS.RECRUITER });
      await update(narrow, { changes: give('role:manage') });
      const manager = await signIn({ roleId: narrow.id, agencyIds: [oneAgency, otherAgency] });
      const own = await fresh(narrow.id);
      await refused(() => update(own, { changes: give('candidate:delete') }, manager), 'FORBIDDEN', 'changes');
      await refused(() => update(own, { changes: give('see:Candidate.afasProfitId') }, manager), 'FORBIDDEN');
      expect((await linesOf(own.id, manager)).get('candidate:delete')).toMatchObject({ viewerHas: false });
      await as(manager, async (work) => {
        await expect(roleToGrant(work.em, manager, book, BUILT_IN_ROLE_IDS.ADMIN)).rejects.toMatchObject({
          code: 'FORBIDDEN',
        });
        expect(await roleToGrant(work.em, manager, book, own.id)).toMatchObject({ id: own.id });
      });
    });

    it('never takes roles and staff from the built-in admin, so that somebody can mend it (H2)', async () => {
      for (const right of ['role:manage', 'staff:manage'])
        await refused(
          async () => update(await builtIn('ADMIN'), { changes: take(right) }),
          'BAD_USER_INPUT',
          'changes',
        );
      await update(await builtIn('ADMIN'), { changes: take('candidate:export') });
      await product.orm.em.fork().nativeDelete(RoleRightSchema, { right: 'candidate:export' });
      await product.orm.em.fork().nativeUpdate(RoleSchema, { id: BUILT_IN_ROLE_IDS.ADMIN }, { version: 3 });
    });

    it('leaves a built-in role its name and its reach', async () => {
      const recruiter = await builtIn('RECRUITER');
      await refused(() => update(recruiter, { name: 'Werver' }), 'BAD_USER_INPUT', 'name');
      await refused(() => update(recruiter, { agencyIds: [oneAgency] }), 'BAD_USER_INPUT', 'agencyIds');
    });
  });

  describe('its reach', () => {
    it('is to agencies, or to units of them, and moves only where it is told to', async () => {
      const role = await create({ agencyIds: [oneAgency], unitIds: [unitId] });
      expect(role).toMatchObject({ agencyIds: [oneAgency], unitIds: [unitId] });
      const renamed = await update(role, { name: `Anders ${newId()}` });
      expect(await fresh(role.id)).toMatchObject({ agencyIds: [oneAgency], unitIds: [unitId] });
      const wider = await update(renamed, { agencyIds: [oneAgency, otherAgency] });
      expect(await fresh(role.id)).toMatchObject({ agencyIds: [oneAgency, otherAgency], unitIds: [unitId] });
      await refused(() => update(wider, { agencyIds: [otherAgency] }), 'BAD_USER_INPUT', 'unitIds');
      await update(wider, { unitIds: null });
      expect(await fresh(role.id)).toMatchObject({ unitIds: null });
    });

    it('is that of its maker where he works for some agencies alone', async () => {
      expect(await create({}, adminOfOne)).toMatchObject({ agencyIds: [oneAgency], unitIds: null });
      await refused(() => create({ agencyIds: [otherAgency] }, adminOfOne), 'BAD_USER_INPUT', 'agencyIds');
      await refused(() => create({ agencyIds: [oneAgency, otherAgency] }, adminOfOne), 'BAD_USER_INPUT', 'agencyIds');
    });

    it('keeps a role from who doesn’t work wherever it holds: neither changed, nor taken away', async () => {
      const everywhere = await create();
      const both = await create({ agencyIds: [oneAgency, otherAgency] });
      for (const role of [everywhere, both, await builtIn('RECRUITER')]) {
        await refused(() => update(role, { changes: take(SEE) }, adminOfOne), 'FORBIDDEN');
        await refused(() => as(adminOfOne, (work) => deleteRole(work, role.id)), 'FORBIDDEN');
        const standing = await as(adminOfOne, (work) => roleStandings(work, book, [role.id]));
        expect(standing.get(role.id)).toMatchObject({ change: false, copy: true, delete: false });
      }
      const own = await create({}, adminOfOne);
      const changed = await update(own, { changes: give(SEE) }, adminOfOne);
      await update(changed, { agencyIds: null, name: `Verder ${newId()}` }, adminOfOne);
      expect(await fresh(own.id)).toMatchObject({ agencyIds: [oneAgency] });
    });

    it('hides a role that holds elsewhere alone: not listed, not found, not changed, its name not taken', async () => {
      const elsewhere = await create({ name: 'Alleen elders', agencyIds: [otherAgency] });
      await as(adminOfOne, async (work) => {
        expect((await managedRoles(work)).map(({ id }) => id)).not.toContain(elsewhere.id);
        expect(await loadRole(work, elsewhere.id)).toBeNull();
      });
      await refused(() => update(elsewhere, { changes: give(SEE) }, adminOfOne), 'NOT_FOUND');
      await refused(() => create({ copyOfId: elsewhere.id }, adminOfOne), 'NOT_FOUND');
      await refused(() => as(adminOfOne, (work) => deleteRole(work, elsewhere.id)), 'NOT_FOUND');
      expect(await create({ name: 'Alleen elders' }, adminOfOne)).toMatchObject({ agencyIds: [oneAgency] });
      await as(admin, async (work) => expect(await loadRole(work, elsewhere.id)).toMatchObject({ id: elsewhere.id }));
    });

    it('holds whoever is held to units: he makes roles for them alone', async () => {
      const role = await create({ copyOfId: BUILT_IN_ROLE_IDS.RECRUITER, agencyIds: [oneAgency], unitIds: [unitId] });
      await update(role, { changes: give('role:manage') });
      const manager = await signIn({ roleId: role.id, agencyIds: [oneAgency] });
      expect(manager.unitIds).toEqual([unitId]);
      expect(await create({}, manager)).toMatchObject({ agencyIds: [oneAgency], unitIds: [unitId] });
      const ofAgency = await create({ agencyIds: [oneAgency] });
      await refused(() => update(ofAgency, { changes: take(SEE) }, manager), 'FORBIDDEN');
      await as(manager, (work) =>
        expect(roleToGrant(work.em, manager, book, BUILT_IN_ROLE_IDS.RECRUITER)).rejects.toMatchObject({
          code: 'FORBIDDEN',
        }),
      );
    });

    it('shows a role by its id to who has it, and to nobody else who doesn’t manage roles', async () => {
      const recruiter = await signIn({ roleId: BUILT_IN_ROLE_IDS.RECRUITER, agencyIds: [oneAgency] });
      await as(recruiter, async (work) => {
        expect(await loadRole(work, BUILT_IN_ROLE_IDS.RECRUITER)).not.toBeNull();
        expect(await loadRole(work, BUILT_IN_ROLE_IDS.ADMIN)).toBeNull();
      });
    });
  });

  describe('taking one away', () => {
    it('is done while nobody has it, and its name is free again', async () => {
      const role = await create({ name: 'Tijdelijk' });
      await as(admin, (work) => deleteRole(work, role.id));
      expect(await lastEntry()).toMatchObject({ action: 'role.deleted', subject_id: role.id });
      expect(await product.orm.em.fork().count(RoleChangeSchema, { roleId: role.id })).toBe(0);
      await create({ name: 'Tijdelijk' });
    });

    it('is refused while somebody has it, and always for a built-in one', async () => {
      const role = await create();
      await signIn({ roleId: role.id, agencyIds: [oneAgency] });
      await refused(() => as(admin, (work) => deleteRole(work, role.id)), 'CONFLICT', 'id');
      const standings = await as(admin, (work) => roleStandings(work, book, [role.id, BUILT_IN_ROLE_IDS.READ_ONLY]));
      expect([...standings.values()].map((one) => one.delete)).toEqual([false, false]);
      await refused(() => as(admin, (work) => deleteRole(work, BUILT_IN_ROLE_IDS.READ_ONLY)), 'FORBIDDEN');
      await refused(() => as(admin, (work) => deleteRole(work, newId())), 'NOT_FOUND');
    });
  });
});
