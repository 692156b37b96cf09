import { Migration } from '@mikro-orm/migrations';

/** Runs and their work table; what a day's sweep erased is told by its runs. */
export class Migration20261123000000_erasure_runs extends Migration {
  override name = 'Migration20261123000000_erasure_runs';

  override up(): void {
    this.addSql(
      `create table "erasure_run" ("id" uuid not null, "agency_id" uuid not null, "trigger" text not null, "state" text not null default 'RUNNING', "started_by" uuid null, "started_at" timestamptz(3) not null, "cancel_requested_at" timestamptz(3) null, "finished_at" timestamptz(3) null, "people" int not null default 0, "erased" int not null default 0, "skipped" int not null default 0, "failed" int not null default 0, "problem" text null, primary key ("id"));`,
    );
    this.addSql(
      `alter table "erasure_run" add constraint "erasure_run_trigger_check" check ("trigger" in ('DAILY', 'STAFF', 'CHOSEN'));`,
    );
    this.addSql(
      `alter table "erasure_run" add constraint "erasure_run_state_check" check ("state" in ('RUNNING', 'DONE', 'CANCELLED'));`,
    );
    this.addSql(
      `alter table "erasure_run" add constraint "erasure_run_agency_id_foreign" foreign key ("agency_id") references "agency" ("id");`,
    );
    this.addSql(`create index "erasure_run_agency_id_index" on "erasure_run" ("agency_id");`);
    this.addSql(
      `create unique index "erasure_run_one_of_all" on "erasure_run" ("agency_id", "trigger") where "state" = 'RUNNING' and "trigger" <> 'CHOSEN';`,
    );
    this.addSql(
      `create table "erasure_run_person" ("run_id" uuid not null, "candidate_id" uuid not null, "state" text not null default 'WAITING', "reason" text null, primary key ("run_id", "candidate_id"));`,
    );
    this.addSql(
      `alter table "erasure_run_person" add constraint "erasure_run_person_state_check" check ("state" in ('WAITING', 'ERASED', 'SKIPPED', 'FAILED'));`,
    );
    this.addSql(
      `alter table "erasure_run_person" add constraint "erasure_run_person_reason_check" check ("reason" in ('HELD', 'HANDED_OVER', 'ALREADY_ANONYMISED', 'NOT_DUE', 'NOT_FOUND', 'DATA_REFUSED'));`,
    );
    this.addSql(
      `alter table "erasure_run_person" add constraint "erasure_run_person_run_id_foreign" foreign key ("run_id") references "erasure_run" ("id") on update cascade on delete cascade;`,
    );
    this.addSql(
      `alter table "erasure_run_person" add constraint "erasure_run_person_candidate_id_foreign" foreign key ("candidate_id") references "candidate" ("id") on update cascade on delete cascade;`,
    );
    this.addSql(`create index "erasure_run_person_candidate_id_index" on "erasure_run_person" ("candidate_id");`);
    this.addSql(`alter table "sweep_run" drop column "erased", drop column "skipped";`);
  }

  override down(): void {
    this.addSql(`alter table "sweep_run" add "erased" int not null default 0, add "skipped" int not null default 0;`);
    this.addSql(`drop table "erasure_run_person";`);
    this.addSql(`drop table "erasure_run";`);
  }
}
