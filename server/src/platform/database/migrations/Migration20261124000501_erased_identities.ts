import { Migration } from '@mikro-orm/migrations';

/** By which an import recognises whoever was erased (B13). */
export class Migration20261124000501_erased_identities extends Migration {
  override name = 'Migration20261124000501_erased_identities';

  override up(): void {
    this.addSql(
      `create table "erased_identity" ("id" uuid not null, "agency_id" uuid not null, "identity" bytea not null, "until" date not null, primary key ("id"));`,
    );
    this.addSql(`create index "erased_identity_until_index" on "erased_identity" ("until");`);
    this.addSql(
      `alter table "erased_identity" add constraint "erased_identity_agency_id_identity_unique" unique ("agency_id", "identity");`,
    );
    this.addSql(
      `alter table "erased_identity" add constraint "erased_identity_agency_id_foreign" foreign key ("agency_id") references "agency" ("id");`,
    );
  }

  override down(): void {
    this.addSql(`drop table "erased_identity";`);
  }
}
