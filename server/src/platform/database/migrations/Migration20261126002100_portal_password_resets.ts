import { Migration } from '@mikro-orm/migrations';

/** Whoever asks for a new password has an account of one kind or the other: staff, or a candidate on the portal. */
export class Migration20261126002100_portal_password_resets extends Migration {
  override name = 'Migration20261126002100_portal_password_resets';

  override up(): void {
    this.addSql(`alter table "password_reset_request" add column "for_portal" boolean not null default false;`);
  }

  override down(): void {
    this.addSql(`delete from "password_reset_request" where "for_portal";`);
    this.addSql(`alter table "password_reset_request" drop column "for_portal";`);
  }
}
