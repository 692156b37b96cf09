import type { Secrets, SealPlace } from '../../../platform/secrets.ts';

type Keys = Pick<Secrets, 'fingerprint'>;

const plainName = (text: string) => text.trim().toLowerCase();

/** By which an account is found again that signs in with this user name. */
export const userNameFingerprint = (secrets: Keys, userName: string): Buffer =>
  secrets.fingerprint('portal-user-name', plainName(userName));

/** By which an account is found again that has this mail address. */
export const mailFingerprint = (secrets: Keys, email: string): Buffer =>
  secrets.fingerprint('portal-email', plainName(email));

/** Where a name of an account is sealed: bound to the account alone, so that it opens when the person is gone. */
export const accountPlace = (accountId: string, column: 'user_name_sealed' | 'email_sealed'): SealPlace => ({
  table: 'portal_account',
  row: accountId,
  column,
});

export const registrationPlace = (id: string, column: 'user_name_sealed' | 'email_sealed'): SealPlace => ({
  table: 'portal_registration',
  row: id,
  column,
});

export const linkPlace = (id: string): SealPlace => ({
  table: 'portal_account_link',
  row: id,
  column: 'new_email_sealed',
});
