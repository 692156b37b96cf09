import { outsideRowScope, rows, sql } from '../../../platform/database/index.ts';
import { DomainError } from '../../../platform/errors.ts';
import { hashToken } from '../../../platform/secrets.ts';
import type { Work } from '../../permissions/index.ts';
import type { LinkKind } from './account-link.ts';

export const LINK_STATES = ['OPEN', 'USED', 'EXPIRED', 'UNKNOWN'] as const;

/** Who holds the link may know whose it is; nobody else learns whether there is anybody. */
export type FoundLink =
  | { state: 'UNKNOWN' | 'USED' | 'EXPIRED' }
  | {
      state: 'OPEN';
      id: string;
      kind: LinkKind;
      staffId: string;
      name: string;
      email: string;
      newEmail: string | null;
      agencyName: string | null;
    };

/** Looks at a mailed link, and changes nothing (S9). */
export async function findLink(work: Work, token: string): Promise<FoundLink> {
  const [link] = await outsideRowScope(() =>
    rows<{
      id: string;
      kind: LinkKind;
      staff_id: string;
      name: string;
      email: string;
      new_email: string | null;
      used: boolean;
      expired: boolean;
      agency_name: string | null;
    }>(
      work.em,
      sql`select l.id, l.kind, l.staff_id, u.name, u.email, l.new_email, l.used_at is not null as used,
          l.expires_at <= ${work.clock.now().toISOString()}::timestamptz as expired,
          (select g.name from staff_agency a join agency g on g.id = a.agency_id
           where a.staff_id = u.id order by g.name limit 1) as agency_name
        from account_link l join staff_user u on u.id = l.staff_id
        where l.token_hash = ${hashToken(token)} and u.disabled_at is null`,
    ),
  );
  if (!link) return { state: 'UNKNOWN' };
  if (link.used) return { state: 'USED' };
  if (link.expired) return { state: 'EXPIRED' };
  return {
    state: 'OPEN',
    id: link.id,
    kind: link.kind,
    staffId: link.staff_id,
    name: link.name,
    email: link.email,
    newEmail: link.new_email,
    agencyName: link.agency_name,
  };
}

type OpenLink = Extract<FoundLink, { state: 'OPEN' }>;

/**
 * The same, for who is about to use it.
 * @throws DomainError LINK_UNKNOWN, LINK_EXPIRED
 */
export async function openLink(work: Work, token: string, kinds: readonly LinkKind[]): Promise<OpenLink> {
  const link = await findLink(work, token);
  if (link.state === 'OPEN' && kinds.includes(link.kind)) return link;
  if (link.state === 'EXPIRED' || link.state === 'USED')
    throw new DomainError('LINK_EXPIRED', 'This link has expired, or was used already.', ['token']);
  throw new DomainError('LINK_UNKNOWN', 'This link is not known.', ['token']);
}

/**
 * Uses it up, in the caller's transaction: of two that come at once, one has it (S10).
 * @throws DomainError LINK_EXPIRED
 */
export async function takeLink(work: Work, link: OpenLink): Promise<void> {
  const now = work.clock.now().toISOString();
  const taken = await rows(
    work.em,
    sql`update account_link set used_at = ${now}::timestamptz
        where id = ${link.id} and used_at is null and expires_at > ${now}::timestamptz returning 1`,
  );
  if (taken.length === 0)
    throw new DomainError('LINK_EXPIRED', 'This link has expired, or was used already.', ['token']);
}
