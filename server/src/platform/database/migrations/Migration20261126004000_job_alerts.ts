import { Migration } from '@mikro-orm/migrations';

/** Job alerts hang from an account on the portal and from nobody (C6); vacancies say where the work is, and how much. */
export class Migration20261126004000_job_alerts extends Migration {
  override name = 'Migration20261126004000_job_alerts';

  override up(): void {
    this.addSql(
      `alter table "vacancy" add column "place" text null, add column "hours_per_week" int null, add column "listed_on" date null;`,
    );
    // Whatever is open by now is no news.
    this.addSql(`update "vacancy" set "listed_on" = coalesce("opened_on", date '2000-01-01') where "status" = 'OPEN';`);
    this.addSql(`create index "vacancy_listed" on "vacancy" ("agency_id", "listed_on");`);
    this.addSql(
      `create table "job_alert" ("id" uuid not null, "account_id" uuid not null, "terms" text[] not null, "places" text[] not null, "hours_from" int null, "hours_to" int null, "frequency" text not null, "paused" boolean not null default false, "created_on" date not null, "tells_from" date not null, "told_until" date not null, primary key ("id"));`,
    );
    this.addSql(`create index "job_alert_account_id_index" on "job_alert" ("account_id");`);
    this.addSql(
      `alter table "job_alert" add constraint "job_alert_frequency_check" check ("frequency" in ('DAILY', 'WEEKLY'));`,
    );
    this.addSql(
      `alter table "job_alert" add constraint "job_alert_account_id_foreign" foreign key ("account_id") references "portal_account" ("id") on delete cascade;`,
    );
    this.addSql(
      `create table "job_alert_look" ("day" date not null, "finished_at" timestamptz(3) null, primary key ("day"));`,
    );
  }

  override down(): void {
    this.addSql(`drop table "job_alert_look";`);
    this.addSql(`drop table "job_alert";`);
    this.addSql(`drop index "vacancy_listed";`);
    this.addSql(`alter table "vacancy" drop column "place", drop column "hours_per_week", drop column "listed_on";`);
  }
}
