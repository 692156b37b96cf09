import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { StartupError } from '../errors.js';
import { canEnter } from './embedded-postgres-place.js';
import { startEmbeddedPostgres, type EmbeddedPostgres } from './embedded-postgres.js';

// Every test starts real servers, on a machine that may be busy with others.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const asRoot = process.getuid?.() === 0;
const onLinux = process.platform === 'linux';
const nobody = { name: 'nobody', uid: 65534, gid: 65534 };
// Where the repository lies in a folder of root alone, another user can't run its code.
const nobodyReachesUs =
  asRoot && canEnter(nobody, dirname(fileURLToPath(import.meta.url))) && canEnter(nobody, dirname(process.execPath));

const cleanUps: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

function folder(mode = 0o755): string {
  const path = mkdtempSync(join(tmpdir(), 'wisbaar-postgres-'));
  chmodSync(path, mode);
  cleanUps.push(() => {
    rmSync(path, { recursive: true, force: true });
  });
  return path;
}

async function start(dataDir: string, log: string[] = []): Promise<EmbeddedPostgres> {
  const database = await startEmbeddedPostgres({ dataDir, settings: { fsync: 'off' }, log: (line) => log.push(line) });
  cleanUps.push(() => database.stop());
  return database;
}

async function query<Row>(url: string, sql: string): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows as Row[];
  } finally {
    await client.end();
  }
}

/** A product process of its own that has started a database, and goes on living. */
async function startElsewhere(
  dataDir: string,
  user?: { uid: number; gid: number },
): Promise<{ child: ChildProcess; url: string }> {
  // Node runs TypeScript by itself, but does not look for a .ts file where a .js one is imported.
  const script = `
    import { registerHooks } from 'node:module';
    registerHooks({ resolve(name, context, next) {
      try { return next(name, context); } catch { return next(name.replace(/\\.js$/, '.ts'), context); }
    } });
    const { startEmbeddedPostgres } = await import(${JSON.stringify(import.meta.resolve('./embedded-postgres.ts'))});
    const database = await startEmbeddedPostgres({ dataDir: ${JSON.stringify(dataDir)}, settings: { fsync: 'off' } });
    process.on('SIGTERM', () => process.exit());
    console.log(database.url);`;
  const child = spawn(process.execPath, ['--experimental-transform-types', '--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'pipe'],
    ...user,
    cwd: '/',
  });
  cleanUps.push(() => {
    child.kill('SIGKILL');
  });
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
  for await (const url of createInterface({ input: child.stdout })) return { child, url };
  throw new Error(`the other process ended: ${complaint}`);
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const exit = new Promise((done) => child.once('exit', done));
  child.kill(signal);
  await exit;
}

function leaderOf(home: string): number {
  return Number.parseInt(readFileSync(join(home, 'data', 'postmaster.pid'), 'utf8'), 10);
}

describe('the built-in PostgreSQL', () => {
  it('speaks UTF-8 and sorts by code point, whatever the locale of the machine', async () => {
    const { url } = await start(folder());
    const [row] = await query<Record<string, string>>(
      url,
      `SELECT current_setting('server_encoding') AS encoding, datcollate AS collation, current_setting('timezone') AS zone
       FROM pg_database WHERE datname = current_database()`,
    );
    expect(row).toEqual({ encoding: 'UTF8', collation: 'C.UTF-8', zone: 'UTC' });
  });

  it('asks for a password, which only its owner may read', async () => {
    const dataDir = folder();
    const { url } = await start(dataDir);
    const wrong = url.replace(/:[^:@]+@/, ':wrong@');
    await expect(query(wrong, 'SELECT 1')).rejects.toThrow('password authentication failed');
    expect(statSync(join(dataDir, 'postgres', 'password')).mode & 0o777).toBe(0o600);
  });

  it('finds its data back the second time', async () => {
    const dataDir = folder();
    const first = await start(dataDir);
    await query(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await first.stop();

    const log: string[] = [];
    const second = await start(dataDir, log);
    expect(await query(second.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
    expect(log).toEqual([]);
  });

  it('can be stopped twice, with sessions open', async () => {
    const { url, stop } = await start(folder());
    const client = new Client({ connectionString: url });
    client.on('error', () => undefined);
    await client.connect();
    await Promise.all([stop(), stop()]);
    await stop();
  });

  it('puts no statement and no value in its log', async () => {
    const log: string[] = [];
    const { url } = await start(folder(), log);
    await query(url, 'CREATE TABLE person (name text UNIQUE)');
    const twice = query(url, `INSERT INTO person VALUES ('Fatima Verhoeven'), ('Fatima Verhoeven')`);
    await expect(twice).rejects.toThrow('duplicate key');
    await expect(query(url, `SELECT 'Fatima'::int`)).rejects.toThrow('invalid input syntax');
    expect(log.join()).not.toContain('Fatima');
  });

  it('starts again when the making of its cluster was cut off', async () => {
    const dataDir = folder();
    const first = await start(dataDir);
    await first.stop();
    // What a crash in the middle of initdb leaves: the password, and a cluster under its provisional name.
    const { uid, gid } = statSync(join(dataDir, 'postgres'));
    rmSync(join(dataDir, 'postgres', 'data'), { recursive: true });
    writeFileSync(join(dataDir, 'postgres', 'data.new'), 'half');
    chownSync(join(dataDir, 'postgres', 'data.new'), uid, gid);
    await start(dataDir);
  });
});

describe('a start after a bad end', () => {
  it('stops the server that a kill -9 left running, and keeps its data', async () => {
    const dataDir = folder();
    const { child, url } = await startElsewhere(dataDir);
    await query(url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    const orphan = leaderOf(join(dataDir, 'postgres'));
    await ended(child, 'SIGKILL');

    const log: string[] = [];
    const again = await start(dataDir, log);
    expect(log).toEqual([`Stopping the PostgreSQL (process ${String(orphan)}) that an earlier run has left behind.`]);
    expect(leaderOf(join(dataDir, 'postgres'))).not.toBe(orphan);
    expect(await query(again.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  });

  it('works when server and product were both killed', async () => {
    const dataDir = folder();
    const { child } = await startElsewhere(dataDir);
    await ended(child, 'SIGKILL');
    process.kill(leaderOf(join(dataDir, 'postgres')), 'SIGKILL');
    await start(dataDir);
  });

  it.skipIf(!onLinux)(
    `${onLinux ? '' : 'without /proc, skipped: '}leaves a stranger alone that got the pid of the old server after a reboot`,
    async () => {
      const dataDir = folder();
      await (await start(dataDir)).stop();
      const home = join(dataDir, 'postgres');
      const { uid, gid } = statSync(home);
      const stranger = spawn('sleep', ['60'], asRoot ? { uid, gid } : {});
      cleanUps.push(() => {
        stranger.kill('SIGKILL');
      });
      const pidFile = join(home, 'data', 'postmaster.pid');
      writeFileSync(pidFile, `${String(stranger.pid)}\n${join(home, 'data')}\n`);
      chownSync(pidFile, uid, gid);

      await start(dataDir);
      expect(stranger.exitCode ?? stranger.signalCode).toBeNull();
    },
  );

  it('leaves no server behind when the product calls process.exit', async () => {
    const dataDir = folder();
    const { child } = await startElsewhere(dataDir);
    await ended(child, 'SIGTERM');
    const log: string[] = [];
    await start(dataDir, log);
    // At most it is still writing its last checkpoint, which the next start waits for.
    expect(log.every((line) => line.startsWith('Stopping'))).toBe(true);
  });
});

describe('what it refuses, in one sentence', () => {
  it('a data directory that a living product uses', async () => {
    const dataDir = folder();
    const { child, url } = await startElsewhere(dataDir);
    const second = startEmbeddedPostgres({ dataDir });
    await expect(second).rejects.toThrow(
      `The data directory ${dataDir} is in use by process ${String(child.pid)}: stop that one, or set DATA_DIR to another directory.`,
    );
    await expect(second).rejects.toBeInstanceOf(StartupError);
    expect(await query(url, 'SELECT 1 AS alive')).toEqual([{ alive: 1 }]);
  });

  it('a data directory that this process uses itself', async () => {
    const dataDir = folder();
    await start(dataDir);
    await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow('is in use by process');
  });

  it('a data directory that can not be written to', async () => {
    const file = join(folder(), 'file');
    writeFileSync(file, '');
    await expect(startEmbeddedPostgres({ dataDir: join(file, 'data') })).rejects.toThrow(
      `The data directory ${join(file, 'data')} can't be written to (ENOTDIR): set DATA_DIR to one that can.`,
    );
  });

  it('a cluster of another version, with the reason that the server gives', async () => {
    const dataDir = folder();
    await (await start(dataDir)).stop();
    writeFileSync(join(dataDir, 'postgres', 'data', 'PG_VERSION'), '12\n');
    await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow(
      'PostgreSQL could not start: database files are incompatible with server',
    );
    writeFileSync(join(dataDir, 'postgres', 'data', 'PG_VERSION'), '18\n');
    await start(dataDir); // the refusal has given the data directory back
  });

  it('a database without its password', async () => {
    const dataDir = folder();
    await (await start(dataDir)).stop();
    rmSync(join(dataDir, 'postgres', 'password'));
    await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow('The password of the database is missing from');
  });
});

describe.skipIf(!asRoot)(asRoot ? 'as root' : 'as root: skipped, this process is not', () => {
  it('runs the server as another user', async () => {
    const dataDir = folder();
    await start(dataDir);
    const { uid } = statSync(join(dataDir, 'postgres'));
    expect(uid).not.toBe(0);
    expect(statSync(`/proc/${String(leaderOf(join(dataDir, 'postgres')))}`).uid).toBe(uid);
  });

  it('keeps the database elsewhere when only root may enter the data directory, and finds it back', async () => {
    const dataDir = folder(0o700);
    const log: string[] = [];
    const first = await start(dataDir, log);
    const home = /the database is in (.*)\.$/.exec(log[0] ?? '')?.[1] ?? '';
    cleanUps.unshift(() => {
      rmSync(home, { recursive: true });
    });
    expect(existsSync(join(dataDir, 'postgres'))).toBe(false);
    await query(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await first.stop();

    chmodSync(dataDir, 0o755);
    const second = await start(dataDir);
    expect(await query(second.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  });

  it('says which permission is missing when the owner can no longer reach the database', async () => {
    const dataDir = folder();
    await (await start(dataDir)).stop();
    chmodSync(dataDir, 0o700);
    await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow('give that permission back (chmod o+x)');
  });

  it.skipIf(!nobodyReachesUs)('leaves a normal user to run it himself', async () => {
    const dataDir = folder();
    chownSync(dataDir, nobody.uid, nobody.gid);
    const { child, url } = await startElsewhere(dataDir, nobody);
    expect(await query(url, 'SELECT 1 AS alive')).toEqual([{ alive: 1 }]);
    expect(statSync(join(dataDir, 'postgres', 'data')).uid).toBe(nobody.uid);
    await ended(child, 'SIGTERM');

    // Root that comes after him runs it as him.
    await start(dataDir);
    expect(statSync(`/proc/${String(leaderOf(join(dataDir, 'postgres')))}`).uid).toBe(nobody.uid);
  });

  it.skipIf(!nobodyReachesUs)("tells a normal user that another one's database is not his", async () => {
    const dataDir = folder(0o777);
    await (await start(dataDir)).stop();
    await expect(startElsewhere(dataDir, nobody)).rejects.toThrow('belongs to another user');
  });
});

describe('whether a user may enter a directory', () => {
  it.each([
    ['the owner, by the first bits', 0o700, { name: 'owner', uid: process.getuid?.() ?? 0, gid: 1 }, true],
    ['a stranger, not by those', 0o700, nobody, false],
    ['a stranger, by the last bits', 0o701, nobody, true],
    ['the owner, not by the last bits', 0o001, { name: 'owner', uid: process.getuid?.() ?? 0, gid: 1 }, false],
    ['the group, by the middle bits', 0o710, { name: 'member', uid: 1, gid: process.getgid?.() ?? 0 }, true],
  ])('%s', (_title, mode, user, expected) => {
    expect(canEnter(user, folder(mode))).toBe(expected);
  });
});
