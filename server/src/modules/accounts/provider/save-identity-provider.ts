import { affected, outsideRowScope, rows, sql } from '../../../platform/database/index.ts';
import { badInput, DomainError, notFound } from '../../../platform/errors.ts';
import { recordAudit } from '../../audit/index.ts';
import { agenciesOf, type RequestContext, type Work } from '../../permissions/index.ts';
import { mayGrantRole, RoleSchema, type RoleBook } from '../../roles/index.ts';
import { accountTransaction } from '../account-transaction.ts';
import { mustBeFresh } from '../sessions/must-be-fresh.ts';
import { clientSecretPlace, IdentityProviderSchema } from './identity-provider.ts';
import { providerClient } from './provider-client.ts';
import { soundAddress, type NetworkReach } from '../../../platform/network-reach.ts';

const LONGEST = 200;
const MOST_DOMAINS = 20;
const DOMAIN = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/;

export interface IdentityProviderSettings {
  agencyId: string;
  name: string;
  issuer: string;
  clientId: string;
  /** `undefined`: as it is; `null`: there is none. */
  clientSecret: string | null | undefined;
  mailDomains: readonly string[];
  passwordSignIn: boolean;
}

/**
 * Lets an agency's staff sign in by its own login. Whoever decides about that can become each of them whom it may link, so
 * he must be able to do what any of those can; and passwords are switched off only by somebody who has signed in by that login himself.
 * @throws DomainError NOT_FOUND, FORBIDDEN, REAUTHENTICATION_REQUIRED, BAD_USER_INPUT, PROVIDER_FAILED
 */
export async function saveIdentityProvider(
  context: Pick<RequestContext, 'work' | 'session'>,
  book: RoleBook,
  settings: IdentityProviderSettings,
  reach: NetworkReach,
): Promise<void> {
  const { work } = context;
  await mustBeFresh(context);
  const { agencyId } = settings;
  const sound = checkSettings(settings, reach);
  await mustManageAll(work, book, sound);
  await mustAnswer(work, sound, reach);
  await accountTransaction(work, async (em) => {
    const inside: Work = { ...work, em };
    await rows(em, sql`select from agency where id = ${agencyId} for no key update`);
    if (!sound.passwordSignIn) await mustHaveSignedInBy(inside, sound.issuer);
    const { clientSecret } = sound;
    await em.upsert(IdentityProviderSchema, {
      agencyId,
      name: sound.name,
      issuer: sound.issuer,
      clientId: sound.clientId,
      mailDomains: [...sound.mailDomains],
      passwordSignIn: sound.passwordSignIn,
      changedAt: work.clock.now(),
      ...(clientSecret === undefined ? {} : { clientSecretSealed: sealed(work, agencyId, clientSecret) }),
    });
    await recordAudit(inside, [
      {
        action: 'identity-provider.saved',
        subjectType: 'Agency',
        subjectId: agencyId,
        facts: { passwordSignIn: sound.passwordSignIn },
      },
    ]);
  });
}

const sealed = ({ secrets }: Work, agencyId: string, secret: string | null) =>
  secret === null ? null : secrets.seal(secret, clientSecretPlace(agencyId));

/** Back to passwords alone. @throws DomainError NOT_FOUND, FORBIDDEN, REAUTHENTICATION_REQUIRED */
export async function removeIdentityProvider(
  context: Pick<RequestContext, 'work' | 'session'>,
  book: RoleBook,
  agencyId: string,
): Promise<void> {
  const { work } = context;
  await mustBeFresh(context);
  const known = await work.em.fork().findOne(IdentityProviderSchema, { agencyId });
  await mustManageAll(work, book, known ?? { agencyId, issuer: '', mailDomains: [] });
  await accountTransaction(work, async (em) => {
    if ((await affected(em, sql`delete from identity_provider where agency_id = ${agencyId}`)) === 0) throw notFound();
    await recordAudit({ ...work, em }, [
      { action: 'identity-provider.removed', subjectType: 'Agency', subjectId: agencyId },
    ]);
  });
}

function checkSettings(settings: IdentityProviderSettings, reach: NetworkReach): IdentityProviderSettings {
  const text = (field: 'name' | 'clientId') => {
    const value = settings[field].trim();
    if (value === '' || value.length > LONGEST) throw badInput(field, `Give 1 to ${LONGEST} characters.`);
    return value;
  };
  const mailDomains = [...new Set(settings.mailDomains.map((one) => one.trim().toLowerCase().replace(/^@/, '')))];
  if (mailDomains.length === 0 || mailDomains.length > MOST_DOMAINS || !mailDomains.every((one) => DOMAIN.test(one)))
    throw badInput('mailDomains', `Give 1 to ${MOST_DOMAINS} domains, such as agency.example.`);
  const clientSecret = settings.clientSecret === '' ? undefined : settings.clientSecret;
  if (clientSecret && clientSecret.length > 10 * LONGEST) throw badInput('clientSecret', 'This secret is too long.');
  if (!soundAddress(settings.issuer, reach)) throw badInput('issuer', 'Give an address that starts with https://.');
  const { name, clientId } = { name: text('name'), clientId: text('clientId') };
  return { ...settings, name, clientId, issuer: settings.issuer.trim(), mailDomains, clientSecret };
}

/** All whom this login could make itself: those of its mail domains, and those whom it is linked to already. */
async function mustManageAll(
  { em, actor }: Work,
  book: RoleBook,
  { agencyId, issuer, mailDomains }: Pick<IdentityProviderSettings, 'agencyId' | 'issuer' | 'mailDomains'>,
): Promise<void> {
  const agencies = agenciesOf(actor);
  if (agencies && !agencies.includes(agencyId)) throw notFound();
  const roles = await rows<{ id: string }>(
    em,
    sql`select distinct u.role_id as id from staff_user u join staff_agency a on a.staff_id = u.id
        where a.agency_id = ${agencyId} and (split_part(u.email, '@', 2) = any(${mailDomains})
          or exists (select from staff_identity i where i.staff_id = u.id and i.issuer = ${issuer}))`,
  );
  // Also those that are held elsewhere, whose rows are not his: just they may do what he may not.
  const all = await outsideRowScope(() => em.fork().find(RoleSchema, { id: { $in: roles.map(({ id }) => id) } }));
  for (const role of all) await mayGrantRole(em, actor, book, role);
}

async function mustAnswer(work: Work, settings: IdentityProviderSettings, reach: NetworkReach): Promise<void> {
  try {
    await providerClient({ ...settings, clientSecret: undefined }, reach);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    throw new DomainError('PROVIDER_FAILED', 'No OpenID Connect provider answers at this address.', ['issuer']);
  }
}

async function mustHaveSignedInBy({ em, actor }: Work, issuer: string): Promise<void> {
  const id = actor.kind === 'staff' ? actor.id : null;
  const [linked] = await rows(
    em,
    sql`select 1 from staff_identity where issuer = ${issuer} and staff_id = ${id}::uuid`,
  );
  if (!linked)
    throw badInput('passwordSignIn', 'Sign in with this login yourself first: else nobody can tell whether it works.');
}
