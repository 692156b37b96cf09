import { Migration } from '@mikro-orm/migrations';

/** Versions of a document; which type is for CVs; and which file that is noted is still on its way in (H50–H55). */
export class Migration20261125001000_document_versions extends Migration {
  override name = 'Migration20261125001000_document_versions';

  override up(): void {
    this.addSql(
      `alter table "document" add column "document_id" uuid null, add column "version" int not null default 1;`,
    );
    this.addSql(`update "document" set "document_id" = "id";`);
    this.addSql(`alter table "document" alter column "document_id" set not null;`);
    this.addSql(
      `alter table "document" add constraint "document_document_id_version_unique" unique ("document_id", "version");`,
    );
    this.addSql(
      `create index "document_document_type_id_added_at_index" on "document" ("document_type_id", "added_at");`,
    );
    this.addSql(`alter table "document_type" add column "for_cvs" boolean not null default false;`);
    this.addSql(
      `update "document_type" set "for_cvs" = true where "id" in (select distinct on ("agency_id") "id" from "document_type" where lower("name") = 'cv' order by "agency_id", "id");`,
    );
    this.addSql(`alter table "file_removal" add column "arriving" boolean not null default false;`);
    this.addSql(`update "file_removal" set "arriving" = true where "receipt_id" is null;`);
  }

  override down(): void {
    this.addSql(`alter table "file_removal" drop column "arriving";`);
    this.addSql(`alter table "document_type" drop column "for_cvs";`);
    this.addSql(`drop index "document_document_type_id_added_at_index";`);
    this.addSql(`alter table "document" drop constraint "document_document_id_version_unique";`);
    this.addSql(`alter table "document" drop column "document_id", drop column "version";`);
  }
}
