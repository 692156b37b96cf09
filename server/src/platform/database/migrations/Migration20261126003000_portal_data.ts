import { Migration } from '@mikro-orm/migrations';

/** What somebody asks in his own words, and the files with all that is held of him (B4, B6). */
export class Migration20261126003000_portal_data extends Migration {
  override name = 'Migration20261126003000_portal_data';

  override up(): void {
    this.addSql(`alter table "data_request" add column "asked" text null;`);
    this.addSql(
      `create table "data_export" ("id" uuid not null, "candidate_id" uuid not null, "state" text not null default 'ASKED', "language" text not null, "asked_at" timestamptz(3) not null, "started_at" timestamptz(3) null, "attempts" int not null default 0, "ready_at" timestamptz(3) null, "expires_at" timestamptz(3) null, "size_bytes" int null, "storage_key" text null, primary key ("id"));`,
    );
    this.addSql(`create index "data_export_candidate_id_index" on "data_export" ("candidate_id");`);
    this.addSql(`create index "data_export_state_index" on "data_export" ("state");`);
    this.addSql(
      `alter table "data_export" add constraint "data_export_storage_key_unique" unique ("storage_key");`,
    );
    this.addSql(
      `alter table "data_export" add constraint "data_export_state_check" check ("state" in ('ASKED', 'MAKING', 'READY', 'FAILED'));`,
    );
    this.addSql(`alter table "data_export" add constraint "data_export_language_check" check ("language" in ('nl', 'en'));`);
    this.addSql(
      `alter table "data_export" add constraint "data_export_candidate_id_foreign" foreign key ("candidate_id") references "candidate" ("id");`,
    );
  }

  override down(): void {
    this.addSql(`drop table "data_export";`);
    this.addSql(`alter table "data_request" drop column "asked";`);
  }
}
