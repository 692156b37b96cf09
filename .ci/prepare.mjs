// Makes a clone ready to run: the packages, and whatever of the build is older than its sources.
// Plain Node 20 without dependencies: this runs before anything has been installed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Refusal, run, step } from './steps.mjs';

export const root = fileURLToPath(new URL('..', import.meta.url));
/** Node 24, which is one of the packages; the machine's own may be older. */
export const node = join(root, 'node_modules/.bin/node');
const stamps = join(root, 'node_modules/.wisbaar');

const INSTALL = {
  name: 'install',
  title: 'Installing packages',
  from: ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'patches', 'package.json', ...eachPackage('package.json')],
  to: ['node_modules/.bin/node', 'node_modules/.pnpm'],
  command: ['install', '--frozen-lockfile'],
};

const BUILD = [
  {
    name: 'server',
    title: 'Compiling the server',
    from: ['pnpm-lock.yaml', 'tsconfig.base.json', 'server'],
    to: ['server/dist/main.js'],
    command: ['--filter', 'wisbaar-server', 'build'],
  },
  {
    name: 'emit-schema',
    title: 'Writing the API schema',
    from: ['pnpm-lock.yaml', 'server', 'schema/schema.graphql'],
    to: ['schema/schema.graphql'],
    command: ['emit-schema'],
  },
  {
    name: 'schema',
    title: 'Typing the API schema',
    from: ['pnpm-lock.yaml', 'tsconfig.base.json', 'schema'],
    to: [],
    command: ['--filter', 'wisbaar-schema', 'build'],
  },
  {
    name: 'interfaces',
    title: 'Building portal and admin',
    from: ['pnpm-lock.yaml', 'tsconfig.base.json', 'schema', 'ui', 'portal', 'admin'],
    to: ['portal/build/index.html', 'admin/build/index.html'],
    command: ['--filter', 'wisbaar-portal', '--filter', 'wisbaar-admin', 'build'],
  },
];

const UNATTENDED = {
  // pnpm asks no questions, as when a folder of another version has to go.
  CI: 'true',
  // Without a network the defaults of pnpm and npm take minutes to say so.
  pnpm_config_fetch_retries: '1',
  pnpm_config_fetch_retry_mintimeout: '1000',
  pnpm_config_fetch_retry_maxtimeout: '5000',
  npm_config_fetch_retries: '1',
};

/** @returns {Promise<(args: string[], options?: object) => Promise<string>>} runs pnpm with the given arguments */
export async function prepare() {
  if (Number(process.versions.node.split('.')[0]) < 20) {
    throw new Refusal(`Node ${process.versions.node} is too old: install Node 20 or newer, from https://nodejs.org.`);
  }
  process.chdir(root);
  const pnpm = findPnpm();
  for (const task of [INSTALL, ...BUILD]) {
    if (upToDate(task)) continue;
    await step(task.title, (onLine) => pnpm(task.command, { onLine, env: UNATTENDED }));
    mkdirSync(stamps, { recursive: true });
    writeFileSync(join(stamps, task.name), fingerprint(task.from));
  }
  return pnpm;
}

/** The machine's own pnpm when it is of the right major version, else one that npm fetches and keeps in its cache. */
function findPnpm() {
  const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const [major] = packageManager.split('@')[1].split('.');
  // Elsewhere than here: an older pnpm would first fetch the version that package.json names.
  const found = spawnSync('pnpm', ['--version'], { cwd: tmpdir(), encoding: 'utf8' });
  if (found.status === 0 && found.stdout.startsWith(`${major}.`)) return (args, options) => run('pnpm', args, options);
  const throughNpm = ['exec', '--yes', `--package=${packageManager}`, '--', 'pnpm'];
  return (args, options) => run('npm', [...throughNpm, ...args], options);
}

function upToDate({ name, from, to }) {
  const stamp = join(stamps, name);
  return to.every((path) => existsSync(path)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint(from);
}

/** Of the contents, not of the times: a fresh checkout has new times, and the same sources. */
function fingerprint(paths) {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}`);
  for (const path of paths.flatMap(sources)) hash.update(`\0${path}\0`).update(readFileSync(path));
  return hash.digest('hex');
}

const MADE = new Set(['node_modules', 'dist', 'build', 'paraglide', 'coverage']);

function sources(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .filter((name) => !MADE.has(name) && !name.startsWith('.') && !name.endsWith('.test.ts'))
    .sort()
    .flatMap((name) => sources(`${path}/${name}`));
}

function eachPackage(file) {
  return ['server', 'schema', 'ui', 'portal', 'admin', 'test'].map((name) => `${name}/${file}`);
}
