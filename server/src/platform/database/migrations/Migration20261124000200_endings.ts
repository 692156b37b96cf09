import { Migration } from '@mikro-orm/migrations';

const ENDINGS = ['candidate_ending', 'single_vacancy_ending', 'multiple_vacancies_ending'];
const COUNTS = ['deleted_candidate_count', 'deleted_application_count', 'deleted_hire_count'];

/** What happens at the end of a term (D3), and what is kept of the deleted: counts, and a receipt that knows where they belonged. */
export class Migration20261124000200_endings extends Migration {
  override name = 'Migration20261124000200_endings';

  override up(): void {
    for (const ending of ENDINGS) {
      this.addSql(`alter table "retention_policy" add column "${ending}" text not null default 'ANONYMISE';`);
      this.addSql(
        `alter table "retention_policy" add constraint "retention_policy_${ending}_check" check ("${ending}" in ('ANONYMISE', 'DELETE'));`,
      );
    }
    this.addSql(
      `alter table "erasure_receipt" add column "organisation_unit_id" uuid null, add column "ending" text not null default 'ANONYMISE';`,
    );
    this.addSql(
      `alter table "erasure_receipt" add constraint "erasure_receipt_ending_check" check ("ending" in ('ANONYMISE', 'DELETE'));`,
    );
    this.addSql(
      `update "erasure_receipt" r set "organisation_unit_id" = c."organisation_unit_id" from "candidate" c where c."id" = r."candidate_id";`,
    );
    this.addSql(`alter table "notice" drop constraint "notice_plan_id_foreign";`);
    this.addSql(
      `alter table "notice" add constraint "notice_plan_id_foreign" foreign key ("plan_id") references "erasure_plan" ("id") on delete cascade;`,
    );
    this.addSql(
      `create table "deleted_candidate_count" ("id" uuid not null, "agency_id" uuid not null, "organisation_unit_id" uuid null, "registered_on" date not null, "registration_kind" text not null, "candidates" int not null, primary key ("id"));`,
    );
    this.addSql(
      `alter table "deleted_candidate_count" add constraint "deleted_candidate_count_registration_kind_check" check ("registration_kind" in ('CHECKIN_INVITATION', 'CHECKIN_FORM', 'RECRUIT_APPLICATION', 'IMPORT', 'MANUAL'));`,
    );
    this.addSql(
      `create table "deleted_application_count" ("id" uuid not null, "agency_id" uuid not null, "organisation_unit_id" uuid null, "vacancy_id" uuid null, "applied_on" date not null, "type" text not null, "source" text null, "external_agency" text null, "applications" int not null, primary key ("id"));`,
    );
    this.addSql(
      `alter table "deleted_application_count" add constraint "deleted_application_count_type_check" check ("type" in ('VACANCY', 'OPEN'));`,
    );
    this.addSql(
      `create table "deleted_hire_count" ("id" uuid not null, "agency_id" uuid not null, "organisation_unit_id" uuid null, "vacancy_id" uuid null, "starts_on" date null, "status" text not null, "type" text null, "source" text null, "hires" int not null, primary key ("id"));`,
    );
    this.addSql(
      `alter table "deleted_hire_count" add constraint "deleted_hire_count_status_check" check ("status" in ('DRAFT', 'SENT', 'CONFIRMED', 'CANCELLED'));`,
    );
    this.addSql(
      `alter table "deleted_hire_count" add constraint "deleted_hire_count_type_check" check ("type" in ('VACANCY', 'OPEN'));`,
    );
    for (const table of COUNTS) {
      this.addSql(`create index "${table}_agency_id_index" on "${table}" ("agency_id");`);
      this.addSql(
        `alter table "${table}" add constraint "${table}_agency_id_foreign" foreign key ("agency_id") references "agency" ("id");`,
      );
      this.addSql(
        `alter table "${table}" add constraint "${table}_organisation_unit_id_foreign" foreign key ("organisation_unit_id") references "organisation_unit" ("id") on delete set null;`,
      );
    }
    for (const table of ['deleted_application_count', 'deleted_hire_count'])
      this.addSql(
        `alter table "${table}" add constraint "${table}_vacancy_id_foreign" foreign key ("vacancy_id") references "vacancy" ("id") on delete set null;`,
      );
    this.addSql(`create index "deleted_hire_count_vacancy_id_index" on "deleted_hire_count" ("vacancy_id");`);
  }

  override down(): void {
    for (const table of COUNTS) this.addSql(`drop table "${table}";`);
    this.addSql(`alter table "notice" drop constraint "notice_plan_id_foreign";`);
    this.addSql(
      `alter table "notice" add constraint "notice_plan_id_foreign" foreign key ("plan_id") references "erasure_plan" ("id");`,
    );
    this.addSql(`alter table "erasure_receipt" drop column "organisation_unit_id", drop column "ending";`);
    for (const ending of ENDINGS) this.addSql(`alter table "retention_policy" drop column "${ending}";`);
  }
}
