import { Migration } from '@mikro-orm/migrations';

/** A role may ask for a second factor; and a second step may end a confirmation as well as a signing in. */
export class Migration20261123000300_second_factor_of_roles extends Migration {
  override name = 'Migration20261123000300_second_factor_of_roles';

  override up(): void {
    this.addSql(`alter table "role" add column "asks_second_factor" boolean not null default false;`);
    this.addSql(`alter table "role_change" add column "asks_second_factor" boolean null;`);
    this.addSql(`alter table "pending_sign_in" add column "confirms" boolean not null default false;`);
  }

  override down(): void {
    this.addSql(`alter table "pending_sign_in" drop column "confirms";`);
    this.addSql(`alter table "role_change" drop column "asks_second_factor";`);
    this.addSql(`alter table "role" drop column "asks_second_factor";`);
  }
}
