import { randomUUID } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fill } from '../bench/anonymise/fill.ts';
import { NOW } from '../bench/product.ts';
import { makeInstallation, startPostgres, type Installation, type Postgres } from '../kit/index.ts';

const SLOW = 240_000;
const PEOPLE = 1_200;

describe('yesterday’s back-up, put back', () => {
  let postgres: Postgres;
  let installation: Installation;
  let backUp: string;

  beforeAll(async () => {
    postgres = await startPostgres();
    installation = await makeInstallation({
      DATABASE_URL: postgres.url,
      FAKE_NOW: NOW,
      SECRET_KEY: 'a key for tests that is long enough to be one',
    });
    expect(await installation.run(['migrate'])).toMatchObject({ code: 0 });
    const database = await connect(postgres.url);
    await fill(database, { people: PEOPLE, agencies: 1, rowsEach: 'few' });
    await database.end();
    const said = await installation.run(['back-up']);
    expect(said).toMatchObject({ code: 0 });
    backUp = join(installation.dataDir, 'back-ups', (await readdir(join(installation.dataDir, 'back-ups')))[0]!);
    expect((await installation.run(['sweep'])).stdout).toContain(`erased ${String(PEOPLE)}, skipped 0.`);
  }, SLOW);
  afterAll(async () => {
    await installation.remove();
    await postgres.remove();
  });

  async function connect(url: string): Promise<pg.Client> {
    const database = new pg.Client({ connectionString: url });
    await database.connect();
    return database;
  }

  /** Another database on the same server, with everybody in it, as other tools would put it there: nobody has looked at the ledger. */
  async function putBack(): Promise<string> {
    const name = `restored_${randomUUID().replaceAll('-', '')}`;
    const server = await connect(postgres.url);
    await server.query(`create database ${name}`);
    await server.end();
    const url = new URL(postgres.url);
    url.pathname = `/${name}`;
    const elsewhere = { DATABASE_URL: url.href, LEDGER_URL: `file://${installation.dataDir}/no-ledger` };
    expect(await installation.run(['migrate'], { settings: elsewhere })).toMatchObject({ code: 0 });
    expect(await installation.run(['restore', backUp], { settings: elsewhere })).toMatchObject({ code: 0 });
    expect(await known(url.href)).toBe(PEOPLE);
    return url.href;
  }

  /** `wisbaar serve`, until it says where it is. */
  async function serve(url: string) {
    const product = installation.begin(['serve'], { DATABASE_URL: url });
    await expect.poll(() => product.said(), { timeout: 120_000 }).toContain('Ctrl-C stops it.');
    return product;
  }
  async function stop(product: Awaited<ReturnType<typeof serve>>): Promise<void> {
    product.signal('SIGTERM');
    expect(await product.ended, product.said()).toBe(0);
  }

  async function known(url: string): Promise<number> {
    const database = await connect(url);
    const { rows } = await database.query<{ n: number }>(
      'select count(*)::int as n from candidate where not anonymised',
    );
    await database.end();
    return rows[0]!.n;
  }

  it(
    'serves nobody before whoever was erased since is erased again (F14, B9)',
    async () => {
      const url = await putBack();
      expect(await installation.run(['verify', 'ledger'], { settings: { DATABASE_URL: url } })).toMatchObject({
        code: 1,
        stdout: expect.stringContaining('1,200 people whom the ledger says were erased still stand') as string,
      });
      const product = await serve(url);
      // It says where it is once it is served.
      expect(await known(url)).toBe(0);
      expect(product.said()).toContain('1200 people were erased again');
      await stop(product);
      expect(await installation.run(['verify', 'ledger'], { settings: { DATABASE_URL: url } })).toMatchObject({
        code: 0,
        stdout: expect.stringContaining('agree') as string,
      });
    },
    SLOW,
  );

  it(
    'is looked through by the command that puts it back, too',
    async () => {
      const name = `by_command_${randomUUID().replaceAll('-', '')}`;
      const server = await connect(postgres.url);
      await server.query(`create database ${name}`);
      await server.end();
      const url = new URL(postgres.url);
      url.pathname = `/${name}`;
      const settings = { DATABASE_URL: url.href };
      expect(await installation.run(['migrate'], { settings })).toMatchObject({ code: 0 });
      const said = await installation.run(['restore', backUp], { settings });
      expect(said).toMatchObject({
        code: 0,
        stdout: expect.stringContaining('1200 people were erased again') as string,
      });
      expect(await known(url.href)).toBe(0);
    },
    SLOW,
  );

  it(
    'is not served while an entry of the ledger was changed',
    async () => {
      const url = await putBack();
      const filed = join(installation.dataDir, 'ledger/filed');
      const day = (await readdir(filed))[0]!;
      const file = join(filed, day, (await readdir(join(filed, day)))[0]!);
      const text = await readFile(file, 'utf8');
      await writeFile(file, text.replace('"receiptId":"', '"receiptId":"0'));
      const refused = await installation.run(['serve'], { settings: { DATABASE_URL: url } });
      expect(refused.code).toBe(1);
      expect(refused.stderr).toContain('nobody is served');
      await writeFile(file, text);
      const product = await serve(url);
      expect(await known(url)).toBe(0);
      await stop(product);
    },
    SLOW,
  );
});
