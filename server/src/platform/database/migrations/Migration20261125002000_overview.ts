import { Migration } from '@mikro-orm/migrations';

const TERMS = ['CANDIDATE_CONSENT', 'CANDIDATE_NO_CONSENT', 'MULTIPLE_VACANCIES', 'SINGLE_VACANCY', 'RULES'];
const TRIGGERS = ['DAILY', 'STAFF', 'CHOSEN'];

/** Saved views of the list of candidates; plans by an employee’s choice, and runs over people whom he chose (H47–H49). */
export class Migration20261125002000_overview extends Migration {
  override name = 'Migration20261125002000_overview';

  override up(): void {
    this.addSql(
      `create table "saved_view" ("id" uuid not null, "owner_id" uuid not null, "name" text not null, "filter" jsonb not null, "order_by" text null, "shared_with" uuid null, primary key ("id"));`,
    );
    this.addSql(`create index "saved_view_shared_with_index" on "saved_view" ("shared_with");`);
    this.addSql(
      `alter table "saved_view" add constraint "saved_view_owner_id_name_unique" unique ("owner_id", "name");`,
    );
    this.addSql(
      `alter table "saved_view" add constraint "saved_view_owner_id_foreign" foreign key ("owner_id") references "staff_user" ("id") on delete cascade;`,
    );
    this.addSql(
      `alter table "saved_view" add constraint "saved_view_shared_with_foreign" foreign key ("shared_with") references "agency" ("id") on delete set null;`,
    );
    this.check('erasure_plan', 'basis', [...TERMS, 'STAFF']);
    this.check('erasure_run', 'trigger', [...TRIGGERS, 'BULK']);
    this.addSql(`drop index "erasure_run_one_of_all";`);
    this.addSql(
      `create unique index "erasure_run_one_of_all" on "erasure_run" ("agency_id", "trigger") where "state" = 'RUNNING' and "trigger" in ('DAILY', 'STAFF');`,
    );
  }

  override down(): void {
    this.addSql(
      `update "erasure_plan" set "state" = case when "state" = 'PLANNED' then 'CANCELLED' else "state" end, "closed_at" = coalesce("closed_at", now()), "basis" = 'SINGLE_VACANCY' where "basis" = 'STAFF';`,
    );
    this.addSql(`update "erasure_run" set "trigger" = 'CHOSEN' where "trigger" = 'BULK';`);
    this.addSql(`drop index "erasure_run_one_of_all";`);
    this.addSql(
      `create unique index "erasure_run_one_of_all" on "erasure_run" ("agency_id", "trigger") where "state" = 'RUNNING' and "trigger" <> 'CHOSEN';`,
    );
    this.check('erasure_run', 'trigger', TRIGGERS);
    this.check('erasure_plan', 'basis', TERMS);
    this.addSql(`drop table "saved_view";`);
  }

  private check(table: string, column: string, values: readonly string[]): void {
    this.addSql(`alter table "${table}" drop constraint "${table}_${column}_check";`);
    this.addSql(
      `alter table "${table}" add constraint "${table}_${column}_check" check ("${column}" in (${values.map((one) => `'${one}'`).join(', ')}));`,
    );
  }
}
