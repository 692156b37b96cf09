import assert from 'node:assert/strict';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** A product that runs. */
export interface Product {
  /** Where it says that it is, without a slash at the end. */
  readonly url: string;
  readonly pid: number;
  /** All that it has said so far, on both streams: its log too. */
  said(): string;
  /** Resolves with the exit code, or the signal's name, when it is gone. */
  readonly ended: Promise<number | NodeJS.Signals>;
  /** Of its database; known while it runs. */
  databaseUrl(): Promise<string>;
  /** Asks it to stop, and expects that it does so in good order and leaves no database behind. */
  stop(signal?: 'SIGINT' | 'SIGTERM'): Promise<void>;
  /** Ends it, and its database, without asking. */
  kill(): Promise<void>;
}

/** @throws when it ends before it says where it is, with all that it said. */
export async function waitUntilServing(child: ChildProcessWithoutNullStreams, dataDir: string): Promise<Product> {
  let said = '';
  const ended = new Promise<number | NodeJS.Signals>((resolve) => {
    child.once('close', (code, signal) => resolve(code ?? signal ?? 1));
  });
  const url = await new Promise<string>((resolve, reject) => {
    const listen = (chunk: Buffer) => {
      said += chunk.toString();
      // Its last words before it waits.
      const [, found] = / API +(http:\S+)\/graphql\n[^]*Ctrl-C/.exec(said) ?? [];
      if (found !== undefined) resolve(found);
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    void ended.then((outcome) => reject(new Error(`The product ended (${outcome}) before it served:\n${said}`)));
  });
  const databasePid = await postmasterPid(dataDir);

  return {
    url,
    pid: child.pid!,
    said: () => said,
    ended,
    databaseUrl: () => readFile(join(dataDir, 'database-url'), 'utf8'),
    async stop(signal = 'SIGTERM') {
      child.kill(signal);
      assert.equal(await ended, 0, said);
      assert.ok(!isRunning(databasePid), 'a database is left behind');
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
      // A database that has lost its parent stops cleanly on SIGINT; it is no child of ours, so it must be looked after.
      if (isRunning(databasePid)) process.kill(databasePid, 'SIGINT');
      while (isRunning(databasePid)) await pause(20);
    },
  };
}

/** The process of the built-in database of a data directory that is in use. */
export async function postmasterPid(dataDir: string): Promise<number> {
  const [pid] = (await readFile(join(dataDir, 'postgres/data/postmaster.pid'), 'utf8')).split('\n');
  return Number(pid);
}

/** Whether a process is at work; one that has ended, and that nobody asked after yet, is not. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    const status = `/proc/${pid}/status`;
    return !existsSync(status) || !/^State:\s+Z/m.test(readFileSync(status, 'utf8'));
  } catch {
    return false;
  }
}
