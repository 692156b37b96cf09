import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { copyDatabase, createEmptyDatabase } from '../../test-kit/databases.ts';
import { makeAgency } from '../../test-kit/agency.ts';
import { plantCanary, placesHolding } from '../../test-kit/canary.ts';
import { startTestProduct, type TestProduct } from '../../test-kit/index.ts';
import { entities } from './modules.ts';
import { connect, rows, sql, type EntityManager, type Orm } from '../platform/database/index.ts';
import { hashPassword } from '../platform/passwords.ts';
import { openFileStore } from '../platform/storage/file-store.ts';
import { seedDemo } from '../modules/demo/index.ts';
import type { Work } from '../modules/permissions/index.ts';
import { countSelected, RULE_KINDS, soundParameters, type Rule } from '../modules/selection-rules/index.ts';
import {
  COPIED_SETTINGS,
  copyToAcceptance,
  environmentOf,
  LEFT_OUT,
  mustBecomeAcceptance,
} from '../modules/acceptance/index.ts';

describe('an acceptance copy (B12, C13)', () => {
  let product: TestProduct;
  let target: string;
  let copy: Orm;
  let planted: Awaited<ReturnType<typeof plantCanary>>;
  let staffSecret: string;
  const progress: string[] = [];

  beforeAll(async () => {
    product = await startTestProduct();
    const dataDir = `/tmp/wisbaar-acceptance-${randomBytes(4).toString('hex')}`;
    await seedDemo(product.workAs(), openFileStore({ dataDir, storageUrl: undefined }), {
      candidates: 300,
      hashPassword,
    });
    planted = await plant(product.workAs());
    staffSecret = `canary${randomBytes(9).toString('hex')}`;
    await rows(
      product.orm.em.fork(),
      sql`update staff_user set name = ${staffSecret}, email = ${`${staffSecret}@example.com`} where id = (select id from staff_user limit 1)`,
    );
    target = await copyDatabase(inject('serverUrl'), inject('templateName'));
    await copyToAcceptance(product.workAs({ kind: 'system', name: 'copy-to-acceptance' }), product.orm, {
      sourceUrl: product.url,
      targetUrl: target,
      admin: { email: 'beheer@acceptatie.example', passwordHash: await hashPassword('een lang genoeg geheim') },
      onProgress: ({ table }) => progress.push(table),
    });
    copy = await connect({ url: target, entities });
  });
  afterAll(async () => {
    await copy.close();
    await product.stop();
  });

  /** A file of somebody with a token in each of its columns, beside the demo's. */
  async function plant(work: Work) {
    const [someone] = await rows<{ id: string }>(
      work.em,
      sql`select c.id from candidate c where not exists (select from employee e where e.candidate_id = c.id)
          and not exists (select from erasure_plan p where p.candidate_id = c.id) limit 1`,
    );
    return plantCanary(work, someone!.id);
  }
  const copied = () => copy.em.fork();
  const tablesOf = async (em: EntityManager) =>
    (
      await rows<{ name: string }>(
        em,
        sql`select tablename as name from pg_tables where schemaname = 'public' and tablename <> 'mikro_orm_migrations' and tablename not like 'agenda%' order by 1`,
      )
    ).map((one) => one.name);
  const count = async (em: EntityManager, table: string) =>
    Number((await rows<{ n: string }>(em, sql`select count(*) as n from ${sql.table(table)}`))[0]!.n);

  it('has as many rows in every table that it has', async () => {
    for (const table of await tablesOf(copied())) {
      if (LEFT_OUT.has(table)) continue;
      // Whoever signs in there first.
      const more = table === 'staff_user' ? 1 : table === 'staff_agency' ? await count(copied(), 'agency') : 0;
      expect(await count(copied(), table), table).toBe((await count(product.orm.em.fork(), table)) + more);
    }
    expect(await count(copied(), 'candidate')).toBe(300);
    expect(progress).toEqual(expect.arrayContaining(['agency', 'candidate', 'application', 'payslip']));
  });

  it('decides for every table without candidates whether it goes along', () => {
    const undecided = product.workAs().catalogue.declarations.flatMap((one) => {
      const { tableName } = product.orm.getMetadata().get(one.schema);
      return one.person !== null || COPIED_SETTINGS.has(tableName) !== LEFT_OUT.has(tableName) ? [] : [tableName];
    });
    expect(undecided).toEqual([]);
  });

  it('leaves secrets, letters and the audit trail where they are', async () => {
    for (const table of LEFT_OUT.keys())
      expect(await count(copied(), table), table).toBe(table === 'installation' ? 1 : 0);
    const [secrets] = await rows<Record<string, number>>(
      copied(),
      sql`select count(bsn_cipher)::int as bsn, count(bsn_hash)::int as bsn_hash, count(import_key)::int as import_key,
            (select count(password_hash)::int from staff_user) as passwords from candidate`,
    );
    // The password of whoever signs in there first was given for it.
    expect(secrets).toEqual({ bsn: 0, bsn_hash: 0, import_key: 0, passwords: 1 });
  });

  it('holds nothing that was planted in any personal column of production', async () => {
    const same = product
      .workAs()
      .catalogue.personal()
      .flatMap(({ schema, columns }) => {
        const meta = product.orm.getMetadata().get(schema);
        return Object.entries(columns).flatMap(([property, line]) =>
          line.is === 'MANAGEMENT' || line.onAcceptance === 'SAME'
            ? [
                `${meta.tableName}.${(meta.properties as Record<string, { fieldNames: string[] }>)[property]!.fieldNames[0]!}`,
              ]
            : [],
        );
      });
    const tokens = [...planted.tokens].filter(([place]) => !same.includes(place));
    expect(tokens.length).toBeGreaterThan(70);
    const work = { ...product.workAs(), em: copied() };
    const values = [...tokens.map(([, token]) => token), staffSecret];
    expect((await placesHolding(product.workAs(), values)).length).toBeGreaterThan(70);
    expect(await placesHolding(work, values)).toEqual([]);
    const odd = planted.oddities.filter(({ table, column }) => !same.includes(`${table}.${column}`));
    expect(odd.length).toBeGreaterThan(10);
    for (const { table, column, value } of odd)
      expect(
        await rows(copied(), sql`select 1 from ${sql.table(table)} where ${sql.ref(column)}::text = ${String(value)}`),
        `${table}.${column}`,
      ).toEqual([]);
  });

  it('has no id of anybody, and another one in each copy', async () => {
    const ids = async (em: EntityManager) =>
      new Set((await rows<{ id: string }>(em, sql`select id from candidate union all select id from application union all select id from staff_user`)).map(({ id }) => id)); // prettier-ignore
    const [here, there] = [await ids(product.orm.em.fork()), await ids(copied())];
    expect([...there].filter((id) => here.has(id))).toEqual([]);
    const other = await copyDatabase(inject('serverUrl'), inject('templateName'));
    await copyToAcceptance(product.workAs(), product.orm, { sourceUrl: product.url, targetUrl: other, onProgress: () => undefined }); // prettier-ignore
    const orm = await connect({ url: other, entities });
    expect([...(await ids(orm.em.fork()))].filter((id) => there.has(id))).toEqual([]);
    const names = (em: EntityManager) => rows<{ n: string }>(em, sql`select string_agg(last_name, ',' order by registered_on, last_name) as n from candidate`); // prettier-ignore
    expect(await names(orm.em.fork())).not.toEqual(await names(copied()));
    await orm.close();
  });

  it('leaves empty what is empty, and keeps unique what is unique', async () => {
    const filled = (em: EntityManager) =>
      rows(em, sql`select count(last_name) as a, count(name_prefix) as b, count(email_private) as c, count(phone_private) as d, count(memo) as e, count(birth_date) as f from candidate`); // prettier-ignore
    expect(await filled(copied())).toEqual(await filled(product.orm.em.fork()));
    const [mails] = await rows(copied(), sql`select count(email_private) = count(distinct email_private) as apart from candidate where email_private <> 'xxx'`); // prettier-ignore
    expect(mails).toEqual({ apart: true });
    const [erased] = await rows(
      product.orm.em.fork(),
      sql`select count(*) as n from candidate where last_name = 'xxx' or anonymised`,
    );
    expect(
      await rows(copied(), sql`select count(*) as n from candidate where last_name = 'xxx' or anonymised`),
    ).toEqual([erased]);
  });

  it('lets every rule select as many people as on production, on any day (C14)', async () => {
    const agencies = await rows<{ id: string }>(product.orm.em.fork(), sql`select id from agency`);
    const [pool] = await rows<{ id: string }>(product.orm.em.fork(), sql`select id from talent_pool limit 1`);
    const [unit] = await rows<{ id: string }>(product.orm.em.fork(), sql`select id from organisation_unit limit 1`);
    const sources = { Website: 0 };
    let selected = 0;
    for (const kind of RULE_KINDS) {
      for (const polarity of kind.polarities) {
        const given = Object.fromEntries(
          Object.entries(kind.parameters).flatMap(([name, line]) => {
            if (line.is === 'choice') return [[name, line.choices[0]]];
            if (line.is === 'text') return [[name, Object.keys(sources)[0]]];
            if (line.is === 'row') return [[name, (line.table === 'talent_pool' ? pool : unit)?.id ?? agencies[0]!.id]];
            return [];
          }),
        );
        const rule: Rule = { kind: kind.kind, polarity, parameters: soundParameters(kind, given, '') };
        for (const on of ['2026-06-01', '2027-03-01']) {
          const ids = agencies.map(({ id }) => id);
          const here = await countSelected(product.orm.em.fork(), [rule], ids, on);
          const there = await countSelected(copied(), [rule], ids, on);
          expect(there, `${kind.kind} ${polarity} ${on}`).toEqual(here);
          selected += here.total;
        }
      }
    }
    expect(selected).toBeGreaterThan(1_000);
  });

  it('says that it is one, and production that it is made', async () => {
    expect(await environmentOf(copied())).toBe('ACCEPTANCE');
    expect(await environmentOf(product.orm.em.fork())).toBe('PRODUCTION');
    const [entry] = await rows(
      product.orm.em.fork(),
      sql`select actor_id, facts from audit_entry where action = 'acceptance.copied' order by seq limit 1`,
    );
    expect(entry).toEqual({ actor_id: 'copy-to-acceptance', facts: { candidates: 300 } });
  });

  it('goes into no database but an empty one or another copy', async () => {
    const refused = (to: string, again = false) => expect(mustBecomeAcceptance(product.url, to, again)).rejects;
    await refused(product.url, true).toThrow('production itself');
    const alias = product.url.replace('localhost', '127.0.0.1').replace('?', '');
    await refused(`${alias}?application_name=other`, true).toThrow('production itself');
    await refused(target).toThrow('add --again');
    await mustBecomeAcceptance(product.url, target, true);
    const other = await startTestProduct();
    await makeAgency(other);
    await refused(other.url, true).toThrow('no acceptance copy');
    await other.stop();
    const strange = await createEmptyDatabase(inject('serverUrl'));
    await mustBecomeAcceptance(product.url, strange, false);
    const client = new pg.Client({ connectionString: strange });
    await client.connect();
    await client.query('create table invoices (id int)');
    await client.end();
    await refused(strange, true).toThrow('something else');
    await refused(product.url.replace(/\/[^/]*$/, '/nowhere')).toThrow('doesn’t answer');
  });

  it('is made anew from what production has by then', async () => {
    await copyToAcceptance(product.workAs(), product.orm, { sourceUrl: product.url, targetUrl: target, onProgress: () => undefined }); // prettier-ignore
    expect(await count(copied(), 'candidate')).toBe(300);
    expect(await environmentOf(copied())).toBe('ACCEPTANCE');
  });
});
