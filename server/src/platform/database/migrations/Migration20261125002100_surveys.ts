import { Migration } from '@mikro-orm/migrations';

/** Surveys (H43–H46, H60): when an agency asks, whom it doesn't, and whose plans and mails are a survey's. */
export class Migration20261125002100_surveys extends Migration {
  override name = 'Migration20261125002100_surveys';

  override up(): void {
    this.addSql(
      `create table "survey" ("id" uuid not null, "agency_id" uuid not null, "active" boolean not null default false, "days_before" int not null default 45, "keep_period" text not null default 'SAME_TERM', "skip_running" boolean not null default true, "skip_hired" boolean not null default true, "skip_in_pool" boolean not null default false, "skip_mailed_days" int not null default 30, primary key ("id"));`,
    );
    this.addSql(`alter table "survey" add constraint "survey_agency_id_unique" unique ("agency_id");`);
    this.addSql(
      `alter table "survey" add constraint "survey_keep_period_check" check ("keep_period" in ('ONE_YEAR', 'SAME_TERM'));`,
    );
    this.addSql(
      `alter table "survey" add constraint "survey_agency_id_foreign" foreign key ("agency_id") references "agency" ("id");`,
    );
    this.addSql(
      `create table "deleted_survey_answer" ("id" uuid not null, "survey_id" uuid not null, "asked_in" date not null, "answer" text not null, "people" int not null, primary key ("id"));`,
    );
    this.addSql(`create index "deleted_survey_answer_survey_id_index" on "deleted_survey_answer" ("survey_id");`);
    this.addSql(
      `alter table "deleted_survey_answer" add constraint "deleted_survey_answer_answer_check" check ("answer" in ('AGREED', 'REFUSED', 'SILENT', 'WAITING', 'NOT_REACHED', 'LAPSED'));`,
    );
    this.addSql(
      `alter table "deleted_survey_answer" add constraint "deleted_survey_answer_survey_id_foreign" foreign key ("survey_id") references "survey" ("id");`,
    );
    this.addSql(`alter table "contact_moment" add column "survey_id" uuid null;`);
    this.addSql(
      `alter table "contact_moment" add constraint "contact_moment_survey_id_foreign" foreign key ("survey_id") references "survey" ("id") on delete set null;`,
    );
    this.addSql(`drop index "contact_moment_one_of_a_name";`);
    this.addSql(
      `create unique index "contact_moment_one_of_a_name" on "contact_moment" ("agency_id", "rule_set_id", "survey_id", "name") nulls not distinct;`,
    );
    this.addSql(`alter table "erasure_plan" add column "survey_id" uuid null;`);
    this.addSql(`create index "erasure_plan_survey_id_index" on "erasure_plan" ("survey_id");`);
    this.addSql(
      `alter table "erasure_plan" add constraint "erasure_plan_survey_id_foreign" foreign key ("survey_id") references "survey" ("id") on delete set null;`,
    );
  }

  override down(): void {
    this.addSql(`alter table "erasure_plan" drop column "survey_id";`);
    this.addSql(
      `delete from "notice" n using "contact_moment" m where m."id" = n."contact_moment_id" and m."survey_id" is not null;`,
    );
    this.addSql(`delete from "contact_moment" where "survey_id" is not null;`);
    this.addSql(`drop index "contact_moment_one_of_a_name";`);
    this.addSql(`alter table "contact_moment" drop column "survey_id";`);
    this.addSql(
      `create unique index "contact_moment_one_of_a_name" on "contact_moment" ("agency_id", "rule_set_id", "name") nulls not distinct;`,
    );
    this.addSql(`drop table "deleted_survey_answer";`);
    this.addSql(`drop table "survey";`);
  }
}
