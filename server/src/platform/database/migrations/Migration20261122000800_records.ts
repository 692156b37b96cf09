import { Migration } from '@mikro-orm/migrations';

/** What rules look at besides applications: offers, hires, trajectories, talent pools, contacts and employment (C28–C52). */
export class Migration20261122000800_records extends Migration {
  override name = 'Migration20261122000800_records';

  override up(): void {
    this.addSql(`alter table "candidate" add "is_candidate" boolean not null default true;`);
    this.addSql(`alter table "vacancy" add "opened_on" date null, add "filled_on" date null;`);

    this.addSql(
      `create table "external_agency" ("id" uuid not null, "agency_id" uuid not null, "name" text not null, primary key ("id"));`,
    );
    this.addSql(
      `alter table "external_agency" add constraint "external_agency_agency_id_name_unique" unique ("agency_id", "name");`,
    );
    this.addSql(
      `create table "talent_pool" ("id" uuid not null, "agency_id" uuid not null, "name" text not null, primary key ("id"));`,
    );
    this.addSql(
      `alter table "talent_pool" add constraint "talent_pool_agency_id_name_unique" unique ("agency_id", "name");`,
    );

    this.addSql(
      `create table "offer" ("id" uuid not null, "candidate_id" uuid not null, "vacancy_id" uuid null, "offered_on" date not null, "status" text not null default 'OPEN', "memo" text null, primary key ("id"));`,
    );
    this.addSql(`create index "offer_vacancy_id_index" on "offer" ("vacancy_id");`);
    this.addSql(`create index "offer_candidate_status" on "offer" ("candidate_id", "status");`);
    this.addSql(
      `alter table "offer" add constraint "offer_status_check" check ("status" in ('OPEN', 'ACCEPTED', 'REJECTED', 'WITHDRAWN'));`,
    );

    this.addSql(
      `create table "hire" ("id" uuid not null, "candidate_id" uuid not null, "application_id" uuid null, "vacancy_id" uuid null, "starts_on" date null, "ends_on" date null, "status" text not null default 'DRAFT', primary key ("id"));`,
    );
    this.addSql(`create index "hire_application_id_index" on "hire" ("application_id");`);
    this.addSql(`create index "hire_vacancy_id_index" on "hire" ("vacancy_id");`);
    this.addSql(`create index "hire_candidate_status" on "hire" ("candidate_id", "status");`);
    this.addSql(
      `alter table "hire" add constraint "hire_status_check" check ("status" in ('DRAFT', 'SENT', 'CONFIRMED', 'CANCELLED'));`,
    );

    this.addSql(
      `create table "trajectory_registration" ("id" uuid not null, "candidate_id" uuid not null, "trajectory" text not null, "registered_on" date not null, "status" text not null default 'AVAILABLE', primary key ("id"));`,
    );
    this.addSql(
      `create index "trajectory_registration_candidate_status" on "trajectory_registration" ("candidate_id", "status");`,
    );
    this.addSql(
      `alter table "trajectory_registration" add constraint "trajectory_registration_status_check" check ("status" in ('AVAILABLE', 'IN_PROGRESS', 'COMPLETED', 'STOPPED'));`,
    );

    this.addSql(
      `create table "talent_pool_member" ("id" uuid not null, "talent_pool_id" uuid not null, "candidate_id" uuid not null, "application_id" uuid null, "added_on" date not null, primary key ("id"));`,
    );
    this.addSql(`create index "talent_pool_member_candidate_id_index" on "talent_pool_member" ("candidate_id");`);
    this.addSql(`create index "talent_pool_member_application_id_index" on "talent_pool_member" ("application_id");`);
    this.addSql(
      `create unique index "talent_pool_member_once" on "talent_pool_member" ("talent_pool_id", "candidate_id", "application_id") nulls not distinct;`,
    );

    this.addSql(
      `create table "contact_entry" ("id" uuid not null, "candidate_id" uuid not null, "took_place_on" date not null, "channel" text not null, "subject" text null, "note" text null, primary key ("id"));`,
    );
    this.addSql(`create index "contact_entry_candidate_day" on "contact_entry" ("candidate_id", "took_place_on");`);
    this.addSql(
      `alter table "contact_entry" add constraint "contact_entry_channel_check" check ("channel" in ('PHONE', 'MAIL', 'MEETING', 'MESSAGE', 'OTHER'));`,
    );

    this.addSql(
      `create table "employee" ("id" uuid not null, "candidate_id" uuid not null, "internal" boolean not null default false, "in_service_from" date not null, "out_of_service_on" date null, primary key ("id"));`,
    );
    this.addSql(`alter table "employee" add constraint "employee_candidate_id_unique" unique ("candidate_id");`);

    for (const [table, column, target, emptied] of REFERENCES)
      this.addSql(
        `alter table "${table}" add constraint "${table}_${column}_foreign" foreign key ("${column}") references "${target}" ("id")${emptied ? ' on delete set null' : ''};`,
      );
  }

  override down(): void {
    for (const table of [
      'employee',
      'contact_entry',
      'talent_pool_member',
      'trajectory_registration',
      'hire',
      'offer',
      'talent_pool',
      'external_agency',
    ])
      this.addSql(`drop table if exists "${table}" cascade;`);
    this.addSql(`alter table "vacancy" drop column "opened_on", drop column "filled_on";`);
    this.addSql(`alter table "candidate" drop column "is_candidate";`);
  }
}

const REFERENCES = [
  ['external_agency', 'agency_id', 'agency', false],
  ['talent_pool', 'agency_id', 'agency', false],
  ['offer', 'candidate_id', 'candidate', false],
  ['offer', 'vacancy_id', 'vacancy', true],
  ['hire', 'candidate_id', 'candidate', false],
  ['hire', 'application_id', 'application', true],
  ['hire', 'vacancy_id', 'vacancy', true],
  ['trajectory_registration', 'candidate_id', 'candidate', false],
  ['talent_pool_member', 'talent_pool_id', 'talent_pool', false],
  ['talent_pool_member', 'candidate_id', 'candidate', false],
  ['talent_pool_member', 'application_id', 'application', true],
  ['contact_entry', 'candidate_id', 'candidate', false],
  ['employee', 'candidate_id', 'candidate', false],
] as const;
