import { affected, rows, sql } from '../../../platform/database/index.ts';
import { DomainError } from '../../../platform/errors.ts';
import { recordAudit } from '../../audit/index.ts';
import type { Work } from '../../permissions/index.ts';
import { accountTransaction } from '../account-transaction.ts';
import { asHimself } from '../as-himself.ts';
import { withdrawLinks } from '../links/send-link.ts';
import type { IdentityProvider } from './identity-provider.ts';

/** What a provider says of somebody. */
export interface Claims {
  /** Never changes, and never becomes somebody else's. */
  subject: string;
  email: string | undefined;
  emailVerified: boolean;
}

/**
 * Works for this agency, and for no other that doesn't trust the same provider: else the admin of one agency could become
 * anybody who also works for another.
 */
const isTrustedWith = ({ agencyId, issuer }: Pick<IdentityProvider, 'agencyId' | 'issuer'>) => sql`
  u.disabled_at is null
  and exists (select from staff_agency a where a.staff_id = u.id and a.agency_id = ${agencyId})
  and not exists (
    select from staff_agency a left join identity_provider p on p.agency_id = a.agency_id and p.issuer = ${issuer}
    where a.staff_id = u.id and p.agency_id is null)`;

/**
 * The account that is linked to this subject. The first time it is found by its mail address, which the provider must have
 * verified and whose domain must be the agency's; from then on by the subject alone.
 * @throws DomainError FORBIDDEN when there is none
 */
export async function staffOfClaims(work: Work, provider: IdentityProvider, claims: Claims): Promise<string> {
  const { issuer } = provider;
  const [linked] = await rows<{ id: string; trusted: boolean }>(
    work.em,
    sql`select u.id, (${isTrustedWith(provider)}) as trusted
        from staff_identity i join staff_user u on u.id = i.staff_id
        where i.issuer = ${issuer} and i.subject = ${claims.subject}`,
  );
  const staffId = linked ? linked.trusted && linked.id : await linkByAddress(work, provider, claims);
  if (!staffId) throw new DomainError('FORBIDDEN', 'There is no account here that belongs to this login.');
  return staffId;
}

async function linkByAddress(work: Work, provider: IdentityProvider, claims: Claims): Promise<string | undefined> {
  const email = claims.email?.trim().toLowerCase();
  const domain = email?.slice(email.lastIndexOf('@') + 1);
  if (email === undefined || !claims.emailVerified || !provider.mailDomains.includes(domain!)) return undefined;
  return accountTransaction(work, async (em) => {
    const inside: Work = { ...work, em };
    const [staff] = await rows<{ id: string }>(
      em,
      sql`select u.id from staff_user u where u.email = ${email} and ${isTrustedWith(provider)} for update of u`,
    );
    if (!staff) return undefined;
    const linked = await affected(
      em,
      sql`insert into staff_identity (issuer, subject, staff_id, linked_at)
          values (${provider.issuer}, ${claims.subject}, ${staff.id}, ${work.clock.now().toISOString()}::timestamptz)
          on conflict do nothing`,
    );
    // Already somebody else's by this provider: a mailbox that was handed on does not hand on the account.
    if (linked === 0) return undefined;
    await withdrawLinks(inside, staff.id, ['INVITATION']);
    await recordAudit(asHimself(inside, staff.id), [
      {
        action: 'staff.identity-linked',
        subjectType: 'StaffUser',
        subjectId: staff.id,
        facts: { agencies: provider.agencyId },
      },
    ]);
    return staff.id;
  });
}
