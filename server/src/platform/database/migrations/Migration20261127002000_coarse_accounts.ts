import { Migration } from '@mikro-orm/migrations';

const MOMENTS = {
  portal_session: ['started_at', 'last_used_at', 'expires_at', 'confirmed_at'],
  portal_account_link: ['sent_at', 'expires_at', 'used_at'],
};

/** What hangs from an account holds no moment by which it could be laid beside a deed of its person (D6): neither in an id nor in a column. */
export class Migration20261127002000_coarse_accounts extends Migration {
  override name = 'Migration20261127002000_coarse_accounts';

  override up(): void {
    // A new address is sealed under the id of its link: who has not confirmed it by now asks again.
    this.addSql(`delete from "portal_account_link" where "new_email_sealed" is not null and "used_at" is null;`);
    this.addSql(`update "portal_account_link" set "new_email_sealed" = null;`);
    for (const table of ['portal_session', 'portal_account_link', 'job_alert'])
      this.addSql(`update "${table}" set "id" = gen_random_uuid();`);
    for (const [table, columns] of Object.entries(MOMENTS))
      this.addSql(
        `update "${table}" set ${columns.map((column) => `"${column}" = date_bin('5 minutes', "${column}", timestamptz 'epoch')`).join(', ')};`,
      );
    this.addSql(`update "portal_account" set "created_on" = date_trunc('month', "created_on")::date;`);
  }

  override down(): void {
    // What was forgotten does not come back; the tables are as they were.
    this.addSql(`select 1;`);
  }
}
