import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from './free-port.ts';
import { waitUntilServing, type Product } from './product.ts';

const MAIN = fileURLToPath(new URL('../../server/dist/main.js', import.meta.url));

/** Settings of the product, by their names in the environment. */
export type Settings = Readonly<Record<string, string>>;

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** A data directory and what belongs to it: started and stopped as often as one likes, as its users do. */
export interface Installation {
  readonly dataDir: string;
  readonly port: number;
  /** `wisbaar serve`, until it says where it is. Another `FAKE_NOW` is how the clock moves. */
  start(settings?: Settings): Promise<Product>;
  /** Another command, to its end. */
  run(args: readonly string[], options?: { settings?: Settings; stdin?: string }): Promise<Ended>;
  /** Another command, to be ended from outside. */
  begin(args: readonly string[], settings?: Settings): Begun;
  /** Ends what still runs and removes everything. */
  remove(): Promise<void>;
}

/** A command that is under way. */
export interface Begun {
  /** Both streams, so far. */
  said(): string;
  /** Resolves with the exit code, or the signal's name, when it is gone. */
  readonly ended: Promise<number | NodeJS.Signals>;
  /** SIGSTOP leaves it no moment at all, as a machine does that swaps or sleeps, until SIGCONT. */
  signal(signal: 'SIGTERM' | 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): void;
}

/** @param usual settings for every start, such as `SMTP_URL`. */
export async function makeInstallation(usual: Settings = {}): Promise<Installation> {
  const dataDir = await mkdtemp(join(tmpdir(), 'wisbaar-product-'));
  // Else the database, which doesn't run as root, would move somewhere that nobody cleans up.
  await chmod(dataDir, 0o755);
  const port = await freePort();
  const running = new Set<Product>();
  const begun = new Set<ChildProcess>();

  const launch = (args: readonly string[], settings: Settings) =>
    spawn(process.execPath, [MAIN, ...args], {
      // Nothing of the tests' own environment: a DATABASE_URL there is not ours to fill.
      env: {
        PATH: process.env['PATH'],
        HOME: process.env['HOME'],
        DATA_DIR: dataDir,
        PORT: String(port),
        DEMO: '0',
        ...usual,
        ...settings,
      },
      stdio: 'pipe',
    });

  return {
    dataDir,
    port,
    async start(settings = {}) {
      const product = await waitUntilServing(launch(['serve'], settings), dataDir);
      running.add(product);
      void product.ended.then(() => running.delete(product));
      return product;
    },
    async run(args, { settings = {}, stdin = '' } = {}) {
      const child = launch(args, settings);
      const said = { stdout: '', stderr: '' };
      child.stdout.on('data', (chunk: Buffer) => (said.stdout += chunk.toString()));
      child.stderr.on('data', (chunk: Buffer) => (said.stderr += chunk.toString()));
      child.stdin.on('error', () => undefined).end(stdin);
      const [code] = (await once(child, 'close')) as [number | null];
      return { code, ...said };
    },
    begin(args, settings = {}) {
      const child = launch(args, settings);
      let said = '';
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
      const ended = once(child, 'close').then(([code, signal]) => (code ?? signal) as number | NodeJS.Signals);
      begun.add(child);
      void ended.then(() => begun.delete(child));
      return { said: () => said, ended, signal: (signal) => void child.kill(signal) };
    },
    async remove() {
      for (const child of begun) {
        child.kill('SIGKILL');
        await once(child, 'close');
      }
      for (const product of running) await product.kill();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
