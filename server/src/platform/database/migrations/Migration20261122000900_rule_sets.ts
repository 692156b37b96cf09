import { Migration } from '@mikro-orm/migrations';

/** Sets of anonymisation rules, and plans that come from them. */
export class Migration20261122000900_rule_sets extends Migration {
  override name = 'Migration20261122000900_rule_sets';

  override up(): void {
    this.addSql(
      `create table "rule_set" ("id" uuid not null, "name" text not null, "agency_ids" uuid[] not null, "state" text not null default 'DRAFT', "version" int not null default 1, "content" jsonb not null, "content_hash" text not null, "created_at" timestamptz(3) not null, "submitted_at" timestamptz(3) null, "approved_at" timestamptz(3) null, "approved_by" text null, "live_since" timestamptz(3) null, "retired_at" timestamptz(3) null, "previewed_count" int null, "previewed_for" date null, "stopped_at" timestamptz(3) null, "stopped_count" int null, primary key ("id"));`,
    );
    this.addSql(
      `alter table "rule_set" add constraint "rule_set_state_check" check ("state" in ('DRAFT', 'ON_ACCEPTANCE', 'APPROVED', 'LIVE', 'RETIRED'));`,
    );
    this.addSql(`alter table "erasure_plan" add "rule_set_id" uuid null, add "decided_by" text null;`);
    this.addSql(
      `alter table "erasure_plan" add constraint "erasure_plan_rule_set_id_foreign" foreign key ("rule_set_id") references "rule_set" ("id") on delete set null;`,
    );
    this.addSql(`alter table "erasure_plan" drop constraint "erasure_plan_basis_check";`);
    this.addSql(
      `alter table "erasure_plan" add constraint "erasure_plan_basis_check" check ("basis" in ('CANDIDATE_CONSENT', 'CANDIDATE_NO_CONSENT', 'MULTIPLE_VACANCIES', 'SINGLE_VACANCY', 'RULES'));`,
    );
  }

  override down(): void {
    this.addSql(
      `update "erasure_plan" set "state" = 'CANCELLED', "closed_at" = coalesce("closed_at", now()), "basis" = 'SINGLE_VACANCY' where "basis" = 'RULES';`,
    );
    this.addSql(`alter table "erasure_plan" drop constraint "erasure_plan_basis_check";`);
    this.addSql(
      `alter table "erasure_plan" add constraint "erasure_plan_basis_check" check ("basis" in ('CANDIDATE_CONSENT', 'CANDIDATE_NO_CONSENT', 'MULTIPLE_VACANCIES', 'SINGLE_VACANCY'));`,
    );
    this.addSql(`alter table "erasure_plan" drop column "rule_set_id", drop column "decided_by";`);
    this.addSql(`drop table "rule_set";`);
  }
}
