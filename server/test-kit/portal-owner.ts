import { LabelSchema } from '../src/modules/organisation/index.ts';
import { PortalAccountPersonSchema, PortalAccountSchema } from '../src/modules/portal-accounts/index.ts';
import { VacancySchema, type Vacancy } from '../src/modules/vacancies/index.ts';
import { newId } from '../src/platform/ids.ts';
import type { TestProduct } from './index.ts';

/** An account on the portal, as it is stored. */
export async function makePortalOwner(
  product: TestProduct,
  agencyId: string,
  more: { candidateId?: string; email?: string; userName?: string; language?: 'nl' | 'en'; labelId?: string } = {},
) {
  const { secrets, clock } = product;
  const work = product.workAs();
  const id = newId();
  const email = more.email ?? `${id}@post.example`;
  const userName = more.userName ?? `naam-${id}`;
  const place = (column: string) => ({ table: 'portal_account', row: id, column });
  await work.em.insert(PortalAccountSchema, {
    id,
    agencyId,
    labelId: more.labelId ?? null,
    userNameSealed: secrets.seal(userName, place('user_name_sealed')),
    userNameHash: secrets.fingerprint('portal-user-name', userName),
    emailSealed: secrets.seal(email, place('email_sealed')),
    emailHash: secrets.fingerprint('portal-email', email),
    passwordHash: `hash of ${id}`,
    language: more.language ?? 'nl',
    createdOn: clock.today(),
    lastSignedInOn: clock.today(),
    warnedOn: null,
    warningId: null,
    unreachedSince: null,
  });
  if (more.candidateId !== undefined)
    await work.em.insert(PortalAccountPersonSchema, { accountId: id, candidateId: more.candidateId });
  return { id, email, userName };
}

/** A brand whose pages show the agency's vacancies. */
export async function makeLabel(product: TestProduct, agencyId: string, name = 'Uitzendmerk') {
  const id = newId();
  await product.workAs().em.insert(LabelSchema, { id, agencyId, name, slug: `merk-${id}` });
  return { id, slug: `merk-${id}` };
}

/** An open vacancy, unless told otherwise. */
export async function makeVacancy(
  product: TestProduct,
  agencyId: string,
  more: Partial<Vacancy> = {},
): Promise<string> {
  const id = newId();
  await product.workAs().em.insert(VacancySchema, {
    id,
    agencyId,
    reference: id,
    title: 'Lasser',
    status: 'OPEN',
    openedOn: product.clock.today(),
    ...more,
  } as never);
  return id;
}
