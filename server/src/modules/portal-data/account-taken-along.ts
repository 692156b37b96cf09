import { rows, sql } from '../../platform/database/index.ts';
import { alertsOf, type JobAlert } from '../job-alerts/index.ts';
import type { Work } from '../permissions/index.ts';
import { accountById, type MyAccount } from '../portal-accounts/index.ts';

/** How somebody signs in, and of what he wants to be told: held of him too, for as long as it is known whose it is (B4, C7). */
export interface AccountTakenAlong extends Pick<MyAccount, 'userName' | 'emailAddress' | 'language' | 'createdOn'> {
  readonly alerts: readonly JobAlert[];
}

/** The account of who is held; `null` where he has none. */
export async function accountTakenAlong(work: Work, candidateId: string): Promise<AccountTakenAlong | null> {
  const [his] = await rows<{ id: string }>(
    work.em,
    sql`select account_id as id from portal_account_person where candidate_id = ${candidateId}`,
  );
  const account = his && (await accountById(work, his.id));
  return account ? { ...account, alerts: await alertsOf(work, his.id) } : null;
}
