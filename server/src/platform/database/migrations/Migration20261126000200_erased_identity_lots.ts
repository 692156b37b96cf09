import { Migration } from '@mikro-orm/migrations';

/** What is remembered of erased people is written without looking for what is there already. */
export class Migration20261126000200_erased_identity_lots extends Migration {
  override name = 'Migration20261126000200_erased_identity_lots';

  override up(): void {
    this.addSql(`alter table "erased_identity" add column "lot" int not null default 0;`);
    this.addSql(`alter table "erased_identity" alter column "lot" drop default;`);
    this.addSql(`alter table "erased_identity" drop constraint "erased_identity_pkey";`);
    this.addSql(`alter table "erased_identity" add primary key ("identity", "lot");`);
  }

  override down(): void {
    this.addSql(
      `delete from "erased_identity" one using "erased_identity" other
       where other."identity" = one."identity" and other."agency_id" = one."agency_id" and (other."until", other."lot") > (one."until", one."lot");`,
    );
    this.addSql(`alter table "erased_identity" drop constraint "erased_identity_pkey";`);
    this.addSql(`alter table "erased_identity" drop column "lot";`);
    this.addSql(`alter table "erased_identity" add primary key ("agency_id", "identity");`);
  }
}
