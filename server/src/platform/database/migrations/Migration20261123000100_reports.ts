import { Migration } from '@mikro-orm/migrations';

/** Sums of how applications had fared whose people were anonymised since, for the reports. */
export class Migration20261123000100_reports extends Migration {
  override name = 'Migration20261123000100_reports';

  override up(): void {
    this.addSql(
      `create table "erased_application_count" ("id" uuid not null, "agency_id" uuid not null, "organisation_unit_id" uuid null, "applied_in_month" date not null, "status" text not null, "applications" int not null, primary key ("id"));`,
    );
    this.addSql(
      `create unique index "erased_application_count_once" on "erased_application_count" ("agency_id", "organisation_unit_id", "applied_in_month", "status") nulls not distinct;`,
    );
    this.addSql(
      `alter table "erased_application_count" add constraint "erased_application_count_status_check" check ("status" in ('NEW', 'IN_PROCESS', 'INTERVIEW', 'OFFERED', 'HIRED', 'REJECTED', 'WITHDRAWN', 'CLOSED'));`,
    );
    this.addSql(
      `alter table "erased_application_count" add constraint "erased_application_count_agency_id_foreign" foreign key ("agency_id") references "agency" ("id");`,
    );
    this.addSql(
      `alter table "erased_application_count" add constraint "erased_application_count_organisation_unit_id_foreign" foreign key ("organisation_unit_id") references "organisation_unit" ("id") on delete set null;`,
    );
    // Of who was anonymised before, the earlier status is gone: his applications are CLOSED in the figures too.
    this.addSql(
      `insert into "erased_application_count" select gen_random_uuid(), c."agency_id", c."organisation_unit_id", date_trunc('month', a."applied_on")::date, a."status", count(*)::int from "application" a join "candidate" c on c."id" = a."candidate_id" where c."anonymised" group by 2, 3, 4, 5;`,
    );
  }

  override down(): void {
    this.addSql(`drop table "erased_application_count";`);
  }
}
