import { Migration } from '@mikro-orm/migrations';

/** Programs of others get keys of their own, with a role, an expiry and limits (conventions 9 and 10). */
export class Migration20261122000500_api_clients extends Migration {
  override name = 'Migration20261122000500_api_clients';

  override up(): void {
    this.addSql(
      `create table "api_client" ("id" uuid not null, "name" text not null, "role_id" uuid not null, "agency_ids" uuid[] not null, "origins" text[] not null, "created_at" timestamptz(3) not null, "disabled_at" timestamptz(3) null, primary key ("id"));`,
    );
    this.addSql(`create index "api_client_role_id_index" on "api_client" ("role_id");`);
    this.addSql(
      `alter table "api_client" add constraint "api_client_role_id_foreign" foreign key ("role_id") references "role" ("id");`,
    );
    this.addSql(
      `create table "api_key" ("id" uuid not null, "client_id" uuid not null, "start" text not null, "hash" bytea not null, "created_at" timestamptz(3) not null, "expires_on" date not null, "last_used_at" timestamptz(3) null, "revoked_at" timestamptz(3) null, primary key ("id"));`,
    );
    this.addSql(`create index "api_key_client_id_index" on "api_key" ("client_id");`);
    this.addSql(`alter table "api_key" add constraint "api_key_hash_unique" unique ("hash");`);
    this.addSql(
      `alter table "api_key" add constraint "api_key_client_id_foreign" foreign key ("client_id") references "api_client" ("id");`,
    );
    this.addSql(
      `create table "api_key_hour" ("key_id" uuid not null, "hour" timestamptz(3) not null, "requests" int not null, primary key ("key_id", "hour"));`,
    );
    this.addSql(
      `alter table "api_key_hour" add constraint "api_key_hour_key_id_foreign" foreign key ("key_id") references "api_key" ("id");`,
    );
    this.addSql(
      `create table "api_points" ("key" text not null, "points" int not null default 0, "expire" bigint null, primary key ("key"));`,
    );
  }

  override down(): void {
    for (const table of ['api_points', 'api_key_hour', 'api_key', 'api_client']) this.addSql(`drop table "${table}";`);
  }
}
