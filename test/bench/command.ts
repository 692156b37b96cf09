import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { NOW } from './product.ts';

const MAIN = fileURLToPath(new URL('../../server/dist/main.js', import.meta.url));
const TELL = new URL('tell-what-it-took.mjs', import.meta.url).href;

export interface Ran {
  /** What it printed. */
  readonly said: string;
  /** The most memory that the process ever had, in bytes. */
  readonly peakRss: number;
  /** Seconds. */
  readonly processorTime: number;
}

/**
 * Runs a command of the product over a database, as its users do: in a process of its own, with V8 as it comes.
 * @param onLine called with each line that it prints, at once; and with the id of the process.
 */
export async function runCommand(
  databaseUrl: string,
  args: readonly string[],
  onLine: (line: string, pid: number) => void = () => undefined,
): Promise<Ran> {
  const dataDir = await mkdtemp(join(tmpdir(), 'wisbaar-bench-'));
  try {
    return await runScript(
      [MAIN, ...args],
      {
        DATA_DIR: dataDir,
        DATABASE_URL: databaseUrl,
        SECRET_KEY: 'a key for benchmarks that is long enough to be one',
        FAKE_NOW: NOW,
      },
      onLine,
    );
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** Runs a program of ours to its end, in a process of its own. */
export async function runScript(
  [file, ...args]: readonly [string, ...string[]],
  settings: Readonly<Record<string, string>>,
  onLine: (line: string, pid: number) => void = () => undefined,
): Promise<Ran> {
  const child = spawn(process.execPath, ['--import', TELL, file, ...args], {
    env: settings,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  createInterface({ input: child.stdout! }).on('line', (line) => {
    lines.push(line);
    onLine(line, child.pid!);
  });
  const [[code], complaint, took] = await Promise.all([
    once(child, 'close') as Promise<[number | null]>,
    text(child.stderr!),
    text(child.stdio[3] as Readable),
  ]);
  if (code !== 0) throw new Error(`${basename(file)} ended with ${code}: ${complaint}${lines.join('\n')}`);
  return { said: lines.join('\n'), ...(JSON.parse(took) as Pick<Ran, 'peakRss' | 'processorTime'>) };
}
