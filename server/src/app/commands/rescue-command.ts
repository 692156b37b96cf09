import { parseArgs } from 'node:util';
import { letInAgain, takePasswordsAgain } from '../../modules/accounts/index.ts';
import type { Work } from '../../modules/permissions/index.ts';
import { DomainError } from '../../platform/errors.ts';
import { agencyNamed } from './named-rows.ts';

export const RESCUE_USAGE = 'Usage: rescue --agency NAME [--email MAIL [--without-second-factor]]';

interface Io {
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: NodeJS.WritableStream;
}

/**
 * `rescue`: for when nobody gets into the admin any more who could mend it there, such as when an agency takes no passwords and
 * its own login is broken.
 * @returns the exit code: 0 done, 1 refused, 2 not understood.
 */
export async function rescueCommand(work: Work, argv: readonly string[], { stdout, stderr }: Io): Promise<number> {
  const asked = readArguments(argv);
  if (!asked) {
    stderr.write(`${RESCUE_USAGE}\n`);
    return 2;
  }
  const { email, secondFactor } = asked;
  try {
    const agencyId = await agencyNamed(work, asked.agency);
    if (email !== undefined) await letInAgain(work, { agencyId, email, secondFactor });
    const changed = await takePasswordsAgain(work, agencyId);
    stdout.write(changed ? 'Passwords are taken again.\n' : 'Passwords were taken already.\n');
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    stderr.write(`--${error.field?.[0] ?? 'agency'}: ${error.message}\n`);
    return 1;
  }
  if (email !== undefined)
    stdout.write('A link to choose a password leaves as soon as the product runs; it works for an hour.\n');
  return 0;
}

function readArguments(argv: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        agency: { type: 'string' },
        email: { type: 'string' },
        'without-second-factor': { type: 'boolean', default: false },
      },
    });
    const { agency, email, 'without-second-factor': secondFactor } = values;
    if (agency === undefined || (secondFactor && email === undefined)) return null;
    return { agency, email, secondFactor };
  } catch {
    return null;
  }
}
