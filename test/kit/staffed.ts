import { expect } from 'vitest';
import type { Login } from './admin.ts';
import type { Installation } from './installation.ts';

/** The first employee of an agency, as the command `setup` makes one. */
export async function setUpAgency(
  installation: Installation,
  name: string,
  options: { autoErase?: boolean; fakeNow?: string } = {},
): Promise<Login> {
  const domain = `${name.toLowerCase().replace(/[^a-z]+/g, '-')}.example`;
  const login: Login = { email: `beheer@${domain}`, password: 'een lang genoeg wachtwoord' };
  const ended = await installation.run(
    [
      'setup',
      ...['--agency', name, '--contact', `help@${domain}`, '--admin-email', login.email, '--admin-password-stdin'],
      ...(options.autoErase ? ['--auto-erase'] : []),
    ],
    { stdin: login.password, settings: options.fakeNow === undefined ? {} : { FAKE_NOW: options.fakeNow } },
  );
  expect(ended).toMatchObject({ code: 0, stderr: '' });
  return login;
}
