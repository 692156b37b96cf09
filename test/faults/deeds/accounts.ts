import { COLLEAGUE, confirm, confirmed, id, newestToken, PASSWORDS, type Deed, type World } from './deed.ts';
import { oneTimeCode } from './one-time-code.ts';

const NEW_PASSWORD = 'kraanvogels tellen bij dauw';

const invite = ({ kept }: World, email: string) => ({
  agencyIds: [kept['agency']],
  email,
  name: 'Con Sulent',
  roleId: kept['recruiterRole'],
});
const turnOnSecondFactor: Deed = {
  mutation: 'confirmSecondFactor',
  by: 'colleague',
  before: async (world) => {
    await confirm(world, 'colleague');
    const { data } = await world.clients.colleague.send(
      'mutation { startSecondFactor { secret userErrors { code } } }',
    );
    world.kept['secret'] = (data!['startSecondFactor'] as { secret: string }).secret.replaceAll(' ', '');
  },
  input: ({ kept }) => ({ code: oneTimeCode(kept['secret']!) }),
  answer: 'recoveryCodes',
  keep: { recoveryCodes: 'recoveryCodes' },
};
/** One that was not tried yet. */
const recoveryCode = ({ kept }: World): string => {
  const [next, ...others] = JSON.parse(kept['recoveryCodes']!) as string[];
  kept['recoveryCodes'] = JSON.stringify(others);
  return next!;
};

export const accounts: readonly Deed[] = [
  {
    mutation: 'signIn',
    by: 'stranger',
    input: ({ kept }) => ({ email: kept['adminEmail'], password: PASSWORDS.admin }),
    answer: 'viewer { id }',
    becomes: 'visitor',
  },
  { mutation: 'signOut', by: 'visitor' },
  { mutation: 'confirmPassword', input: () => ({ password: PASSWORDS.admin }) },
  {
    mutation: 'inviteStaff',
    before: confirmed('admin'),
    input: (world) => invite(world, 'weer-weg@parksluizen.example'),
    answer: 'staffUser { id }',
    keep: { withdrawn: 'staffUser.id' },
  },
  { mutation: 'withdrawInvitation', input: id('withdrawn') },
  {
    mutation: 'inviteStaff',
    before: confirmed('admin'),
    input: (world) => invite(world, COLLEAGUE),
    answer: 'staffUser { id }',
    keep: { colleague: 'staffUser.id' },
  },
  { mutation: 'sendInvitationAgain', input: id('colleague') },
  {
    mutation: 'setPassword',
    by: 'stranger',
    input: async (world) => ({ token: await newestToken(world, COLLEAGUE, 2), password: PASSWORDS.colleague }),
  },
  { mutation: 'disableStaff', input: id('colleague') },
  { mutation: 'enableStaff', before: confirmed('admin'), input: id('colleague') },
  { mutation: 'updateStaff', input: (world) => ({ ...id('colleague')(world), name: 'Conny Sulent' }) },
  {
    mutation: 'signIn',
    by: 'stranger',
    input: () => ({ email: COLLEAGUE, password: PASSWORDS.colleague }),
    answer: 'viewer { id }',
    becomes: 'colleague',
  },
  turnOnSecondFactor,
];

/** After what the colleague does for his work, since he loses his account's settings here. */
export const accountSettings: readonly Deed[] = [
  {
    mutation: 'renewRecoveryCodes',
    by: 'colleague',
    before: (world) => confirm(world, 'colleague', recoveryCode(world)),
    answer: 'recoveryCodes',
    keep: { recoveryCodes: 'recoveryCodes' },
  },
  {
    mutation: 'signInWithCode',
    by: 'visitor',
    before: async (world) => {
      await world.clients.visitor.send(
        'mutation ($input: SignInInput!) { signIn(input: $input) { codeRequired userErrors { code } } }',
        { input: { email: COLLEAGUE, password: PASSWORDS.colleague } },
      );
    },
    input: (world) => ({ code: recoveryCode(world) }),
    answer: 'viewer { id }',
  },
  {
    mutation: 'turnOffSecondFactor',
    by: 'visitor',
    spends: { table: 'recovery_code', what: 'A code that was shown is not taken again, whatever comes of it.' },
    input: (world) => ({ password: PASSWORDS.colleague, code: recoveryCode(world) }),
  },
  {
    mutation: 'endSession',
    by: 'visitor',
    input: async ({ clients }) => {
      const { data } = await clients.visitor.send('{ viewer { sessions { id current } } }');
      const { sessions } = data!['viewer'] as { sessions: { id: string; current: boolean }[] };
      return { id: sessions.find(({ current }) => !current)!.id };
    },
  },
  {
    mutation: 'signIn',
    by: 'stranger',
    input: () => ({ email: COLLEAGUE, password: PASSWORDS.colleague }),
    answer: 'viewer { id }',
    becomes: 'colleague',
  },
  { mutation: 'endOtherSessions', by: 'colleague' },
  turnOnSecondFactor,
  { mutation: 'removeSecondFactor', before: confirmed('admin'), input: id('colleague') },
  {
    mutation: 'signIn',
    by: 'stranger',
    input: () => ({ email: COLLEAGUE, password: PASSWORDS.colleague }),
    answer: 'viewer { id }',
    becomes: 'colleague',
  },
  {
    mutation: 'requestEmailChange',
    by: 'colleague',
    before: confirmed('colleague'),
    input: () => ({ email: 'nieuw@parksluizen.example' }),
  },
  {
    mutation: 'confirmEmailChange',
    by: 'stranger',
    input: async (world) => ({ token: await newestToken(world, 'nieuw@parksluizen.example', 1) }),
  },
  {
    mutation: 'changePassword',
    by: 'colleague',
    input: () => ({ currentPassword: PASSWORDS.colleague, newPassword: NEW_PASSWORD }),
  },
];
