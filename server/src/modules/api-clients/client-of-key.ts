import { rows, sql } from '../../platform/database/index.ts';
import { hashToken } from '../../platform/secrets.ts';
import type { ApiClientActor, Work } from '../permissions/index.ts';
import type { RoleBook } from '../roles/index.ts';
import { clientRights } from './client-rights.ts';
import { isKeyText } from './key-text.ts';

/** A client that came with a key that works. */
export interface KnownClient {
  readonly actor: ApiClientActor;
  readonly keyId: string;
  readonly origins: readonly string[];
}

interface FoundClient {
  key_id: string;
  client_id: string;
  role_id: string;
  version: number;
  agency_ids: string[];
  unit_ids: string[] | null;
  origins: string[];
}

/**
 * Whose key this is, read anew for each request: a revoked key, a disabled client and a role that was changed count from the
 * next request on, in every process. Nothing tells one that never was from one that no longer works.
 */
export async function clientOfKey(
  work: Pick<Work, 'em' | 'clock'>,
  roles: RoleBook,
  text: string,
): Promise<KnownClient | undefined> {
  if (!isKeyText(text)) return undefined;
  const [found] = await rows<FoundClient>(
    work.em,
    sql`select k.id as key_id, c.id as client_id, r.id as role_id, r.version, c.origins,
          r.unit_ids::text[] as unit_ids,
          array(select a::text from unnest(c.agency_ids) a where r.agency_ids is null or a = any(r.agency_ids)) as agency_ids
        from api_key k
        join api_client c on c.id = k.client_id
        join role r on r.id = c.role_id
        where k.hash = ${hashToken(text)} and k.revoked_at is null and k.expires_on >= ${work.clock.today()}::date
          and c.disabled_at is null`,
  );
  if (!found) return undefined;
  return {
    keyId: found.key_id,
    origins: found.origins,
    actor: {
      kind: 'api-client',
      id: found.client_id,
      rights: clientRights(await roles.rights(work.em, { id: found.role_id, version: found.version })),
      agencyIds: found.agency_ids,
      unitIds: found.unit_ids ?? undefined,
    },
  };
}

/** Whether any client may be called from pages of this site: what a preflight, which has no key, is answered by. */
export async function isAllowedOrigin({ em, clock }: Pick<Work, 'em' | 'clock'>, origin: string): Promise<boolean> {
  const [found] = await rows(
    em,
    sql`select 1 from api_client c
        where c.disabled_at is null and ${origin} = any(c.origins) and exists (
          select from api_key k
          where k.client_id = c.id and k.revoked_at is null and k.expires_on >= ${clock.today()}::date)
        limit 1`,
  );
  return found !== undefined;
}
