import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { verifyAudit } from '../../modules/audit/index.ts';
import { demoLogins, isEmpty, seedDemo, type DemoLogin } from '../../modules/demo/index.ts';
import { importCommand } from '../../modules/imports/index.ts';
import type { SystemActor } from '../../modules/permissions/index.ts';
import type { Env } from '../../platform/env.ts';
import { hashPassword } from '../../platform/passwords.ts';
import { sweep } from '../daily-sweep.ts';
import { openCore, startProduct, type Core, type ProductParts } from '../product.ts';
import { publishedSchema } from '../schema.ts';
import { setupCommand } from './setup-command.ts';

/** Runs to its end and gives the exit code. */
export type Command = (env: Env, argv: readonly string[]) => Promise<number>;

export const COMMANDS: Readonly<Record<string, { run: Command; says: string }>> = {
  serve: {
    says: 'everything in one process: API, admin, portal, jobs',
    run: (env) => serve(env, { http: true, jobs: true, ...(env.demo ? { prepare: seed } : {}) }),
  },
  api: { says: 'only what is served over HTTP', run: (env) => serve(env, { http: true, jobs: false }) },
  worker: { says: 'only the jobs', run: (env) => serve(env, { http: false, jobs: true }) },
  migrate: { says: 'bring the tables up to date', run: (env) => withCore(env, () => Promise.resolve(0)) },
  seed: { says: 'fill an empty database with demo data', run: (env) => withCore(env, seed) },
  setup: {
    says: '--agency NAME --contact MAIL --admin-email MAIL --admin-password-stdin: set up an agency and its first admin',
    run: (env, argv) => withCore(env, (core) => setupCommand(core.workAs(system('setup')), argv, process)),
  },
  import: {
    says: 'FILE.csv [--agency NAME] [--skip-bad]: import candidates',
    run: (env, argv) => withCore(env, (core) => importCommand(core.workAs(system('import')), argv, process)),
  },
  sweep: { says: 'plan, mail and erase now what is due today', run: (env) => withCore(env, sweepNow) },
  verify: {
    says: 'audit: walk the audit trail and say whether it is whole',
    run: (env, argv) => withCore(env, (core) => verify(core, argv)),
  },
  'emit-schema': { says: 'write schema/schema.graphql', run: emitSchema },
};

const system = (name: string): SystemActor => ({ kind: 'system', name });
const say = (line: string) => console.log(line);

async function withCore(env: Env, work: (core: Core) => Promise<number>): Promise<number> {
  const core = await openCore(env, say, true);
  try {
    return await work(core);
  } finally {
    await core.close();
  }
}

async function serve(env: Env, parts: ProductParts): Promise<number> {
  // From the first moment on: who is asked to stop while it starts takes down what it has started.
  const asked = stopAsked();
  const product = await startProduct(env, parts, say);
  try {
    if (product.url) tellAddresses(product.url, env, await demoLogins(product.core.workAs(system('serve'))));
    else say('The worker is running.');
    await asked;
    say('Stopping …');
  } finally {
    await product.stop();
  }
  return 0;
}

/** Ctrl-C, or what a service manager sends. Pressed again it changes nothing: dying while it stops would leave the database behind. */
function stopAsked(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve());
  });
}

function tellAddresses(url: string, env: Env, logins: readonly DemoLogin[]): void {
  say('');
  say(`  Portal   ${url}/`);
  say(`  Admin    ${url}/admin`);
  say(`  API      ${url}/graphql`);
  if (!env.smtpUrl) say(`  Mailbox  ${url}/mailbox`);
  say('');
  if (logins.length > 0) {
    say('  Sign in to the admin as');
    for (const login of logins) say(`    ${login.email.padEnd(28)} ${login.password.padEnd(20)} ${login.role}`);
    say('');
  }
  if (env.fakeNow) say(`  The clock started at ${env.fakeNow}.`);
  say('  Ctrl-C stops it.');
}

async function seed(core: Core): Promise<number> {
  const work = core.workAs(system('seed'));
  if (await isEmpty(work)) say('Filling the empty database with demo data …');
  const outcome = await seedDemo(work, core.store, { hashPassword });
  if (!outcome) return 0;
  say(`The database was empty: it now holds ${String(outcome.candidates)} invented candidates.`);
  return 0;
}

async function sweepNow(core: Core): Promise<number> {
  const counts = await sweep(core.workAs(system('sweep')));
  say(
    `Planned ${String(counts.planned)}, mails queued ${String(counts.noticed)}, erased ${String(counts.erased)}, skipped ${String(counts.skipped)}.`,
  );
  return 0;
}

async function verify(core: Core, [what]: readonly string[]): Promise<number> {
  if (what !== 'audit') {
    say('Usage: verify audit');
    return 2;
  }
  const verdict = await verifyAudit(core.workAs(system('verify')).em);
  if (verdict.brokenAt === null) say(`The audit trail is whole: ${String(verdict.entries)} entries.`);
  else
    say(
      `The audit trail is broken at entry ${String(verdict.brokenAt)}: it, or what came before it, was changed, moved or removed.`,
    );
  return verdict.brokenAt === null ? 0 : 1;
}

function emitSchema(): Promise<number> {
  const file = fileURLToPath(new URL('../../../../schema/schema.graphql', import.meta.url));
  writeFileSync(file, `${printSchema(lexicographicSortSchema(publishedSchema()))}\n`);
  return Promise.resolve(0);
}
