import { Migration } from '@mikro-orm/migrations';

/** Each change of a role is kept with its reason, also where no single right was different. */
export class Migration20261122000600_role_changes extends Migration {
  override name = 'Migration20261122000600_role_changes';

  override up(): void {
    this.addSql(
      `create table "role_change" ("role_id" uuid not null, "version" int not null, "changed_at" timestamptz(3) not null, "changed_by" uuid null, "reason" text not null, "granted" text[] not null, "revoked" text[] not null, "renamed" boolean not null default false, "moved" boolean not null default false, primary key ("role_id", "version"));`,
    );
    this.addSql(
      `alter table "role_change" add constraint "role_change_role_id_foreign" foreign key ("role_id") references "role" ("id") on delete cascade;`,
    );
  }

  override down(): void {
    this.addSql(`drop table if exists "role_change" cascade;`);
  }
}
