import { openAccount } from '../src/modules/portal-accounts/index.ts';
import { newId } from '../src/platform/ids.ts';
import { hashPassword } from '../src/platform/passwords.ts';
import { PASSWORD } from './account.ts';
import { makePerson } from './agency.ts';
import type { TestProduct } from './index.ts';

/** A candidate who made a profile on the portal. */
export async function makePortalAccount(product: TestProduct, agencyId: string) {
  const candidateId = await makePerson(product, agencyId, { registeredOn: '2026-05-01' });
  const userName = `piet.${newId()}`;
  const email = `${newId()}@post.example`;
  const passwordHash = await hashPassword(PASSWORD);
  const account = { agencyId, labelId: null, candidateId, userName, email, passwordHash, language: 'nl' as const };
  const id = await openAccount(product.workAs(), account);
  return { id, candidateId, userName, email };
}
