import { text as readAll } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import type { Work } from '../../modules/permissions/index.ts';
import { DomainError } from '../../platform/errors.ts';
import { setUpAgency } from '../set-up-agency.ts';

export const SETUP_USAGE =
  'Usage: setup --agency NAME --contact MAIL --admin-email MAIL --admin-password-stdin [--admin-name NAME] [--auto-erase]';

export interface SetupIo {
  readonly stdin: NodeJS.ReadableStream;
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: NodeJS.WritableStream;
}

/** Where on the command line stands what was refused. */
const OPTION_OF: Readonly<Record<string, string>> = {
  name: '--agency',
  contactEmail: '--contact',
  'admin.email': '--admin-email',
  'admin.name': '--admin-name',
  'admin.password': 'the password',
};

/**
 * `setup`: an agency and the first employee who signs in to it. The password comes over standard input, since the
 * command line is read by everybody on the machine and stays in the shell's history.
 * @returns the exit code: 0 done, 1 refused, 2 not understood.
 */
export async function setupCommand(work: Work, argv: readonly string[], io: SetupIo): Promise<number> {
  const asked = readArguments(argv);
  if (!asked) {
    io.stderr.write(`${SETUP_USAGE}\n`);
    return 2;
  }
  const password = (await readAll(io.stdin)).replace(/\r?\n$/, '');
  try {
    await setUpAgency(work, { ...asked, admin: { ...asked.admin, password } });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    io.stderr.write(`${OPTION_OF[error.field?.[0] ?? ''] ?? 'setup'}: ${error.message}\n`);
    return 1;
  }
  io.stdout.write(`${asked.name} is set up: sign in to the admin as ${asked.admin.email}.\n`);
  return 0;
}

function readArguments(argv: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        agency: { type: 'string' },
        contact: { type: 'string' },
        'admin-email': { type: 'string' },
        'admin-name': { type: 'string', default: 'Beheerder' },
        'admin-password-stdin': { type: 'boolean' },
        'auto-erase': { type: 'boolean', default: false },
      },
    });
    const { agency, contact, 'admin-email': email, 'admin-password-stdin': passwordFollows } = values;
    if (agency === undefined || contact === undefined || email === undefined || !passwordFollows) return null;
    return {
      name: agency,
      contactEmail: contact,
      autoErase: values['auto-erase'],
      admin: { name: values['admin-name'], email },
    };
  } catch {
    return null;
  }
}
