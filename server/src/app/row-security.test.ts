import type { EntityMetadata } from '@mikro-orm/core';
import { execute, getNamedType, isRequiredArgument, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { insertAnyRow } from '../../test-kit/any-row.ts';
import { createEmptyDatabase } from '../../test-kit/databases.ts';
import { startTestProduct, type TestProduct } from '../../test-kit/index.ts';
import { builtInRights } from '../modules/permissions/index.ts';
import { RoleBook } from '../modules/roles/index.ts';
import { toGlobalId } from '../platform/graphql/index.ts';
import {
  connect,
  inRowScope,
  inTransaction,
  rows,
  SCOPED_ROLES,
  sql,
  type RowScope,
  type Sql,
} from '../platform/database/index.ts';
import { StartupError } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { catalogue, entities, modules } from './modules.ts';
import { createRequestContext, type ContextParts } from './request-context.ts';
import { NOT_HELD, rowPolicy, secureRows, tablesOf } from './row-security.ts';
import { publishedSchema } from './schema.ts';

type Key = Readonly<Record<string, string>>;

/** A person of a unit of an agency, with a row in every table that may hold one. */
interface World {
  agency: string;
  unit: string;
  keys: Map<string, Key>;
}

const WHOSE = ['agency_id', 'candidate_id', 'organisation_unit_id', 'agency_ids'];

describe('row-level security (S3)', () => {
  let product: TestProduct;
  let ours: World;
  /** Of the same agency, in another unit. */
  let otherUnit: World;
  let theirs: World;
  let tables: EntityMetadata[];
  let held: EntityMetadata[];

  beforeAll(async () => {
    product = await startTestProduct();
    const shapes = tablesOf(product.orm);
    tables = [...product.orm.getMetadata().getAll().values()] as EntityMetadata[];
    const policies = new Map(shapes.map((shape) => [shape.tableName, rowPolicy(shape, shapes, 'unit')]));
    held = tables.filter(({ tableName }) => policies.get(tableName) !== undefined);
    const agency = newId();
    ours = await makeWorld(agency);
    otherUnit = await makeWorld(agency, ours);
    theirs = await makeWorld(newId());
  });
  afterAll(() => product.stop());

  async function makeWorld(agency: string, sibling?: World): Promise<World> {
    const { em } = product.workAs();
    const unit = newId();
    const owners = new Map<string, string>();
    const keys = new Map<string, Key>();
    if (sibling) owners.set('agency', agency);
    else
      await rows(
        em,
        sql`insert into agency (id, name, contact_email) values (${agency}, ${agency}, 'help@bureau.example')`,
      );
    owners.set('agency', agency);
    keys.set('agency', { id: agency });
    await rows(em, sql`insert into organisation_unit (id, agency_id, name) values (${unit}, ${agency}, ${unit})`);
    owners.set('organisation_unit', unit);
    keys.set('organisation_unit', { id: unit });
    let waiting = tables.filter(({ tableName }) => !owners.has(tableName));
    while (waiting.length > 0) {
      // The person first: what hangs on him may also be without anybody.
      const ready = waiting.filter(
        ({ tableName, props }) =>
          (tableName === 'candidate' || owners.has('candidate')) &&
          props.every(
            ({ targetMeta, nullable }) => !targetMeta || nullable === true || owners.has(targetMeta.tableName),
          ),
      );
      expect(ready, waiting.map(({ tableName }) => tableName).join()).not.toEqual([]);
      for (const meta of ready) {
        const key = await insertAnyRow(em, meta, owners, { agency_ids: [agency], unit_ids: [unit] });
        if (key) keys.set(meta.tableName, key);
        // Where there may be but one, it is the one that is there.
        const [id] = Object.values(key ?? sibling?.keys.get(meta.tableName) ?? {});
        if (id !== undefined) owners.set(meta.tableName, id);
      }
      waiting = waiting.filter((meta) => !ready.includes(meta));
    }
    return { agency, unit, keys };
  }

  /** The product itself may see everything: only the database stands in the way of a request of its. */
  const asSystem = () => {
    // As much of a request as lists look at.
    const parts: Partial<ContextParts> = {
      work: product.workAs(),
      actor: { kind: 'system', name: 'test' },
      roles: new RoleBook(catalogue),
      session: { token: undefined, start: () => undefined, end: () => undefined },
    };
    const context = createRequestContext(parts as ContextParts);
    context.rights = builtInRights(catalogue, 'ADMIN');
    return context;
  };
  const agencyScope = (): RowScope => ({ agencyIds: [ours.agency], unitIds: undefined });
  const unitScope = (): RowScope => ({ agencyIds: [ours.agency], unitIds: [ours.unit] });
  const heldTo = <Result>(scope: RowScope, work: () => Result) => inRowScope(() => scope, work);
  const ask = <Row>(query: Sql<Row>) => rows(product.workAs().em, query);
  const isKey = (key: Key): Sql =>
    sql.join(
      Object.entries(key).map(([column, value]) => sql`${sql.ref(column)}::text = ${value}`),
      sql` and `,
    );
  const all = (meta: EntityMetadata) => sql<Key>`select * from ${sql.table(meta.tableName)}`;
  /** PostgreSQL writes a time in its own way, and bytes come as such. */
  const isSame = (found: unknown, value: string) =>
    Buffer.isBuffer(found)
      ? `\\x${found.toString('hex')}` === value
      : String(found) === value || Date.parse(String(found)) === Date.parse(value);
  const has = (found: readonly Key[], key: Key | undefined) =>
    key !== undefined &&
    found.some((row) => Object.entries(key).every(([column, value]) => isSame(row[column], value)));
  const hasColumn = (meta: EntityMetadata, name: string) => meta.props.some(({ fieldNames }) => fieldNames[0] === name);
  /** What a row belongs to a person by, himself included. */
  const personal = (meta: EntityMetadata) => meta.tableName === 'candidate' || hasColumn(meta, 'candidate_id');
  const ofUnits = (meta: EntityMetadata) => personal(meta) || hasColumn(meta, 'unit_ids');

  describe('holds every table', () => {
    it('that has a column for agency, person or unit, or says why not', () => {
      const open = tables
        .filter((meta) => !held.includes(meta) && !NOT_HELD.has(meta.tableName))
        .map(({ tableName }) => tableName);
      expect(open, 'these need a line in NOT_HELD, or a column that says whose their rows are').toEqual([]);
      const whose = tables.filter(({ props }) => props.some(({ fieldNames }) => WHOSE.includes(fieldNames[0]!)));
      expect(whose.filter((meta) => !held.includes(meta)).map(({ tableName }) => tableName)).toEqual(['audit_entry']);
    });

    it('in the database too, and no table of others is open to employees', async () => {
      const stands = await ask<{ name: string; secured: boolean; policies: number }>(
        sql`select c.relname as name, c.relrowsecurity as secured, (select count(*)::int from pg_policy p where p.polrelid = c.oid) as policies
            from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and has_table_privilege(${SCOPED_ROLES.unit}, c.oid, 'select')`,
      );
      expect(stands.map(({ name }) => name).toSorted()).toEqual(tables.map(({ tableName }) => tableName).toSorted());
      const bare = stands.filter(({ secured, policies }) => !secured || policies !== 2).map(({ name }) => name);
      expect(bare.filter((name) => !NOT_HELD.has(name))).toEqual([]);
    });
  });

  it.each(['select', 'update', 'delete'] as const)(
    'lets nobody %s a row of another agency or unit, whatever he asks',
    async (deed) => {
      const touched: string[] = [];
      for (const meta of held) {
        const { tableName } = meta;
        const [key] = meta.getPrimaryProps().map(({ fieldNames }) => sql.ref(fieldNames[0]!));
        const statement = {
          select: all(meta),
          update: sql<Key>`update ${sql.table(tableName)} set ${key!} = ${key!} returning *`,
          delete: undefined,
        }[deed];
        for (const [name, scope, hidden] of [
          ['agency', agencyScope(), [theirs]],
          ['unit', unitScope(), ofUnits(meta) ? [theirs, otherUnit] : [theirs]],
        ] as const) {
          for (const world of hidden) {
            const foreign = world.keys.get(tableName);
            if (!foreign) continue;
            const found = await heldTo(scope, () =>
              statement
                ? ask(statement)
                : ask(sql<Key>`delete from ${sql.table(tableName)} where ${isKey(foreign)} returning *`),
            );
            if (has(found, foreign)) touched.push(`${tableName} held to ${name}`);
            if (statement && !has(found, ours.keys.get(tableName)))
              touched.push(`${tableName}: own row missing, held to ${name}`);
          }
        }
      }
      expect(touched).toEqual([]);
      for (const meta of held)
        expect(has(await ask(all(meta)), theirs.keys.get(meta.tableName)), meta.tableName).toBe(true);
    },
  );

  it('lets nobody put a row into another agency, or move one there', async () => {
    const done: string[] = [];
    for (const meta of held) {
      const foreign = theirs.keys.get(meta.tableName)!;
      const table = sql.table(meta.tableName);
      const attempts: [string, Sql][] = [
        [
          'inserted',
          sql`insert into ${table} select * from jsonb_populate_record(null::${table}, ${JSON.stringify((await ask(sql<Key>`select * from ${table} where ${isKey(foreign)}`))[0])}::jsonb)`,
        ],
      ];
      for (const { fieldNames, primary } of meta.props) {
        const [column] = fieldNames;
        if (primary || !WHOSE.includes(column!)) continue;
        // A proof outlives its person, so it is held by where he belonged.
        if (meta.tableName === 'erasure_receipt' && column === 'candidate_id') continue;
        const others: Readonly<Record<string, unknown>> = {
          agency_id: theirs.agency,
          agency_ids: [theirs.agency],
          candidate_id: theirs.keys.get('candidate')!['id'],
          organisation_unit_id: theirs.unit,
        };
        attempts.push([
          `moved by ${column!}`,
          sql`update ${table} set ${sql.ref(column!)} = ${others[column!]} where ${isKey(ours.keys.get(meta.tableName)!)}`,
        ]);
      }
      for (const [what, attempt] of attempts) {
        const refused = await heldTo(unitScope(), () => ask(attempt)).then(
          () => undefined,
          (error: unknown) => (error as { code?: string }).code,
        );
        if (refused !== '42501') done.push(`${meta.tableName} ${what}: ${String(refused)}`);
      }
    }
    expect(done).toEqual([]);
  });

  it('holds the product’s own resolvers with their checks and their rules switched off', async () => {
    const schema = publishedSchema();
    const lists = Object.values(schema.getQueryType()!.getFields()).filter(
      ({ type, args }) => getNamedType(type).name.endsWith('Connection') && !args.some(isRequiredArgument),
    );
    expect(lists.map(({ name }) => name)).toContain('candidates');
    const document = parse(`{ ${lists.map(({ name }) => `${name} { totalCount nodes { id } }`).join(' ')} }`);
    const everything = async () => {
      const answer = await execute({ schema, document, contextValue: asSystem() });
      expect(answer.errors).toBeUndefined();
      return JSON.stringify(answer.data);
    };
    const idsOf = (world: World) =>
      held.filter(personal).flatMap(({ className, tableName }) => {
        const id = world.keys.get(tableName)?.['id'];
        return typeof id === 'string' ? [toGlobalId(className, id)] : [];
      });
    const shown = async (world: World) => {
      const text = await everything();
      return idsOf(world).filter((id) => text.includes(`"${id}"`)).length;
    };
    expect(await shown(theirs)).toBeGreaterThan(1);
    await heldTo(agencyScope(), async () => {
      expect(await shown(ours)).toBeGreaterThan(1);
      expect(await shown(theirs)).toBe(0);
      expect(await everything()).toContain('"candidates":{"totalCount":2,');
    });
    await heldTo(unitScope(), async () => {
      expect(await shown(otherUnit)).toBe(0);
      expect(await everything()).toContain('"candidates":{"totalCount":1,');
    });
  });

  it('finds nothing of another agency by its id, with the checks switched off', async () => {
    const { work } = asSystem();
    const loaders = modules.flatMap(({ nodes }) => Object.entries(nodes ?? {}));
    const found: string[] = [];
    for (const [type, load] of loaders) {
      const meta = held.find(({ className }) => className === type);
      if (!meta) continue;
      const [id] = Object.values(theirs.keys.get(meta.tableName)!).map(String);
      if (await heldTo(agencyScope(), () => load({ ...work, em: work.em.fork() }, id!))) found.push(type);
    }
    expect(found).toEqual([]);
  });

  it('shows nobody anything who works for no agency', async () => {
    const nowhere: RowScope = { agencyIds: [], unitIds: undefined };
    for (const meta of held) {
      const found = await heldTo(nowhere, () => ask(all(meta)));
      // The roles that every installation has name no agency.
      expect(
        found.filter((row) => (row as Record<string, unknown>)['built_in'] == null),
        meta.tableName,
      ).toEqual([]);
    }
  });

  it('leaves jobs and commands the whole of it', async () => {
    for (const meta of held) {
      const found = await ask(all(meta));
      for (const world of [ours, theirs]) expect(has(found, world.keys.get(meta.tableName)), meta.tableName).toBe(true);
    }
  });
});

describe('connections of one pool (S3)', () => {
  let product: TestProduct;
  const scopes = Array.from({ length: 4 }, (_, index): RowScope => ({
    agencyIds: [newId()],
    unitIds: index % 2 === 0 ? undefined : [newId()],
  }));
  beforeAll(async () => {
    product = await startTestProduct();
  });
  afterAll(() => product.stop());

  const STANDS = sql<{ role: string; agencies: string; units: string }>`select current_user as role,
    coalesce(current_setting('wisbaar.agencies', true), '') as agencies, coalesce(current_setting('wisbaar.units', true), '') as units`;
  const expected = (scope: RowScope | undefined, owner: string) =>
    scope
      ? {
          role: scope.unitIds ? SCOPED_ROLES.unit : SCOPED_ROLES.agency,
          agencies: `{${scope.agencyIds.join()}}`,
          units: scope.unitIds ? `{${scope.unitIds.join()}}` : '',
        }
      : { role: owner, agencies: '', units: '' };

  it('stand as whoever takes them, also side by side and after errors, transactions and lost connections', async () => {
    const { em } = product.workAs();
    const owner = (await rows(em, STANDS))[0]!.role;
    const boom = new Error('boom');
    const ways: ((scope: RowScope | undefined) => Promise<void>)[] = [
      async (scope) => expect(await rows(em.fork(), STANDS)).toEqual([expected(scope, owner)]),
      async (scope) => {
        const failing = inTransaction(em, async (inside) => {
          expect(await rows(inside, STANDS)).toEqual([expected(scope, owner)]);
          throw boom;
        });
        await expect(failing).rejects.toBe(boom);
      },
      async () => {
        await expect(rows(em.fork(), sql`select 1 / 0`)).rejects.toThrow();
      },
      async (scope) => {
        await inTransaction(em, async (inside) => {
          await expect(rows(inside, sql`select nothing`)).rejects.toThrow();
        }).catch(() => undefined);
        expect(await rows(em.fork(), STANDS)).toEqual([expected(scope, owner)]);
      },
      // Lost while it is held.
      async () => {
        await expect(rows(em.fork(), sql`select pg_terminate_backend(pg_backend_pid())`)).rejects.toThrow();
      },
    ];
    const tasks = Array.from({ length: 300 }, (_, index) => {
      const scope = [undefined, ...scopes][index % (scopes.length + 1)];
      const way = ways[(index * 7) % ways.length]!;
      return inRowScope(
        () => scope,
        () => way(scope),
      );
    });
    await Promise.all(tasks);
    expect(await rows(em.fork(), STANDS)).toEqual([expected(undefined, owner)]);
  });

  it('are never lost to the pool when a scope can’t be put onto them', async () => {
    const orm = await connect({ url: product.url, entities, poolSize: 1 });
    try {
      const broken: RowScope = { agencyIds: ['\u0000'], unitIds: undefined };
      for (let attempt = 0; attempt < 3; attempt += 1)
        await expect(
          inRowScope(
            () => broken,
            () => rows(orm.em.fork(), STANDS),
          ),
        ).rejects.toThrow();
      expect(await rows(orm.em.fork(), STANDS)).toMatchObject([{ agencies: '', units: '' }]);
    } finally {
      await orm.close();
    }
  });

  it('follow whoever becomes another within a request', async () => {
    const { em } = product.workAs();
    let now = scopes[0];
    await inRowScope(
      () => now,
      async () => {
        expect(await rows(em.fork(), STANDS)).toMatchObject([{ agencies: `{${scopes[0]!.agencyIds.join()}}` }]);
        now = scopes[1];
        expect(await rows(em.fork(), STANDS)).toMatchObject([{ agencies: `{${scopes[1]!.agencyIds.join()}}` }]);
      },
    );
  });
});

describe('bringing tables up to date', () => {
  const policies = sql<{
    oid: string;
    text: string;
  }>`select oid::text as oid, obj_description(oid, 'pg_policy') as text from pg_policy order by 1`;

  it('leaves alone what stands right, and mends what doesn’t', async () => {
    const product = await startTestProduct();
    const before = await rows(product.orm.em.fork(), policies);
    expect(before.length).toBeGreaterThan(10);
    await secureRows(product.orm);
    expect(await rows(product.orm.em.fork(), policies)).toEqual(before);
    await rows(product.orm.em.fork(), sql`comment on policy rows_of_agency on candidate is 'true'`);
    await rows(product.orm.em.fork(), sql`alter table consent disable row level security`);
    await rows(product.orm.em.fork(), sql`revoke select on vacancy from ${sql.ref(SCOPED_ROLES.unit)}`);
    await secureRows(product.orm);
    const after = await rows(product.orm.em.fork(), policies);
    expect(after.map(({ text }) => text).toSorted()).toEqual(before.map(({ text }) => text).toSorted());
    const [stands] = await rows<{ secured: boolean; reads: boolean }>(
      product.orm.em.fork(),
      sql`select relrowsecurity as secured, has_table_privilege(${SCOPED_ROLES.unit}, 'vacancy', 'select') as reads from pg_class where relname = 'consent'`,
    );
    expect(stands).toEqual({ secured: true, reads: true });
    await product.stop();
  });

  /** A database that belongs to a user who is no superuser. */
  async function databaseOf(attributes: string): Promise<{ url: string; user: string }> {
    const url = new URL(await createEmptyDatabase(inject('serverUrl')));
    const user = `owner_${newId().replaceAll('-', '')}`;
    const superuser = await connect({ url: url.href, entities });
    await superuser.em.execute(`create role ${user} login password 'geheim' ${attributes}`);
    await superuser.em.execute(`alter database ${url.pathname.slice(1)} owner to ${user}`);
    await superuser.close();
    return { url: Object.assign(url, { username: user, password: 'geheim' }).href, user };
  }

  it('works as a user who owns the database, may make roles and is no superuser', async () => {
    const { url, user } = await databaseOf('createrole');
    // Another installation on this server has made the role: whoever runs it gives it to this one.
    const superuser = await connect({ url: inject('serverUrl'), entities });
    await superuser.em.execute(`grant ${Object.values(SCOPED_ROLES).join(', ')} to ${user}`);
    await superuser.close();
    const orm = await connect({ url, entities });
    try {
      await orm.migrator.up();
      await secureRows(orm);
      const agency = newId();
      await rows(
        orm.em.fork(),
        sql`insert into agency (id, name, contact_email) values (${agency}, 'Bureau', 'help@bureau.example')`,
      );
      const agencies = () => rows(orm.em.fork(), sql`select id from agency`);
      expect(await agencies()).toEqual([{ id: agency }]);
      expect(await inRowScope(() => ({ agencyIds: [agency], unitIds: undefined }), agencies)).toEqual([{ id: agency }]);
      expect(await inRowScope(() => ({ agencyIds: [newId()], unitIds: undefined }), agencies)).toEqual([]);
    } finally {
      await orm.close();
    }
  });

  it('says in one sentence what an administrator must do where that user may make no roles', async () => {
    const { url } = await databaseOf('nocreaterole');
    const orm = await connect({ url, entities });
    try {
      await orm.migrator.up();
      const refused = await secureRows(orm).catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(StartupError);
      expect((refused as Error).message).toMatch(new RegExp(`grant ${SCOPED_ROLES.unit} to <that user>`));
    } finally {
      await orm.close();
    }
  });
});
