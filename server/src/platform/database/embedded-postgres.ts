import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { StartupError } from '../errors.js';
import { findPlace, type Place } from './embedded-postgres-place.js';
import { clearRemains } from './embedded-postgres-remains.js';
import { LockHeldError, lockForThisProcess } from './process-lock.js';

export interface EmbeddedPostgresOptions {
  /** Made when absent. The cluster is in its folder `postgres`, or, where root runs this, in a place that is logged. */
  dataDir: string;
  /** Receives whole sentences, and the server's own complaints. Never a statement or a value. */
  log?: (line: string) => void;
  /** Server settings by name, over the defaults below: `{ fsync: 'off' }` for tests. */
  settings?: Record<string, string>;
  /** The port, for who must be found again at the same address; else one that is free. */
  port?: number;
}

export interface EmbeddedPostgres {
  /** With the password of the cluster's superuser: row-level security holds only after SET ROLE. */
  url: string;
  port: number;
  /** Ends open sessions, writes everything to disk and resolves when the server is gone. May be called twice. */
  stop: () => Promise<void>;
}

const DEFAULTS: Record<string, string> = {
  listen_addresses: '127.0.0.1',
  // A socket's path has a limit of 107 bytes, and a data directory has none.
  unix_socket_directories: '',
  timezone: 'UTC',
  // Statements, and the details of errors, hold personal data; they reach whoever sent the statement, and no log.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
};

const ROLE = 'wisbaar';
const PORT_ATTEMPTS = 10;

/**
 * Starts a real PostgreSQL 18 on a port of its own, making the cluster the first time.
 *
 * The server has its own process group, so that the Ctrl-C that asks this process to drain does not take the database
 * away underneath it: `stop` ends it, and so does the end of this process, unless that is a kill -9. What is left of
 * that is stopped by the next start.
 *
 * @throws StartupError with one sentence for whoever started the product.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const dataDir = resolve(options.dataDir);
  const log = options.log ?? (() => undefined);
  const settings = { ...DEFAULTS, ...options.settings };
  const unlock = lockDataDirectory(dataDir);
  try {
    const place = findPlace(dataDir, log);
    const cluster = join(place.home, 'data');
    const password = clusterPassword(place);
    if (!existsSync(cluster)) {
      log(`Making a PostgreSQL cluster in ${place.home}.`);
      await makeCluster(place, cluster, settings);
    }
    await clearRemains(cluster, log);
    const { port: fixed } = options;
    const { server, port } =
      fixed === undefined
        ? await launchOnFreePort(place, cluster, settings, log)
        : { server: await launch(place, cluster, { ...settings, port: String(fixed) }, log), port: fixed };
    return {
      url: `postgres://${ROLE}:${password}@127.0.0.1:${String(port)}/${ROLE}`,
      port,
      stop: async () => {
        await server.stop();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}

function lockDataDirectory(dataDir: string): () => void {
  try {
    mkdirSync(dataDir, { recursive: true });
    return lockForThisProcess(join(dataDir, 'postgres.lock'));
  } catch (error) {
    if (error instanceof LockHeldError) {
      throw new StartupError(
        `The data directory ${dataDir} is in use by process ${String(error.pid)}: stop that one, or set DATA_DIR to another directory.`,
      );
    }
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    throw new StartupError(
      `The data directory ${dataDir} can't be written to (${code}): set DATA_DIR to one that can.`,
    );
  }
}

function clusterPassword({ home, user }: Place): string {
  const file = join(home, 'password');
  if (!existsSync(file)) {
    if (existsSync(join(home, 'data'))) {
      throw new StartupError(`The password of the database is missing from ${file}: put it back from a back-up.`);
    }
    const draft = `${file}.new`;
    writeFileSync(draft, randomBytes(24).toString('base64url'), { mode: 0o600 });
    if (user) chownSync(draft, user.uid, user.gid);
    renameSync(draft, file);
  }
  return readFileSync(file, 'utf8');
}

/** Under another name until it is whole, so that a start that is cut off here is simply done again. */
async function makeCluster(place: Place, cluster: string, settings: Record<string, string>): Promise<void> {
  const draft = `${cluster}.new`;
  rmSync(draft, { recursive: true, force: true });
  await runToEnd(place, 'initdb', [
    `--pgdata=${draft}`,
    `--username=${ROLE}`,
    `--pwfile=${join(place.home, 'password')}`,
    '--auth=scram-sha-256',
    // Every machine has C.UTF-8; the environment may name a locale that this one lacks.
    '--locale=C.UTF-8',
    '--lc-messages=C.UTF-8',
    '--encoding=UTF8',
    '--no-instructions',
    ...(settings['fsync'] === 'off' ? ['--no-sync'] : []),
  ]);
  await runToEnd(place, 'postgres', ['--single', '-D', draft, 'postgres'], `CREATE DATABASE ${ROLE}\n`);
  renameSync(draft, cluster);
}

async function runToEnd(place: Place, program: 'initdb' | 'postgres', args: string[], input = ''): Promise<void> {
  const child = spawn(join(place.binaries, program), args, { ...asDatabaseUser(place), stdio: 'pipe' });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => line.trim() && said.push(line.trim()));
  }
  child.stdin.on('error', () => undefined).end(input);
  const outcome = await new Promise<Error | number | null>((done) => child.once('close', done).once('error', done));
  if (outcome === 0) return;
  const reason = outcome instanceof Error ? outcome.message : (said.at(-1) ?? 'it said nothing');
  throw new StartupError(`The PostgreSQL cluster in ${place.home} could not be made: ${reason}`);
}

interface Server {
  stop: () => Promise<void>;
}

class PortTakenError extends Error {}

async function launchOnFreePort(
  place: Place,
  cluster: string,
  settings: Record<string, string>,
  log: (line: string) => void,
): Promise<{ server: Server; port: number }> {
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    try {
      return { server: await launch(place, cluster, { ...settings, port: String(port) }, log), port };
    } catch (error) {
      if (!(error instanceof PortTakenError)) throw error;
      if (attempt === PORT_ATTEMPTS) throw new StartupError('PostgreSQL found no free port on 127.0.0.1.');
    }
  }
}

/** Free a moment ago: someone can be quicker, hence the attempts. */
async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((done, fail) => probe.once('error', fail).listen(0, '127.0.0.1', done));
  const { port } = probe.address() as AddressInfo;
  await new Promise((done) => probe.close(done));
  return port;
}

/** Resolves when the server says that it accepts connections; rejects when it ends before. */
async function launch(
  place: Place,
  cluster: string,
  settings: Record<string, string>,
  log: (line: string) => void,
): Promise<Server> {
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = spawn(join(place.binaries, 'postgres'), ['-D', cluster, ...flags], {
    ...asDatabaseUser(place),
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  });
  let state: 'starting' | 'ready' | 'stopping' = 'starting';
  let complaint = 'it said nothing';
  let portTaken = false;

  const closed = new Promise<void>((done) =>
    child
      .once('close', () => {
        done();
      })
      .once('error', () => {
        done();
      }),
  );
  await new Promise<void>((ready, fail) => {
    child.once('error', (error) => {
      fail(failure(error.message));
    });
    void closed.then(() => {
      fail(portTaken ? new PortTakenError() : failure(complaint));
    });
    createInterface({ input: child.stderr }).on('line', (line) => {
      if (line.includes('database system is ready to accept connections')) {
        state = 'ready';
        ready();
      }
      portTaken ||= line.includes('could not bind');
      const [, said] = /(?:FATAL|PANIC): +(.*)/.exec(line) ?? [];
      if (said === undefined) return;
      complaint = said;
      if (state === 'ready') log(`PostgreSQL says: ${said}.`);
    });
  });

  // A call of process.exit, wherever it comes from, leaves no server behind.
  const endWithUs = () => child.kill('SIGINT');
  process.once('exit', endWithUs);
  void closed.then(() => {
    process.off('exit', endWithUs);
    if (state === 'ready') log(`PostgreSQL has ended unexpectedly (${howItEnded(child)}): restart to go on.`);
  });
  return {
    stop: () => {
      state = 'stopping';
      child.kill('SIGINT');
      return closed;
    },
  };
}

function failure(reason: string): StartupError {
  return new StartupError(`PostgreSQL could not start: ${reason}`);
}

function howItEnded({ signalCode, exitCode }: ChildProcess): string {
  return signalCode ?? `code ${String(exitCode)}`;
}

function asDatabaseUser({ user, home }: Place): SpawnOptions {
  return {
    ...(user && { uid: user.uid, gid: user.gid }),
    cwd: home,
    // Nothing of ours: PGPORT, PGOPTIONS and the secrets of the product are not this server's business.
    env: { LC_ALL: 'C.UTF-8', TZ: 'UTC' },
  };
}
