import { Migration } from '@mikro-orm/migrations';

/** Labels with their privacy statements; a version that was live can't be changed or removed (H12, H13). */
export class Migration20261124000101_privacy_statements extends Migration {
  override name = 'Migration20261124000101_privacy_statements';

  override up(): void {
    this.addSql(
      `create table "label" ("id" uuid not null, "agency_id" uuid not null, "name" text not null, "slug" text not null, primary key ("id"));`,
    );
    this.addSql(`alter table "label" add constraint "label_slug_unique" unique ("slug");`);
    this.addSql(`alter table "label" add constraint "label_agency_id_name_unique" unique ("agency_id", "name");`);
    this.addSql(
      `alter table "label" add constraint "label_agency_id_foreign" foreign key ("agency_id") references "agency" ("id");`,
    );
    this.addSql(
      `create table "privacy_statement" ("id" uuid not null, "label_id" uuid not null, "language" text not null, "version" int not null, "state" text not null default 'DRAFT', "body" text not null, "revision" int not null default 1, "changed_at" timestamptz(3) not null, "live_at" timestamptz(3) null, "live_by" uuid null, "replaced_at" timestamptz(3) null, primary key ("id"));`,
    );
    this.addSql(
      `alter table "privacy_statement" add constraint "privacy_statement_label_id_language_version_unique" unique ("label_id", "language", "version");`,
    );
    this.addSql(
      `alter table "privacy_statement" add constraint "privacy_statement_label_id_foreign" foreign key ("label_id") references "label" ("id");`,
    );
    this.addSql(
      `alter table "privacy_statement" add constraint "privacy_statement_language_check" check ("language" in ('nl', 'en'));`,
    );
    this.addSql(
      `alter table "privacy_statement" add constraint "privacy_statement_state_check" check ("state" in ('DRAFT', 'LIVE', 'REPLACED'));`,
    );
    for (const state of ['draft', 'live'])
      this.addSql(
        `create unique index "privacy_statement_one_${state}" on "privacy_statement" ("label_id", "language") where "state" = '${state.toUpperCase()}';`,
      );
    this.addSql(
      `create or replace function "privacy_statement_live_stands_fn"() returns trigger as $$ begin if old.state = 'DRAFT' then if tg_op = 'DELETE' then return old; end if; return new; end if; if tg_op = 'UPDATE' and old.state = 'LIVE' and new.state = 'REPLACED' and new.replaced_at is not null and to_jsonb(new) - 'state' - 'replaced_at' = to_jsonb(old) - 'state' - 'replaced_at' then return new; end if; raise exception 'A privacy statement that was live stands as it was.' using errcode = 'restrict_violation'; end; $$ language plpgsql;`,
    );
    this.addSql(
      `create trigger "live_stands" BEFORE UPDATE OR DELETE on "privacy_statement" for each ROW execute function "privacy_statement_live_stands_fn"();`,
    );
    // Every agency that is there has one label to begin with, by its own name.
    this.addSql(`insert into "label" ("id", "agency_id", "name", "slug")
      select gen_random_uuid(), a."id", a."name",
        a.plain || case when count(*) over (partition by a.plain) > 1 then '-' || row_number() over (partition by a.plain order by a."id") else '' end
      from (select "id", "name",
        coalesce(nullif(left(trim(both '-' from regexp_replace(lower("name"), '[^a-z0-9]+', '-', 'g')), 50), ''), 'bureau') as plain
        from "agency") a;`);
  }

  override down(): void {
    this.addSql(`drop table "privacy_statement";`);
    this.addSql(`drop function "privacy_statement_live_stands_fn"();`);
    this.addSql(`drop table "label";`);
  }
}
