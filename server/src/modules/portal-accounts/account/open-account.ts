import { randomUUID } from 'node:crypto';
import type { Work } from '../../permissions/index.ts';
import { PortalAccountPersonSchema, PortalAccountSchema } from '../portal-account.ts';
import { accountPlace, mailFingerprint, userNameFingerprint } from './sealed-names.ts';

export interface NewAccount {
  agencyId: string;
  labelId: string | null;
  candidateId: string;
  userName: string;
  email: string;
  passwordHash: string;
  language: 'nl' | 'en';
}

/** Stores an account and whose it is, in the caller's transaction. @returns its id. */
export async function openAccount(work: Work, account: NewAccount): Promise<string> {
  const { em, secrets, clock } = work;
  // Not one of our ids that hold their moment: the audit trail says when somebody confirmed his account, and he is named there (D6).
  const id = randomUUID();
  const today = clock.today();
  await em.insert(PortalAccountSchema, {
    id,
    agencyId: account.agencyId,
    labelId: account.labelId,
    userNameSealed: secrets.seal(account.userName, accountPlace(id, 'user_name_sealed')),
    userNameHash: userNameFingerprint(secrets, account.userName),
    emailSealed: secrets.seal(account.email, accountPlace(id, 'email_sealed')),
    emailHash: mailFingerprint(secrets, account.email),
    passwordHash: account.passwordHash,
    language: account.language,
    // The day would be that of an answer of his, which stays (D6).
    createdOn: `${today.slice(0, 7)}-01`,
    lastSignedInOn: today,
    warnedOn: null,
    warningId: null,
    unreachedSince: null,
  });
  await em.insert(PortalAccountPersonSchema, { accountId: id, candidateId: account.candidateId });
  return id;
}
