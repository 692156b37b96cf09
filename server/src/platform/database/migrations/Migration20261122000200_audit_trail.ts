import { Migration } from '@mikro-orm/migrations';

export class Migration20261122000200_audit_trail extends Migration {
  override up(): void {
    this.addSql(`alter table "audit_entry" add column "agency_id" uuid null;`);
    this.addSql(`create index "audit_entry_action" on "audit_entry" ("action", "seq");`);
    this.addSql(`create index "audit_entry_agency" on "audit_entry" ("agency_id", "seq");`);

    // For everybody, the owner of the table included, and also in a session that replicates.
    this.addSql(
      `create function "audit_entry_only_added_to_fn"() returns trigger as $$ begin raise exception 'The audit trail is only ever added to.' using errcode = 'restrict_violation'; end; $$ language plpgsql;`,
    );
    this.addSql(
      `create trigger "only_added_to" before update or delete on "audit_entry" for each statement execute function "audit_entry_only_added_to_fn"();`,
    );
    this.addSql(
      `create trigger "never_emptied" before truncate on "audit_entry" for each statement execute function "audit_entry_only_added_to_fn"();`,
    );
    this.addSql(`alter table "audit_entry" enable always trigger "only_added_to";`);
    this.addSql(`alter table "audit_entry" enable always trigger "never_emptied";`);

    this.addSql(
      `create table "audit_verification" ("id" uuid not null, "at" timestamptz(3) not null, "entries" bigint not null, "head" text null, "problem" text null, "problem_at" bigint null, primary key ("id"));`,
    );
    this.addSql(`create index "audit_verification_at_index" on "audit_verification" ("at");`);
    this.addSql(
      `alter table "audit_verification" add constraint "audit_verification_problem_check" check ("problem" in ('BROKEN', 'CUT', 'REPLACED', 'NO_NOTE', 'NOTE_UNREADABLE'));`,
    );
  }

  override down(): void {
    this.addSql(`drop table if exists "audit_verification" cascade;`);
    this.addSql(`drop trigger if exists "never_emptied" on "audit_entry";`);
    this.addSql(`drop trigger if exists "only_added_to" on "audit_entry";`);
    this.addSql(`drop function if exists "audit_entry_only_added_to_fn"();`);
    this.addSql(`drop index if exists "audit_entry_action";`);
    this.addSql(`drop index if exists "audit_entry_agency";`);
    this.addSql(`alter table "audit_entry" drop column "agency_id";`);
  }
}
