import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { makeAgency, makePerson } from '../../test-kit/agency.ts';
import { copyDatabase } from '../../test-kit/databases.ts';
import { startTestProduct, type TestProduct } from '../../test-kit/index.ts';
import { entities } from './modules.ts';
import { makeBackUp, restoreBackUp, type BackUp } from '../platform/database/back-up.ts';
import { connect, rows, sql, type EntityManager } from '../platform/database/index.ts';

describe('a back-up (C15)', () => {
  let product: TestProduct;
  let parent: string;
  let backUp: BackUp;

  beforeAll(async () => {
    product = await startTestProduct();
    parent = await mkdtemp(join(tmpdir(), 'wisbaar-back-up-'));
    const agency = await makeAgency(product);
    for (const lastName of ['De Vries', 'Tab\there', 'Line\nbreak', 'Back\\slash', '\\N'])
      await makePerson(product, agency.id, { registeredOn: '2026-05-01', lastName, consent: true });
    backUp = await makeBackUp(product.url, parent, product.clock.now(), 5);
  });
  afterAll(() => product.stop());

  const empty = () => copyDatabase(inject('serverUrl'), inject('templateName'));
  /** Every row of every table, as text. */
  async function contents(em: EntityManager): Promise<Record<string, string[]>> {
    const tables = await rows<{ name: string }>(
      em,
      sql`select tablename as name from pg_tables where schemaname = 'public' and tablename <> 'mikro_orm_migrations' order by 1`,
    );
    const all: Record<string, string[]> = {};
    for (const { name } of tables) {
      const found = await rows<{ row: string }>(em, sql`select t::text as row from ${sql.table(name)} t order by 1`);
      all[name] = found.map((one) => one.row);
    }
    return all;
  }

  it('gives every row of every table back into an empty database, whatever is in it', async () => {
    const url = await empty();
    expect(await restoreBackUp(url, backUp.dir)).toMatchObject({ tables: backUp.tables, rows: backUp.rows });
    const restored = await connect({ url, entities });
    expect(await contents(restored.em.fork())).toEqual(await contents(product.orm.em.fork()));
    await restored.close();
  });

  it('is readable by its owner alone', async () => {
    for (const name of await readdir(backUp.dir))
      expect((await stat(join(backUp.dir, name))).mode & 0o077, name).toBe(0);
  });

  it('is refused where something stands already, and changes nothing there', async () => {
    const before = await contents(product.orm.em.fork());
    await expect(restoreBackUp(product.url, backUp.dir)).rejects.toThrow('restore into an empty one');
    expect(await contents(product.orm.em.fork())).toEqual(before);
  });

  it('is refused when a file was changed, and leaves the database as it was', async () => {
    const other = await makeBackUp(product.url, parent, new Date('2026-06-02T10:00:00Z'), 5);
    const file = join(other.dir, 'candidate.copy.gz');
    await writeFile(
      file,
      gzipSync(
        gunzipSync(await readFile(file))
          .toString()
          .replace('De Vries', 'De Wolff'),
      ),
    );
    const url = await empty();
    await expect(restoreBackUp(url, other.dir)).rejects.toThrow('candidate is not what was written');
    const orm = await connect({ url, entities });
    expect(await rows(orm.em.fork(), sql`select 1 from agency`)).toEqual([]);
    await orm.close();
  });

  it('leaves as many as are to be kept, the newest ones, and nothing that was begun before them', async () => {
    const own = await mkdtemp(join(tmpdir(), 'wisbaar-back-up-'));
    const on = (day: number) => new Date(`2026-06-0${String(day)}T10:00:00Z`);
    await mkdir(join(own, 'back-up-2026-06-01T11-00-00-000Z.growing'));
    await mkdir(join(own, 'somebody-else'));
    const first = await makeBackUp(product.url, own, on(1), 2);
    const second = await makeBackUp(product.url, own, on(2), 2);
    expect(await readdir(own)).toEqual([first.name, 'back-up-2026-06-01T11-00-00-000Z.growing', second.name, 'somebody-else']); // prettier-ignore
    const third = await makeBackUp(product.url, own, on(3), 2);
    expect(await readdir(own)).toEqual([second.name, third.name, 'somebody-else']);
    await rm(own, { recursive: true });
  });

  it('that is not whole is none', async () => {
    await expect(restoreBackUp(product.url, parent)).rejects.toThrow('not a whole back-up');
  });
});
