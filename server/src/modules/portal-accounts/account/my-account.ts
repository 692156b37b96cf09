import { outsideRowScope, rows, sql } from '../../../platform/database/index.ts';
import type { Work } from '../../permissions/index.ts';
import { accountPlace, userNameFingerprint } from './sealed-names.ts';

/** An account as its owner sees it. */
export interface MyAccount {
  userName: string;
  emailAddress: string;
  language: 'nl' | 'en';
  createdOn: string;
  agencyId: string;
  agencyName: string;
  agencyEmail: string;
  personHeld: boolean;
}

interface Row {
  user_name_sealed: Buffer;
  email_sealed: Buffer;
  language: 'nl' | 'en';
  created_on: string;
  agency_id: string;
  agency_name: string;
  agency_email: string;
  person_held: boolean;
}

export async function accountById(work: Work, accountId: string): Promise<MyAccount | null> {
  const [found] = await outsideRowScope(() =>
    rows<Row>(
      work.em,
      sql`select a.user_name_sealed, a.email_sealed, a.language, a.created_on::text, a.agency_id, g.name as agency_name,
            g.contact_email as agency_email,
            exists (select from portal_account_person p where p.account_id = a.id) as person_held
          from portal_account a join agency g on g.id = a.agency_id where a.id = ${accountId}`,
    ),
  );
  if (!found) return null;
  const open = (column: 'user_name_sealed' | 'email_sealed') =>
    work.secrets.open(found[column], accountPlace(accountId, column));
  return {
    userName: open('user_name_sealed'),
    emailAddress: open('email_sealed'),
    language: found.language,
    createdOn: found.created_on,
    agencyId: found.agency_id,
    agencyName: found.agency_name,
    agencyEmail: found.agency_email,
    personHeld: found.person_held,
  };
}

/** Whether somebody signs in with this user name; `work` need not be of anybody. */
export async function hasAccount({ em, secrets }: Pick<Work, 'em' | 'secrets'>, userName: string): Promise<boolean> {
  const hash = userNameFingerprint(secrets, userName);
  const found = await outsideRowScope(() => rows(em, sql`select 1 from portal_account where user_name_hash = ${hash}`));
  return found.length > 0;
}
