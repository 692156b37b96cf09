import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { lexicographicSortSchema, printSchema } from 'graphql';
import type { Environment } from '../../modules/acceptance/index.ts';
import { carryOutOpenRuns, cleanUpErased, settleLedger } from '../../modules/anonymisation/index.ts';
import { noteHead } from '../../modules/audit/index.ts';
import {
  demoLogins,
  demoPortalLogin,
  isEmpty,
  seedDemo,
  type DemoLogin,
  type DemoPortalLogin,
} from '../../modules/demo/index.ts';
import { importCommand } from '../../modules/imports/index.ts';
import type { SystemActor } from '../../modules/permissions/index.ts';
import { RoleBook } from '../../modules/roles/index.ts';
import type { Env } from '../../platform/env.ts';
import { restoreBackUp } from '../../platform/database/back-up.ts';
import { StartupError } from '../../platform/errors.ts';
import { hashPassword } from '../../platform/passwords.ts';
import { catalogue } from '../modules.ts';
import { sweep } from '../daily-sweep.ts';
import { forgetAgain, openCore, startProduct, type Core, type ProductParts } from '../product.ts';
import { publishedSchema } from '../schema.ts';
import { copyToAcceptanceCommand } from './copy-to-acceptance-command.ts';
import { exportRuleSetCommand, importRuleSetCommand } from './rule-set-commands.ts';
import { inviteCommand } from './invite-command.ts';
import { rescueCommand } from './rescue-command.ts';
import { setupCommand } from './setup-command.ts';
import { verifyCommand } from './verify-command.ts';

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
  invite: {
    says: '--agency NAME --role ROLE --email MAIL --name NAME [--language en]: invite an employee with any role, such as CONSULTANT',
    run: (env, argv) =>
      withCore(env, (core) => inviteCommand(core.workAs(system('invite')), new RoleBook(catalogue), argv, process)),
  },
  rescue: {
    says: '--agency NAME [--email MAIL [--without-second-factor]]: take passwords again, and mail somebody a link to choose one',
    run: (env, argv) => withCore(env, (core) => rescueCommand(core.workAs(system('rescue')), argv, process)),
  },
  import: {
    says: 'FILE.csv [--agency NAME] [--skip-bad]: import candidates',
    run: (env, argv) => withCore(env, (core) => importCommand(core.workAs(system('import')), argv, process)),
  },
  sweep: { says: 'plan, mail and erase now what is due today', run: (env) => withCore(env, sweepNow) },
  'clean-up': {
    says: 'write anew every table in which somebody was erased, so that no byte is left (F15); nobody can read them meanwhile',
    run: (env) => withCore(env, cleanUpNow),
  },
  'back-up': {
    says: 'write every table to a folder in DATA_DIR/back-ups (C15)',
    run: (env) => withCore(env, backUpNow),
  },
  restore: {
    says: 'FOLDER: put a back-up into an empty database',
    run: (env, argv) => withCore(env, (core) => restoreNow(core, argv), { replay: false }),
  },
  'copy-to-acceptance': {
    says: '--to DATABASE_URL [--again] [--admin-email MAIL --admin-password-stdin]: make an acceptance copy with invented people (C13)',
    run: (env, argv) => copyToAcceptanceCommand(argv, process, (deed) => withCore(env, deed)),
  },
  verify: {
    says: 'audit [--since SEQ:HASH | --accept-loss], or ledger: say whether the audit trail is whole, and whether the ledger and the database agree',
    // Looks, and erases nobody again.
    run: (env, argv) =>
      withCore(env, (core) => verifyCommand(core.workAs(system('verify')), core.store, argv, process), {
        replay: false,
      }),
  },
  'export-rule-set': {
    says: 'NAME: write a set of rules as a file, for another environment (C16)',
    // Standard output is the file.
    run: (env, argv) =>
      withCore(env, (core) => exportRuleSetCommand(core.workAs(system('export-rule-set')), argv, process), {
        log: complain,
      }),
  },
  'import-rule-set': {
    says: 'FILE.json: bring a set of rules from another environment (C16)',
    run: (env, argv) =>
      withCore(env, (core) => importRuleSetCommand(core.workAs(system('import-rule-set')), argv, process)),
  },
  'emit-schema': { says: 'write schema/schema.graphql', run: emitSchema },
};

const system = (name: string): SystemActor => ({ kind: 'system', name });
const say = (line: string) => console.log(line);
const complain = (line: string) => console.error(line);

async function withCore(
  env: Env,
  work: (core: Core) => Promise<number>,
  { log = say, replay = true } = {},
): Promise<number> {
  const core = await openCore(env, log, true);
  try {
    if (replay) await forgetAgain(core, log);
    const code = await work(core);
    if (replay) await settleLedger(core.workAs(system('command')));
    // What a command did stands in the audit trail, whose head is noted before it ends; else the next worker notes it.
    await noteHead(core.workAs(system('command')), core.store).catch(() =>
      log('The head of the audit trail could not be noted: the file store does not answer.'),
    );
    return code;
  } finally {
    await core.close();
  }
}

async function serve(env: Env, parts: ProductParts): Promise<number> {
  // From the first moment on: who is asked to stop while it starts takes down what it has started.
  const asked = stopAsked();
  const starting = new AbortController();
  void asked.then(() => starting.abort());
  const product = await startProduct(env, { ...parts, asked: starting.signal }, say);
  try {
    const work = product.core.workAs(system('serve'));
    if (product.url) {
      tellAddresses(product.url, env, product.core.environment);
      tellLogins(await demoLogins(work), await demoPortalLogin(work));
      if (env.fakeNow) say(`  The clock started at ${env.fakeNow}.`);
      say('  Ctrl-C stops it.');
    } else say('The worker is running.');
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

function tellAddresses(url: string, env: Env, environment: Environment): void {
  say('');
  say(`  Portal   ${url}/`);
  say(`  Admin    ${url}/admin`);
  say(`  API      ${url}/graphql`);
  if (!env.smtpUrl || environment === 'ACCEPTANCE') say(`  Mailbox  ${url}/mailbox`);
  if (environment === 'ACCEPTANCE')
    say('  This is an acceptance copy: its people are invented, and its mail stays here.');
  say('');
}

function tellLogins(staff: readonly DemoLogin[], candidate: DemoPortalLogin | undefined): void {
  if (staff.length > 0) {
    say('  Sign in to the admin as');
    for (const login of staff) say(`    ${login.email.padEnd(28)} ${login.password.padEnd(20)} ${login.role}`);
    say('');
  }
  if (candidate) {
    say('  Sign in to the portal as');
    say(`    ${candidate.userName.padEnd(28)} ${candidate.password}`);
    say('');
  }
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
  const work = core.workAs(system('sweep'));
  const { documents, planned, noticed } = await sweep(work);
  const { erased, skipped, failed } = await carryOutOpenRuns(work);
  say(
    `Planned ${String(planned)}, mails queued ${String(noticed)}, erased ${String(erased)}, skipped ${String(skipped)}${failed > 0 ? `, failed ${String(failed)}` : ''}${documents > 0 ? `, documents removed ${String(documents)}` : ''}.`,
  );
  return failed > 0 ? 1 : 0;
}

async function cleanUpNow(core: Core): Promise<number> {
  const { cleaned, busy } = await cleanUpErased(core.workAs(system('clean-up')), core.databaseUrl);
  say(`Written anew: ${cleaned.join(', ') || 'nothing'}.`);
  if (busy.length > 0) say(`In use, try again: ${busy.join(', ')}.`);
  return busy.length > 0 ? 1 : 0;
}

async function backUpNow(core: Core): Promise<number> {
  const made = await core.makeBackUp();
  say(`Wrote ${String(made.rows)} rows of ${String(made.tables)} tables to ${made.dir}. It holds personal data.`);
  return 0;
}

async function restoreNow(core: Core, [dir]: readonly string[]): Promise<number> {
  if (dir === undefined) throw new StartupError('Say which folder: wisbaar restore FOLDER.');
  const restored = await restoreBackUp(core.databaseUrl, dir);
  say(`Restored ${String(restored.rows)} rows of ${String(restored.tables)} tables.`);
  await forgetAgain(core, say);
  return 0;
}

function emitSchema(): Promise<number> {
  const file = fileURLToPath(new URL('../../../../schema/schema.graphql', import.meta.url));
  writeFileSync(file, `${printSchema(lexicographicSortSchema(publishedSchema()))}\n`);
  return Promise.resolve(0);
}
