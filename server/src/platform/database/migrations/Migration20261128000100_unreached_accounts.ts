import { Migration } from '@mikro-orm/migrations';

/** Nobody's account goes by a warning that never reached him: which mail warns, and since when none comes through. */
export class Migration20261128000100_unreached_accounts extends Migration {
  override name = 'Migration20261128000100_unreached_accounts';

  override up(): void {
    this.addSql(
      `alter table "portal_account" add column "warning_id" uuid null, add column "unreached_since" date null;`,
    );
    this.addSql(`alter table "portal_account" add constraint "portal_account_warning_id_unique" unique ("warning_id");`);
  }

  override down(): void {
    this.addSql(`alter table "portal_account" drop column "warning_id", drop column "unreached_since";`);
  }
}
