import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { StartupError } from '../errors.js';
import { isAlive } from './process-lock.js';

const PATIENCE_SECONDS = 60;

/**
 * Stops what a kill -9 of an earlier process has left running on this cluster, and removes a pid file that points at a
 * stranger, as one does after a reboot. Call it only with the data directory locked: a server of a living product
 * looks the same.
 */
export async function clearRemains(cluster: string, log: (line: string) => void): Promise<void> {
  const pidFile = join(cluster, 'postmaster.pid');
  const leader = leaderIn(pidFile);
  if (leader === undefined) return;

  if (isServerOf(cluster, leader)) {
    log(`Stopping the PostgreSQL (process ${String(leader)}) that an earlier run has left behind.`);
    process.kill(leader, 'SIGINT');
  }
  // Not only the leader: when that one was killed, its sessions may still be ending, and hold the shared memory.
  for (let waited = 0; stillRunning(cluster, leader); waited += 0.05) {
    if (waited > PATIENCE_SECONDS) {
      throw new StartupError(
        `An earlier PostgreSQL (process ${String(leader)}) on ${cluster} does not end: stop it and start again.`,
      );
    }
    await sleep(50);
  }
  // PostgreSQL itself sees through a dead pid, but takes any living process of the same user for a server.
  if (leaderIn(pidFile) !== undefined && isAlive(leader)) rmSync(pidFile);
}

function leaderIn(pidFile: string): number | undefined {
  try {
    const pid = Number.parseInt(readFileSync(pidFile, 'utf8'), 10);
    return pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}

function stillRunning(cluster: string, leader: number): boolean {
  if (process.platform !== 'linux') return isServerOf(cluster, leader);
  return readdirSync('/proc').some((name) => /^\d+$/.test(name) && isServerOf(cluster, Number(name)));
}

/** Every process of a server works in the directory of its cluster; a process that has become a zombie works nowhere. */
function isServerOf(cluster: string, pid: number): boolean {
  try {
    if (process.platform !== 'linux') {
      const command = execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
      return command.includes('postgres') && command.includes(cluster);
    }
    return (
      readFileSync(`/proc/${String(pid)}/comm`, 'utf8').trim() === 'postgres' &&
      readlinkSync(`/proc/${String(pid)}/cwd`) === realpathSync(cluster)
    );
  } catch {
    return false;
  }
}
