import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';

/** Someone else holds the lock; `pid` is the living process that does. */
export class LockHeldError extends Error {
  override name = 'LockHeldError';
  readonly pid: number;

  constructor(path: string, pid: number) {
    super(`${path} is held by process ${String(pid)}.`);
    this.pid = pid;
  }
}

/**
 * Takes a lock that lasts as long as this process does, and returns the function that gives it back.
 *
 * A file that names its owner, since Node offers no flock. A kill -9 leaves the file behind; it then counts for nothing,
 * because its owner is dead. Like PostgreSQL's own postmaster.pid it can't see processes of another container.
 *
 * @throws LockHeldError when a living process, this one included, holds it.
 */
export function lockForThisProcess(path: string): () => void {
  const claim = `${String(process.pid)} ${startOf(process.pid) ?? ''}\n`;
  const draft = `${path}.${String(process.pid)}`;
  writeFileSync(draft, claim, { mode: 0o600 });
  try {
    while (!linked(draft, path)) dropWhenStale(path);
  } finally {
    rmSync(draft, { force: true });
  }
  return () => {
    if (contentOf(path) === claim) rmSync(path, { force: true });
  };
}

/** Linking a finished file, unlike creating and then writing one, never shows a half-written claim to others. */
function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function dropWhenStale(path: string): void {
  const stale = contentOf(path);
  if (stale === undefined) return;
  const pid = Number(stale.split(' ')[0]);
  if (ownerLives(stale)) throw new LockHeldError(path, pid);

  // Of two processes that both saw the stale claim, the slower must not remove the fresh one of the quicker.
  const aside = `${path}.stale.${String(process.pid)}`;
  try {
    renameSync(path, aside);
  } catch {
    return; // the quicker one has removed it
  }
  if (contentOf(aside) !== stale) linked(aside, path);
  rmSync(aside, { force: true });
}

function ownerLives(claim: string): boolean {
  const [pid, started] = claim.trim().split(' ');
  if (!isAlive(Number(pid))) return false;
  // Pids come back, soonest after a reboot and in containers: the same number with another start is someone else.
  return started === undefined || started === '' || startOf(Number(pid)) === started;
}

export function isAlive(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** When a process started, in clock ticks since the machine did; undefined where there is no /proc. */
function startOf(pid: number): string | undefined {
  // The second field is the command in brackets, and may itself hold spaces and brackets.
  const afterCommand = contentOf(`/proc/${String(pid)}/stat`)
    ?.split(') ')
    .at(-1);
  return afterCommand?.split(' ')[19];
}

function contentOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
