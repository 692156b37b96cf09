import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { graphql } from 'wisbaar-schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  ApiClient,
  isRunning,
  look,
  makeGate,
  makeInstallation,
  setUpAgency,
  startBeside,
  startMailServer,
  type Gate,
  type Installation,
  type Login,
  type MailServer,
  type Product,
} from '../kit/index.ts';

const MAIN = fileURLToPath(new URL('../../server/dist/main.js', import.meta.url));
const Agencies = graphql(`
  query AgenciesUnderLoad {
    agencies {
      id
    }
  }
`);
const AskReset = graphql(`
  mutation ResetAfterFault($input: RequestPasswordResetInput!) {
    requestPasswordReset(input: $input) {
      userErrors {
        code
      }
    }
  }
`);

describe('a database that goes away', () => {
  let installation: Installation;
  let mails: MailServer;
  let product: Product;
  let database: string;
  let login: Login;
  let another: Login;
  let settings: Record<string, string>;
  let late: Awaited<ReturnType<typeof startBeside>> | undefined;

  beforeAll(async () => {
    mails = await startMailServer();
    settings = { SMTP_URL: mails.url, SECRET_KEY: 'one key for all processes of these tests' };
    installation = await makeInstallation(settings);
    login = await setUpAgency(installation, 'Bureau Storing');
    // Of one address a second letter so soon would be held back.
    another = await setUpAgency(installation, 'Bureau Herstel');
    product = await installation.start();
    database = await product.databaseUrl();
  });
  afterAll(async () => {
    await late?.stop();
    await installation.remove();
    await mails.stop();
  });

  const isReady = (url: string) =>
    fetch(`${url}/readyz`).then(
      ({ status }) => status,
      () => 0,
    );
  /** A letter takes two jobs: one makes it, the next sends it. */
  async function expectJobsAt(url: string, email: string) {
    await new ApiClient(url).ask(AskReset, { input: { email } });
    await mails.waitForMails(email);
  }

  it('may end every connection under load: no process ends, and jobs go on (F3)', async () => {
    const api = await new ApiClient(product.url).signIn(login);
    let answered = 0;
    let stopped = false;
    let terminated = 0;
    const load = Array.from({ length: 6 }, async () => {
      while (!stopped)
        await api.ask(Agencies, {}).then(
          () => (answered += 1),
          () => undefined,
        );
    });
    for (let round = 0; round < 20; round += 1) {
      const ended = await look<{ ended: boolean }>(
        database,
        `select pg_terminate_backend(pid) as ended from pg_stat_activity
         where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()`,
      );
      terminated += ended.length;
      const before = answered;
      await expect.poll(() => answered, { timeout: 20_000, interval: 20 }).toBeGreaterThan(before);
    }
    stopped = true;
    expect(terminated).toBeGreaterThan(20);
    await Promise.all(load);
    expect(isRunning(product.pid)).toBe(true);
    expect(await isReady(product.url)).toBe(200);
    await expectJobsAt(product.url, login.email);
    // No job stays locked by a run that nobody is at any more.
    const stuck = `select name from agenda_jobs where locked_at < now() - interval '12 seconds'`;
    await expect.poll(() => look(database, stuck), { timeout: 60_000 }).toEqual([]);
  });

  it('may come later than the product, which waits for it and is ready then (F4)', async () => {
    const gate = await makeGate(database);
    let said = '';
    const starting = startBeside(product, { ...settings, DATABASE_URL: gate.url }, 'serve', (all) => (said = all));
    await expect.poll(() => said, { timeout: 30_000 }).toContain('waiting until it does');
    await gate.open();
    late = await starting;
    expect(await isReady(late.url)).toBe(200);
    await goesAndComesBack(late, gate);
    await late.stop();
    late = undefined;
    await gate.shut();
  });

  /** Cut off for a while: it says so, lives on, and works again by itself. */
  async function goesAndComesBack(product: { url: string; pid: number }, gate: Gate) {
    await gate.shut();
    await expect.poll(() => isReady(product.url), { timeout: 30_000 }).toBe(503);
    await gate.open();
    await expect.poll(() => isReady(product.url), { timeout: 30_000 }).toBe(200);
    expect(isRunning(product.pid)).toBe(true);
    await new ApiClient(product.url).signIn(login);
    await expectJobsAt(product.url, another.email);
  }

  it('whose connections are all lent out says so with a code in time, and answers again once some are back', async () => {
    const api = await new ApiClient(product.url).signIn(login);
    const holder = new pg.Client({ connectionString: database });
    await holder.connect();
    await holder.query('begin');
    await holder.query('lock table agency in access exclusive mode');
    const ask = (many: number) => Array.from({ length: many }, () => api.send('{ agencies { id } }'));
    const first = ask(16);
    const waiting = `select 1 from pg_locks where not granted and relation = 'agency'::regclass`;
    await expect.poll(async () => (await look(database, waiting)).length, { timeout: 30_000 }).toBeGreaterThan(8);
    // Of these nobody even knows who asks: that, too, waits for a connection.
    const refused = await Promise.all(ask(8)).finally(() => holder.end());
    const codesOf = (answers: typeof refused) =>
      new Set(answers.flatMap(({ errors }) => errors.map(({ extensions }) => extensions?.code)));
    expect(refused.every(({ errors }) => errors.length === 1)).toBe(true);
    expect([...codesOf(refused)]).toEqual(['BUSY']);
    for (const { text } of refused) expect(text).not.toMatch(/timeout|connect|pool/i);
    expect([...codesOf(await Promise.all(first))]).toEqual(['BUSY']);
    expect((await api.ask(Agencies, {})).agencies).toHaveLength(1);
  });

  it('is not waited for by who is asked to stop', async () => {
    const gate = await makeGate(database);
    const dataDir = await mkdtemp(join(tmpdir(), 'wisbaar-waiting-'));
    const child = spawn(process.execPath, [MAIN, 'worker'], {
      env: { PATH: process.env['PATH'], DATA_DIR: dataDir, DATABASE_URL: gate.url, DEMO: '0' },
      stdio: 'pipe',
    });
    const closed = once(child, 'close') as Promise<[number | null]>;
    await once(child.stdout, 'data');
    child.kill('SIGTERM');
    expect((await closed)[0]).toBe(1);
    await rm(dataDir, { recursive: true, force: true });
  });
});
