import { parseArgs } from 'node:util';
import { inviteStaff } from '../../modules/accounts/index.ts';
import type { Work } from '../../modules/permissions/index.ts';
import type { RoleBook } from '../../modules/roles/index.ts';
import { DomainError } from '../../platform/errors.ts';
import { agencyNamed, roleNamed } from './named-rows.ts';

export const INVITE_USAGE = 'Usage: invite --agency NAME --role ROLE --email MAIL --name NAME [--language nl|en]';

interface Io {
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: NodeJS.WritableStream;
}

/**
 * `invite`: an employee with any role. In the admin nobody gives a right that he lacks himself, so who may do more than every
 * admin, as a consultant does, is appointed by who runs the product.
 * @returns the exit code: 0 done, 1 refused, 2 not understood.
 */
export async function inviteCommand(
  work: Work,
  book: RoleBook,
  argv: readonly string[],
  { stdout, stderr }: Io,
): Promise<number> {
  const asked = readArguments(argv);
  if (!asked) {
    stderr.write(`${INVITE_USAGE}\n`);
    return 2;
  }
  try {
    const agencyId = await agencyNamed(work, asked.agency);
    const roleId = await roleNamed(work, asked.role, agencyId);
    const { name, email, language } = asked;
    await inviteStaff(work, book, { name, email, language, roleId, agencyIds: [agencyId] });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    stderr.write(`--${error.field?.[0] ?? 'email'}: ${error.message}\n`);
    return 1;
  }
  stdout.write('Invited. The mail with the link leaves as soon as the product runs; the link works for seven days.\n');
  return 0;
}

function readArguments(argv: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: { agency: text, role: text, email: text, name: text, language: { ...text, default: 'nl' } },
    });
    const { agency, role, email, name, language } = values;
    if (agency === undefined || role === undefined || email === undefined || name === undefined) return null;
    return language === 'nl' || language === 'en' ? ({ agency, role, email, name, language } as const) : null;
  } catch {
    return null;
  }
}
