// cspell:ignore barsize
import { text as readAll } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { Presets, SingleBar } from 'cli-progress';
import { z } from 'zod';
import {
  copyToAcceptance,
  mustBecomeAcceptance,
  type CopyProgress,
  type FirstAdmin,
} from '../../modules/acceptance/index.ts';
import { checkNewPassword } from '../../modules/accounts/index.ts';
import { DomainError, StartupError } from '../../platform/errors.ts';
import { hashPassword } from '../../platform/passwords.ts';
import { migrate } from '../database.ts';
import type { Core } from '../product.ts';
import type { SetupIo } from './setup-command.ts';

export const COPY_USAGE =
  'Usage: copy-to-acceptance --to DATABASE_URL [--again] [--admin-email MAIL --admin-password-stdin]';

/** What the command needs of production. */
export type Production = Pick<Core, 'databaseUrl' | 'orm' | 'workAs'>;
interface CopyIo extends SetupIo {
  readonly stdout: NodeJS.WritableStream & { readonly isTTY?: boolean };
}

/**
 * `copy-to-acceptance`: makes a second database with invented people of this one. The password of whoever signs in there first
 * comes over standard input.
 * @param withProduction opens production only when what was asked is understood.
 * @returns the exit code: 0 done, 1 refused, 2 not understood.
 */
export async function copyToAcceptanceCommand(
  argv: readonly string[],
  io: CopyIo,
  withProduction: (deed: (production: Production) => Promise<number>) => Promise<number>,
): Promise<number> {
  const asked = readArguments(argv);
  if (!asked) {
    io.stderr.write(`${COPY_USAGE}\n`);
    return 2;
  }
  try {
    const admin = asked.adminEmail === undefined ? undefined : await readAdmin(asked.adminEmail, io);
    return await withProduction(async (production) => {
      await mustBecomeAcceptance(production.databaseUrl, asked.to, asked.again);
      await migrate(asked.to);
      const progress = io.stdout.isTTY === true ? barProgress(io.stdout) : lineProgress(io.stdout);
      const work = production.workAs({ kind: 'system', name: 'copy-to-acceptance' });
      const done = await copyToAcceptance(work, production.orm, {
        sourceUrl: production.databaseUrl,
        targetUrl: asked.to,
        ...(admin ? { admin } : {}),
        onProgress: progress.report,
      }).finally(progress.stop);
      io.stdout.write(
        `The acceptance copy has ${count(done.rows)} rows in ${count(done.tables)} tables, and ${count(done.candidates)} invented candidates.\n`,
      );
      if (!admin) io.stdout.write('Nobody can sign in there yet: make it again with --admin-email.\n');
      return 0;
    });
  } catch (error) {
    if (!(error instanceof StartupError || error instanceof DomainError)) throw error;
    io.stderr.write(`${error.message}\n`);
    return 1;
  }
}

const count = (number: number) => number.toLocaleString('en-GB');

async function readAdmin(given: string, { stdin }: CopyIo): Promise<FirstAdmin> {
  const address = z.email().safeParse(given.trim().toLowerCase());
  if (!address.success) throw new StartupError('--admin-email: Give a mail address, such as avg@agency.example.');
  const password = (await readAll(stdin)).replace(/\r?\n$/, '');
  checkNewPassword(password, [address.data], 'password');
  return { email: address.data, passwordHash: await hashPassword(password) };
}

function readArguments(argv: readonly string[]): { to: string; again: boolean; adminEmail: string | undefined } | null {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        to: { type: 'string' },
        again: { type: 'boolean', default: false },
        'admin-email': { type: 'string' },
        'admin-password-stdin': { type: 'boolean', default: false },
      },
    });
    const { to, again, 'admin-email': adminEmail } = values;
    if (to === undefined || !/^postgres(ql)?:\/\//.test(to)) return null;
    if ((adminEmail !== undefined) !== values['admin-password-stdin']) return null;
    return { to, again, adminEmail };
  } catch {
    return null;
  }
}

function barProgress(stream: NodeJS.WritableStream) {
  const bar = new SingleBar(
    { format: '{table} {bar} {value} of {total}', stream, barsize: 30, clearOnComplete: true },
    Presets.shades_classic,
  );
  let running: string | undefined;
  return {
    report: ({ table, rows, of }: CopyProgress) => {
      if (running !== table) bar.start(of, rows, { table });
      running = table;
      bar.update(rows);
    },
    stop: () => bar.stop(),
  };
}

function lineProgress(stream: NodeJS.WritableStream) {
  return {
    report: ({ table, rows, of }: CopyProgress) => {
      if (of > 0) stream.write(`${table}: ${count(rows)} of ${count(of)}\n`);
    },
    stop: () => undefined,
  };
}
