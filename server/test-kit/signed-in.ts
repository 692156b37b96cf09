import { StaffAgencySchema, StaffUserSchema } from '../src/modules/accounts/staff.ts';
import { startSession } from '../src/modules/accounts/sessions/start-session.ts';
import { staffOfSession } from '../src/modules/accounts/index.ts';
import type { StaffActor } from '../src/modules/permissions/index.ts';
import type { RoleBook } from '../src/modules/roles/index.ts';
import { newId } from '../src/platform/ids.ts';
import type { TestProduct } from './index.ts';

/** An employee with an account and a session, as signing in starts one. */
export async function signedInStaff(
  product: TestProduct,
  { roleId, agencyIds, name = 'Anna Beheer' }: { roleId: string; agencyIds: readonly string[]; name?: string },
) {
  const em = product.orm.em.fork();
  const id = newId();
  em.create(StaffUserSchema, { id, name, email: `${id}@bureau.example`, passwordHash: 'none', roleId });
  for (const agencyId of agencyIds) em.create(StaffAgencySchema, { staffId: id, agencyId });
  await em.flush();
  const device = { browser: 'Firefox', system: 'Windows' };
  const { token } = await startSession(product.workAs(), { staffId: id, way: 'PASSWORD', device });
  return { id, token };
}

/** Whom a request with this cookie comes from, as every request asks anew. */
export async function actorOf(product: TestProduct, book: RoleBook, token: string): Promise<StaffActor> {
  const actor = await staffOfSession(product.workAs(), book, token);
  if (!actor) throw new Error('Nobody is signed in with this cookie.');
  return actor;
}
