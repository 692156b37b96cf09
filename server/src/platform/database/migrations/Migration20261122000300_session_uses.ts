import { Migration } from '@mikro-orm/migrations';

/** Sessions are listed, end by themselves when they are not used, and remember a confirmation. Whoever is signed in signs in again. */
export class Migration20261122000300_session_uses extends Migration {
  override name = 'Migration20261122000300_session_uses';

  override up(): void {
    this.addSql(`delete from "staff_session";`);
    this.addSql(`alter table "staff_session" drop constraint "staff_session_pkey";`);
    this.addSql(`alter table "staff_session" add column "id" uuid not null, add column "way" text not null, add column "last_used_at" timestamptz(3) not null, add column "confirmed_at" timestamptz(3) null, add column "browser" text null, add column "system" text null;`);
    this.addSql(`alter table "staff_session" add constraint "staff_session_pkey" primary key ("id");`);
    this.addSql(`alter table "staff_session" add constraint "staff_session_token_hash_unique" unique ("token_hash");`);
    this.addSql(`alter table "staff_session" add constraint "staff_session_way_check" check ("way" in ('PASSWORD', 'PROVIDER'));`);
  }

  override down(): void {
    this.addSql(`delete from "staff_session";`);
    this.addSql(`alter table "staff_session" drop constraint "staff_session_way_check";`);
    this.addSql(`alter table "staff_session" drop constraint "staff_session_token_hash_unique";`);
    this.addSql(`alter table "staff_session" drop constraint "staff_session_pkey";`);
    this.addSql(`alter table "staff_session" drop column "id", drop column "way", drop column "last_used_at", drop column "confirmed_at", drop column "browser", drop column "system";`);
    this.addSql(`alter table "staff_session" add constraint "staff_session_pkey" primary key ("token_hash");`);
  }
}
