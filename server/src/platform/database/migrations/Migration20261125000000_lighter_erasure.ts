import { Migration } from '@mikro-orm/migrations';

/** What an erasure writes beside what it erases is written once, in as few indexes as can be, with room to be crossed off. */
export class Migration20261125000000_lighter_erasure extends Migration {
  override name = 'Migration20261125000000_lighter_erasure';

  override up(): void {
    this.addSql(`drop index "erased_identity_until_index";`);
    this.addSql(`alter table "erased_identity" drop constraint "erased_identity_agency_id_foreign";`);
    this.addSql(`alter table "erased_identity" drop column "id";`);
    this.addSql(`alter table "erased_identity" drop constraint "erased_identity_agency_id_identity_unique";`);
    this.addSql(`alter table "erased_identity" add primary key ("agency_id", "identity");`);
    this.addSql(`alter table "erasure_run_person" drop constraint "erasure_run_person_candidate_id_foreign";`);
    this.addSql(`alter table "erasure_run_person" set (fillfactor = 50);`);
  }

  override down(): void {
    this.addSql(`alter table "erasure_run_person" reset (fillfactor);`);
    this.addSql(
      `delete from erasure_run_person i where not exists (select from candidate c where c.id = i.candidate_id);`,
    );
    this.addSql(
      `alter table "erasure_run_person" add constraint "erasure_run_person_candidate_id_foreign" foreign key ("candidate_id") references "candidate" ("id") on update cascade on delete cascade;`,
    );
    this.addSql(`alter table "erased_identity" drop constraint "erased_identity_pkey";`);
    this.addSql(`alter table "erased_identity" add column "id" uuid not null default uuidv7();`);
    this.addSql(`alter table "erased_identity" alter column "id" drop default;`);
    this.addSql(`alter table "erased_identity" add primary key ("id");`);
    this.addSql(
      `alter table "erased_identity" add constraint "erased_identity_agency_id_identity_unique" unique ("agency_id", "identity");`,
    );
    this.addSql(
      `alter table "erased_identity" add constraint "erased_identity_agency_id_foreign" foreign key ("agency_id") references "agency" ("id");`,
    );
    this.addSql(`create index "erased_identity_until_index" on "erased_identity" ("until");`);
  }
}
