import DataLoader from 'dataloader';
import type { EntitySchema } from '@mikro-orm/core';
import type { ImportPlace } from '../modules/imports/index.ts';
import { mustBeFresh, type CookieJar, type SignInThrottle } from '../modules/accounts/index.ts';
import {
  ANONYMOUS,
  mustBePortal,
  NO_RIGHTS,
  worksForAgency,
  type Actor,
  type RequestContext,
  type SignedInAccount,
  type Work,
} from '../modules/permissions/index.ts';
import { accountOfSession, PORTAL_COOKIE } from '../modules/portal-accounts/index.ts';
import type { RegistrationThrottle } from '../modules/registrations/index.ts';
import type { MakeBackUp } from '../modules/rule-sets/index.ts';
import type { RoleBook } from '../modules/roles/index.ts';

export interface ContextParts {
  work: Omit<Work, 'actor'>;
  actor: Actor | undefined;
  roles: RoleBook;
  session: RequestContext['session'];
  /** What the portal's cookie was set to. */
  portalToken: string | undefined;
  address: string;
  /** What a program says of its visitor. */
  visitorAddress?: string | undefined;
  userAgent: string | undefined;
  cookies: CookieJar;
  providerReach: RequestContext['providerReach'];
  backOfficeReach: RequestContext['backOfficeReach'];
  signInThrottle: SignInThrottle;
  registrationThrottle: RegistrationThrottle;
  makeBackUp: MakeBackUp;
  imports: ImportPlace;
}

const rightsOfActor = (actor: Actor) => (worksForAgency(actor) ? actor.rights : NO_RIGHTS);

/**
 * Staff are not also candidates in one request, and a program knows the accounts of its own agencies only.
 * @throws DomainError FORBIDDEN for a program that is nobody’s portal
 */
async function signedInAccount(work: Work, token: string | undefined): Promise<SignedInAccount | undefined> {
  const { actor } = work;
  if (token === undefined || actor.kind === 'staff') return undefined;
  mustBePortal(actor);
  const account = await accountOfSession(work, token);
  return actor.kind === 'api-client' && account && !actor.agencyIds.includes(account.agencyId) ? undefined : account;
}

function portalOf(work: Work, { portalToken, cookies }: ContextParts): RequestContext['portal'] {
  let token = portalToken;
  let account: Promise<SignedInAccount | undefined> | undefined;
  const becomes = (other: string | undefined) => ([token, account] = [other, undefined]);
  const inBrowser = work.actor.kind !== 'api-client';
  return {
    get token() {
      return token;
    },
    account: () => (account ??= signedInAccount(work, token)),
    start(fresh, expiresAt) {
      becomes(fresh);
      const maxAgeSeconds = Math.round((expiresAt.getTime() - work.clock.now().getTime()) / 1_000);
      if (inBrowser) cookies.set(PORTAL_COOKIE, fresh, { maxAgeSeconds });
    },
    end() {
      becomes(undefined);
      if (inBrowser) cookies.clear(PORTAL_COOKIE);
    },
  };
}

/** Loaders live as long as the request: what one person was given is never another one's answer. */
export function createRequestContext(parts: ContextParts): RequestContext {
  const work: Work = { ...parts.work, actor: parts.actor ?? ANONYMOUS };
  const { em } = work;
  const loaders = new Map<string, unknown>();
  const once = <Loader>(name: string, make: () => Loader): Loader => {
    if (!loaders.has(name)) loaders.set(name, make());
    return loaders.get(name) as Loader;
  };
  return {
    work,
    rights: rightsOfActor(work.actor),
    roles: parts.roles,
    // Apollo hands resolvers a copy, so it is `this` that changes.
    becomes(actor) {
      this.work = { ...work, actor };
      this.rights = rightsOfActor(actor);
    },
    mustBeFresh() {
      return mustBeFresh(this);
    },
    session: parts.session,
    portal: portalOf(work, parts),
    address: parts.address,
    visitorAddress: work.actor.kind === 'api-client' ? parts.visitorAddress : undefined,
    userAgent: parts.userAgent,
    cookies: parts.cookies,
    providerReach: parts.providerReach,
    backOfficeReach: parts.backOfficeReach,
    signInThrottle: parts.signInThrottle,
    registrationThrottle: parts.registrationThrottle,
    makeBackUp: parts.makeBackUp,
    imports: parts.imports,
    loader: (name, load) =>
      once(
        `loader:${name}`,
        () =>
          new DataLoader(async (keys: readonly string[]) => {
            const found = await load(keys);
            return keys.map((key) => found.get(key));
          }),
      ),
    recordsOf: <Row extends object>(schema: EntitySchema<Row>, order = 'id') =>
      once(
        `records:${schema.meta.className}`,
        () =>
          new DataLoader<string, Row[]>(async (candidateIds) => {
            const rows = await em.find(
              schema as unknown as EntitySchema<{ candidateId: string }>,
              { candidateId: { $in: [...candidateIds] } },
              { orderBy: { [order]: 'asc' } },
            );
            const grouped = Map.groupBy(rows, (row) => row.candidateId);
            return candidateIds.map((id) => (grouped.get(id) ?? []) as unknown as Row[]);
          }),
      ),
    byId: <Row extends object>(schema: EntitySchema<Row>) =>
      once(
        `rows:${schema.meta.className}`,
        () =>
          new DataLoader<string, Row | undefined>(async (ids) => {
            const [key = 'id'] = em.getMetadata().get<Row>(schema as never).primaryKeys as string[];
            const rows = await em.find(schema as unknown as EntitySchema<Record<string, string>>, {
              [key]: { $in: [...ids] },
            });
            const byKey = new Map(rows.map((row) => [row[key], row]));
            return ids.map((id) => byKey.get(id) as unknown as Row | undefined);
          }),
      ),
  };
}
