import { StaffAgencySchema, StaffUserSchema } from '../src/modules/accounts/index.ts';
import type { BuiltInRole } from '../src/modules/permissions/index.ts';
import { BUILT_IN_ROLE_IDS } from '../src/modules/roles/index.ts';
import { newId } from '../src/platform/ids.ts';
import { hashPassword } from '../src/platform/passwords.ts';
import type { TestProduct } from './index.ts';

export const PASSWORD = 'een lang genoeg geheimpje';

/** An employee with a password. */
export async function makeAccount(
  product: TestProduct,
  agencyIds: readonly string[],
  { role = 'ADMIN', name = 'Anna Vermeer' }: { role?: BuiltInRole; name?: string } = {},
) {
  const em = product.orm.em.fork();
  const id = newId();
  const email = `${id}@bureau.example`;
  const passwordHash = await hashPassword(PASSWORD);
  em.create(StaffUserSchema, { id, name, email, passwordHash, roleId: BUILT_IN_ROLE_IDS[role] });
  for (const agencyId of agencyIds) em.create(StaffAgencySchema, { staffId: id, agencyId });
  await em.flush();
  return { id, email };
}
