import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, copyFile, cp, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { connect, createServer, type AddressInfo } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';

const runs = promisify(execFile);
const VERSION = 'v1.24.2';
const MODULE = 'github.com/FerretDB/FerretDB';

/** A server that speaks MongoDB's protocol, or why there is none. */
export type MongoServer = { url: string; what: string; stop(): Promise<void> } | { missing: string };

/**
 * A MongoDB to test with: the one of MONGODB_URL, else the machine's mongod, else FerretDB on SQLite, which Go builds once and
 * which is kept in the cache of this user.
 */
export async function startMongo(): Promise<MongoServer> {
  const given = process.env['MONGODB_URL'];
  if (given) return { url: given, what: 'the MongoDB of MONGODB_URL', stop: () => Promise.resolve() };
  const dir = await mkdtemp(join(tmpdir(), 'wisbaar-mongo-'));
  const port = await freePort();
  const url = `mongodb://127.0.0.1:${String(port)}/wisbaar`;
  const remove = () => rm(dir, { recursive: true, force: true });
  if (await works('mongod', ['--version'])) {
    const stop = await launch('mongod', ['--dbpath', dir, '--port', String(port), '--bind_ip', '127.0.0.1'], port);
    return { url, what: 'mongod', stop: () => stop().then(remove) };
  }
  if (!(await works('go', ['version'])))
    return { missing: 'there is no MONGODB_URL, no mongod on this machine, and no Go to build FerretDB with' };
  const binary = await ferret().catch((error: unknown) => error as Error);
  if (binary instanceof Error)
    return { missing: `there is no MONGODB_URL and no mongod, and FerretDB could not be built: ${binary.message}` };
  const options = ['--handler=sqlite', `--sqlite-url=file:${dir}/`, `--listen-addr=127.0.0.1:${String(port)}`];
  const stop = await launch(binary, [...options, '--debug-addr=-', `--state-dir=${dir}`, '--telemetry=disable'], port);
  return { url, what: `FerretDB ${VERSION}`, stop: () => stop().then(remove) };
}

/**
 * The module is fetched and built from a copy: “go install” would ask the proxy for a list of all its versions besides, which
 * not every proxy gives, and what it makes looks for a file with its version that a module doesn’t have.
 */
async function ferret(): Promise<string> {
  const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'wisbaar');
  const binary = join(cache, `ferretdb-${VERSION}`);
  if (await exists(binary)) return binary;
  const work = await mkdtemp(join(tmpdir(), 'wisbaar-ferretdb-'));
  try {
    const { stdout } = await runs('go', ['mod', 'download', '-json', `${MODULE}@${VERSION}`], { cwd: work });
    const source = join(work, 'source');
    await cp((JSON.parse(stdout) as { Dir: string }).Dir, source, { recursive: true });
    await runs('chmod', ['-R', 'u+w', source]);
    await writeFile(join(source, 'build/version/version.txt'), VERSION);
    const built = join(work, 'ferretdb');
    await runs('go', ['build', '-buildvcs=false', '-mod=readonly', '-o', built, './cmd/ferretdb'], {
      cwd: source,
      maxBuffer: 100_000_000,
    });
    await mkdir(cache, { recursive: true });
    // Under its name only when it is whole.
    await copyFile(built, `${binary}.${String(process.pid)}`);
    await rename(`${binary}.${String(process.pid)}`, binary);
    return binary;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function launch(program: string, options: readonly string[], port: number): Promise<() => Promise<void>> {
  const child = spawn(program, options, { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const ended = once(child, 'close');
  while (!(await listens(port))) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`${program} ended:\n${said}`);
    await pause(50);
  }
  return async () => {
    child.kill('SIGTERM');
    await ended;
  };
}

const works = (program: string, options: readonly string[]) =>
  runs(program, [...options]).then(
    () => true,
    () => false,
  );
const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
