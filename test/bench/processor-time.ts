import { readdirSync, readFileSync } from 'node:fs';
import type pg from 'pg';

/** In which the kernel counts, on every Linux there is. */
const TICKS_A_SECOND = 100;

interface Stat {
  parent: number;
  /** Seconds of its own. */
  own: number;
  /** Seconds of those that it started and that have ended. */
  ended: number;
}

/** Undefined for a process that is gone, and where there is no /proc. */
function statOf(pid: number): Stat | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ').map(Number);
    const seconds = (from: number) => (fields[from]! + fields[from + 1]!) / TICKS_A_SECOND;
    return { parent: fields[1]!, own: seconds(11), ended: seconds(13) };
  } catch {
    return undefined;
  }
}

/**
 * Processor time, in seconds, that a process has taken so far: what a busy machine leaves comparable.
 * @returns undefined where the kernel does not say.
 */
export const processorTime = (pid: number): number | undefined => statOf(pid)?.own;

/** The same of a whole PostgreSQL: its sessions that have ended, those that work, and what it does beside them. */
export function serverProcessorTime(leader: number): number | undefined {
  for (;;) {
    const before = statOf(leader);
    if (!before) return undefined;
    const children = readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((pid) => statOf(Number(pid)))
      .filter((stat) => stat?.parent === leader);
    // Who ended meanwhile may have been counted twice, or not at all.
    if (statOf(leader)?.ended === before.ended)
      return children.reduce((sum, stat) => sum + stat!.own, before.own + before.ended);
  }
}

/** The process that leads the server. */
export async function serverLeader(client: pg.Client): Promise<number | undefined> {
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  return statOf(rows[0]!.pid)?.parent;
}
