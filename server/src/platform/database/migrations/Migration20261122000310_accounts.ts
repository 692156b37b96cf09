import { Migration } from '@mikro-orm/migrations';

/** Invitations, resets, second factors, and agencies' own logins. */
export class Migration20261122000310_accounts extends Migration {
  override name = 'Migration20261122000310_accounts';

  override up(): void {
    this.addSql(`alter table "staff_user" alter column "password_hash" drop not null;`);
    this.addSql(`alter table "staff_user" add column "language" text not null default 'nl';`);
    this.addSql(`alter table "staff_user" add constraint "staff_user_language_check" check ("language" in ('nl', 'en'));`);
    this.addSql(`create table "pending_sign_in" ("token_hash" bytea not null, "staff_id" uuid not null, "way" text not null, "expires_at" timestamptz(3) not null, "attempts" int not null default 0, primary key ("token_hash"));`);
    this.addSql(`create index "pending_sign_in_staff_id_index" on "pending_sign_in" ("staff_id");`);
    this.addSql(`alter table "pending_sign_in" add constraint "pending_sign_in_way_check" check ("way" in ('PASSWORD', 'PROVIDER'));`);
    this.addSql(`create table "second_factor" ("staff_id" uuid not null, "secret_sealed" bytea not null, "started_at" timestamptz(3) not null, "confirmed_at" timestamptz(3) null, "last_step" bigint null, primary key ("staff_id"));`);
    this.addSql(`create table "recovery_code" ("code_hash" bytea not null, "staff_id" uuid not null, "used_at" timestamptz(3) null, primary key ("code_hash"));`);
    this.addSql(`create index "recovery_code_staff_id_index" on "recovery_code" ("staff_id");`);
    this.addSql(`create table "account_link" ("id" uuid not null, "staff_id" uuid not null, "kind" text not null, "token_hash" bytea not null, "new_email" text null, "sent_at" timestamptz(3) not null, "expires_at" timestamptz(3) not null, "used_at" timestamptz(3) null, primary key ("id"));`);
    this.addSql(`create index "account_link_staff_id_index" on "account_link" ("staff_id");`);
    this.addSql(`alter table "account_link" add constraint "account_link_token_hash_unique" unique ("token_hash");`);
    this.addSql(`alter table "account_link" add constraint "account_link_kind_check" check ("kind" in ('INVITATION', 'PASSWORD_RESET', 'EMAIL_CHANGE'));`);
    this.addSql(`create table "password_reset_request" ("id" uuid not null, "email_sealed" bytea not null, "requested_at" timestamptz(3) not null, primary key ("id"));`);
    this.addSql(`create table "identity_provider" ("agency_id" uuid not null, "name" text not null, "issuer" text not null, "client_id" text not null, "client_secret_sealed" bytea null, "mail_domains" text[] not null, "password_sign_in" boolean not null default true, "changed_at" timestamptz(3) not null, primary key ("agency_id"));`);
    this.addSql(`create table "staff_identity" ("issuer" text not null, "subject" text not null, "staff_id" uuid not null, "linked_at" timestamptz(3) not null, primary key ("issuer", "subject"));`);
    this.addSql(`alter table "staff_identity" add constraint "staff_identity_staff_id_issuer_unique" unique ("staff_id", "issuer");`);
    for (const table of OF_STAFF)
      this.addSql(`alter table "${table}" add constraint "${table}_staff_id_foreign" foreign key ("staff_id") references "staff_user" ("id")${table === 'second_factor' ? ' on update cascade' : ''} on delete cascade;`);
    this.addSql(`alter table "identity_provider" add constraint "identity_provider_agency_id_foreign" foreign key ("agency_id") references "agency" ("id") on update cascade on delete cascade;`);
    this.addSql(`alter table "outgoing_mail" drop constraint "outgoing_mail_kind_check";`);
    this.addSql(`alter table "outgoing_mail" add constraint "outgoing_mail_kind_check" check ("kind" in ('ERASURE_NOTICE', 'ERASURE_CONFIRMATION', 'STAFF_INVITATION', 'STAFF_PASSWORD_RESET', 'STAFF_PASSWORD_CHANGED', 'STAFF_EMAIL_CHANGE', 'STAFF_EMAIL_CHANGED'));`);
  }

  override down(): void {
    this.addSql(`delete from "outgoing_mail" where "kind" like 'STAFF_%';`);
    this.addSql(`alter table "outgoing_mail" drop constraint "outgoing_mail_kind_check";`);
    this.addSql(`alter table "outgoing_mail" add constraint "outgoing_mail_kind_check" check ("kind" in ('ERASURE_NOTICE', 'ERASURE_CONFIRMATION'));`);
    for (const table of [...OF_STAFF, 'password_reset_request', 'identity_provider'])
      this.addSql(`drop table if exists "${table}" cascade;`);
    this.addSql(`alter table "staff_user" drop constraint "staff_user_language_check";`);
    this.addSql(`alter table "staff_user" drop column "language";`);
    // Who has no password can't be kept: he could not sign in.
    this.addSql(`delete from "staff_user" where "password_hash" is null;`);
    this.addSql(`alter table "staff_user" alter column "password_hash" set not null;`);
  }
}

const OF_STAFF = ['pending_sign_in', 'second_factor', 'recovery_code', 'account_link', 'staff_identity'];
