import { outsideRowScope, rows, sql, type Sql } from '../../../platform/database/index.ts';
import { DomainError } from '../../../platform/errors.ts';
import { hashToken } from '../../../platform/secrets.ts';
import { hoursAfter } from '../../accounts/index.ts';
import type { Work } from '../../permissions/index.ts';
import { mailFingerprint } from '../account/sealed-names.ts';

/**
 * For how long after “keep my data” the link that was answered still makes a profile. It decides nothing else any more, and makes
 * none once there is an account; so that no old mail is an account-maker for ever.
 */
export const OFFER_HOURS = 24;

export const PROFILE_OFFERS = ['OFFERED', 'CONNECT', 'EXISTS'] as const;
export type ProfileOfferState = (typeof PROFILE_OFFERS)[number];

/** Somebody who has just said that his data may be kept (C78). */
export interface Invitee {
  candidateId: string;
  agencyId: string;
  language: 'nl' | 'en';
  callName: string | null;
  /** Where the link came: an account gets no other address, so that who found an old mail has nothing by it. */
  email: string;
  offer: ProfileOfferState;
}

interface Row {
  candidate_id: string;
  agency_id: string;
  language: 'nl' | 'en';
  call_name: string | null;
  email: string;
  has_account: boolean;
}

/** By the id of the plan that was answered. */
export const inviteeOfPlan = (work: Work, planId: string): Promise<Invitee | undefined> =>
  invitee(work, sql`p.id = ${planId}`);

/** By the secret of the link. @throws DomainError LINK_EXPIRED: also for one that is not known */
export async function inviteeOfLink(work: Work, token: string): Promise<Invitee> {
  const linked = sql`p.id in (select n.plan_id from notice n where n.link_hash = ${hashToken(token)})`;
  const found = await invitee(work, linked);
  if (!found) throw new DomainError('LINK_EXPIRED', 'By this link no profile can be made any more.', ['token']);
  return found;
}

/**
 * The same in the caller's transaction, with the person's row locked: an erasure that was under way is seen, and one that comes
 * later sees what is added (D5). Nothing that hangs on him is locked before.
 * @throws DomainError LINK_EXPIRED
 */
export async function lockInvitee(work: Work, token: string): Promise<Invitee> {
  const { candidateId } = await inviteeOfLink(work, token);
  await lockCandidate(work, candidateId);
  return inviteeOfLink(work, token);
}

/** Locks the row of a person, who may be anonymous by then: look again afterwards. */
export const lockCandidate = ({ em }: Pick<Work, 'em'>, candidateId: string): Promise<unknown> =>
  rows(em, sql`select from candidate where id = ${candidateId} for no key update`);

async function invitee(work: Work, which: Sql): Promise<Invitee | undefined> {
  const since = hoursAfter(work.clock.now(), -OFFER_HOURS).toISOString();
  const [found] = await outsideRowScope(() =>
    rows<Row>(
      work.em,
      sql`select c.id as candidate_id, c.agency_id, c.language, c.call_name, coalesce(c.email_private, c.email_work) as email,
            exists (select from portal_account_person o where o.candidate_id = c.id) as has_account
          from erasure_plan p join candidate c on c.id = p.candidate_id
          where p.state = 'KEPT' and p.answered_at > ${since}::timestamptz and not c.anonymised
            and coalesce(c.email_private, c.email_work) is not null and ${which}`,
    ),
  );
  if (!found) return undefined;
  const email = found.email.trim().toLowerCase();
  return {
    candidateId: found.candidate_id,
    agencyId: found.agency_id,
    language: found.language,
    callName: found.call_name,
    email,
    offer: found.has_account ? 'EXISTS' : await offerAt(work, found.agency_id, email),
  };
}

/** Nobody gets a second account (C82); one that outlived its person takes him up again. */
async function offerAt(work: Work, agencyId: string, email: string): Promise<ProfileOfferState> {
  const [account] = await outsideRowScope(() =>
    rows<{ of_somebody: boolean }>(
      work.em,
      sql`select exists (select from portal_account_person o where o.account_id = a.id) as of_somebody
          from portal_account a
          where a.agency_id = ${agencyId} and a.email_hash = ${mailFingerprint(work.secrets, email)}`,
    ),
  );
  if (!account) return 'OFFERED';
  return account.of_somebody ? 'EXISTS' : 'CONNECT';
}
