import { Migration } from '@mikro-orm/migrations';

/** Roles become rows, which an admin can change, and get a reach: agencies and organisation units. */
export class Migration20261122000000_roles extends Migration {
  override name = 'Migration20261122000000_roles';

  override up(): void {
    this.addSql(
      `create table "organisation_unit" ("id" uuid not null, "agency_id" uuid not null, "name" text not null, primary key ("id"));`,
    );
    this.addSql(
      `alter table "organisation_unit" add constraint "organisation_unit_agency_id_name_unique" unique ("agency_id", "name");`,
    );
    this.addSql(
      `alter table "organisation_unit" add constraint "organisation_unit_agency_id_foreign" foreign key ("agency_id") references "agency" ("id");`,
    );
    for (const table of ['candidate', 'vacancy']) {
      this.addSql(`alter table "${table}" add "organisation_unit_id" uuid null;`);
      this.addSql(
        `alter table "${table}" add constraint "${table}_organisation_unit_id_foreign" foreign key ("organisation_unit_id") references "organisation_unit" ("id") on delete set null;`,
      );
      this.addSql(`create index "${table}_organisation_unit_id_index" on "${table}" ("organisation_unit_id");`);
    }

    this.addSql(
      `create table "role" ("id" uuid not null, "name" text not null, "built_in" text null, "version" int not null default 1, "agency_ids" uuid[] null, "unit_ids" uuid[] null, primary key ("id"));`,
    );
    this.addSql(`alter table "role" add constraint "role_built_in_unique" unique ("built_in");`);
    this.addSql(
      `alter table "role" add constraint "role_built_in_check" check ("built_in" in ('ADMIN', 'PRIVACY_OFFICER', 'CONSULTANT', 'RECRUITER', 'BACK_OFFICE', 'READ_ONLY'));`,
    );
    this.addSql(
      `create table "role_right" ("role_id" uuid not null, "right" text not null, "granted" boolean not null, "changed_at" timestamptz(3) not null, "changed_by" uuid null, "reason" text not null, primary key ("role_id", "right"));`,
    );
    this.addSql(
      `alter table "role_right" add constraint "role_right_role_id_foreign" foreign key ("role_id") references "role" ("id") on delete cascade;`,
    );
    for (const [id, builtIn, name] of BUILT_IN)
      this.addSql(`insert into "role" ("id", "built_in", "name") values ('${id}', '${builtIn}', '${name}');`);

    this.addSql(`alter table "staff_user" add "role_id" uuid null;`);
    this.addSql(`update "staff_user" u set "role_id" = r."id" from "role" r where r."built_in" = u."role";`);
    this.addSql(`alter table "staff_user" alter column "role_id" set not null;`);
    this.addSql(
      `alter table "staff_user" add constraint "staff_user_role_id_foreign" foreign key ("role_id") references "role" ("id");`,
    );
    this.addSql(`create index "staff_user_role_id_index" on "staff_user" ("role_id");`);
    this.addSql(`alter table "staff_user" drop column "role";`);
    this.addSql(`alter table "staff_session" add "looking_as_role_id" uuid null;`);
    this.addSql(
      `alter table "staff_session" add constraint "staff_session_looking_as_role_id_foreign" foreign key ("looking_as_role_id") references "role" ("id") on delete set null;`,
    );
  }

  /** Whoever has a role that the enum doesn't know becomes a recruiter without agencies, who sees nobody. */
  override down(): void {
    this.addSql(`alter table "staff_session" drop column "looking_as_role_id";`);
    this.addSql(`alter table "staff_user" add "role" text null;`);
    this.addSql(
      `delete from "staff_agency" a using "staff_user" u, "role" r where a."staff_id" = u."id" and r."id" = u."role_id" and coalesce(r."built_in", '') not in ('ADMIN', 'PRIVACY_OFFICER', 'CONSULTANT', 'RECRUITER');`,
    );
    this.addSql(
      `update "staff_user" u set "role" = case when r."built_in" in ('ADMIN', 'PRIVACY_OFFICER', 'CONSULTANT') then r."built_in" else 'RECRUITER' end from "role" r where r."id" = u."role_id";`,
    );
    this.addSql(`alter table "staff_user" alter column "role" set not null;`);
    this.addSql(
      `alter table "staff_user" add constraint "staff_user_role_check" check ("role" in ('ADMIN', 'PRIVACY_OFFICER', 'CONSULTANT', 'RECRUITER'));`,
    );
    this.addSql(`alter table "staff_user" drop column "role_id";`);
    this.addSql(`drop table "role_right";`);
    this.addSql(`drop table "role";`);
    for (const table of ['candidate', 'vacancy'])
      this.addSql(`alter table "${table}" drop column "organisation_unit_id" cascade;`);
    this.addSql(`drop table "organisation_unit";`);
  }
}

const BUILT_IN = [
  ['00000000-0000-7000-8000-000000000001', 'ADMIN', 'Beheerder'],
  ['00000000-0000-7000-8000-000000000002', 'PRIVACY_OFFICER', 'Privacy officer'],
  ['00000000-0000-7000-8000-000000000003', 'CONSULTANT', 'Consultant'],
  ['00000000-0000-7000-8000-000000000004', 'RECRUITER', 'Recruiter'],
  ['00000000-0000-7000-8000-000000000005', 'BACK_OFFICE', 'Backoffice'],
  ['00000000-0000-7000-8000-000000000006', 'READ_ONLY', 'Alleen lezen'],
] as const;
