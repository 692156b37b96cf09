import { Migration } from '@mikro-orm/migrations';

const BEFORE = [
  'ERASURE_NOTICE',
  'ERASURE_CONFIRMATION',
  'STAFF_INVITATION',
  'STAFF_PASSWORD_RESET',
  'STAFF_PASSWORD_CHANGED',
  'STAFF_EMAIL_CHANGE',
  'STAFF_EMAIL_CHANGE_ASKED',
  'STAFF_EMAIL_CHANGED',
  'REGISTRATION_CONFIRMATION',
  'REGISTRATION_RECEIVED',
  'CHECKIN_INVITATION',
  'RECIPIENT_ERASURE',
  'REQUEST_ANSWER',
];
const NEW = [
  'PORTAL_CONFIRMATION',
  'PORTAL_PASSWORD_RESET',
  'PORTAL_PASSWORD_CHANGED',
  'PORTAL_EMAIL_CHANGE',
  'PORTAL_EMAIL_CHANGE_ASKED',
  'PORTAL_EMAIL_CHANGED',
  'PORTAL_UNUSED',
  'EXPORT_READY',
  'JOB_ALERT',
];

/** Accounts on the portal, which outlive the person behind them (C5–C7, C78–C83, D6). */
export class Migration20261126002000_portal_accounts extends Migration {
  override name = 'Migration20261126002000_portal_accounts';

  override up(): void {
    this.addSql(
      `create table "portal_account" ("id" uuid not null, "agency_id" uuid not null, "label_id" uuid null, "user_name_sealed" bytea not null, "user_name_hash" bytea not null, "email_sealed" bytea not null, "email_hash" bytea not null, "password_hash" text not null, "language" text not null, "created_on" date not null, "last_signed_in_on" date not null, "warned_on" date null, primary key ("id"));`,
    );
    this.addSql(`create index "portal_account_label_id_index" on "portal_account" ("label_id");`);
    this.addSql(`create index "portal_account_last_signed_in_on_index" on "portal_account" ("last_signed_in_on");`);
    this.addSql(
      `alter table "portal_account" add constraint "portal_account_user_name_hash_unique" unique ("user_name_hash");`,
    );
    this.addSql(`alter table "portal_account" add constraint "portal_account_mail" unique ("agency_id", "email_hash");`);
    this.addSql(
      `alter table "portal_account" add constraint "portal_account_language_check" check ("language" in ('nl', 'en'));`,
    );
    this.references('portal_account', 'agency_id', 'agency');
    this.references('portal_account', 'label_id', 'label', 'on delete set null');

    this.addSql(
      `create table "portal_account_person" ("account_id" uuid not null, "candidate_id" uuid not null, primary key ("account_id"));`,
    );
    this.addSql(
      `alter table "portal_account_person" add constraint "portal_account_person_candidate_id_unique" unique ("candidate_id");`,
    );
    this.references('portal_account_person', 'account_id', 'portal_account', 'on update cascade on delete cascade');
    this.references('portal_account_person', 'candidate_id', 'candidate');

    this.addSql(
      `create table "portal_registration" ("id" uuid not null, "candidate_id" uuid not null, "token_hash" bytea not null, "user_name_sealed" bytea not null, "user_name_hash" bytea not null, "email_sealed" bytea not null, "password_hash" text not null, "language" text not null, "requested_at" timestamptz(3) not null, "expires_at" timestamptz(3) not null, primary key ("id"));`,
    );
    this.addSql(`create index "portal_registration_candidate_id_index" on "portal_registration" ("candidate_id");`);
    this.addSql(`create index "portal_registration_expires_at_index" on "portal_registration" ("expires_at");`);
    this.addSql(
      `alter table "portal_registration" add constraint "portal_registration_token_hash_unique" unique ("token_hash");`,
    );
    this.addSql(
      `alter table "portal_registration" add constraint "portal_registration_language_check" check ("language" in ('nl', 'en'));`,
    );
    this.references('portal_registration', 'candidate_id', 'candidate');

    this.addSql(
      `create table "portal_session" ("id" uuid not null, "account_id" uuid not null, "token_hash" bytea not null, "started_at" timestamptz(3) not null, "last_used_at" timestamptz(3) not null, "expires_at" timestamptz(3) not null, "confirmed_at" timestamptz(3) null, "browser" text null, "system" text null, primary key ("id"));`,
    );
    this.addSql(`create index "portal_session_account_id_index" on "portal_session" ("account_id");`);
    this.addSql(`create index "portal_session_expires_at_index" on "portal_session" ("expires_at");`);
    this.addSql(
      `alter table "portal_session" add constraint "portal_session_token_hash_unique" unique ("token_hash");`,
    );
    this.references('portal_session', 'account_id', 'portal_account', 'on delete cascade');

    this.addSql(
      `create table "portal_account_link" ("id" uuid not null, "account_id" uuid not null, "kind" text not null, "token_hash" bytea not null, "new_email_sealed" bytea null, "sent_at" timestamptz(3) not null, "expires_at" timestamptz(3) not null, "used_at" timestamptz(3) null, primary key ("id"));`,
    );
    this.addSql(`create index "portal_account_link_account_id_index" on "portal_account_link" ("account_id");`);
    this.addSql(
      `alter table "portal_account_link" add constraint "portal_account_link_token_hash_unique" unique ("token_hash");`,
    );
    this.addSql(
      `alter table "portal_account_link" add constraint "portal_account_link_kind_check" check ("kind" in ('PASSWORD_RESET', 'EMAIL_CHANGE'));`,
    );
    this.references('portal_account_link', 'account_id', 'portal_account', 'on delete cascade');
    this.checkKinds([...BEFORE, ...NEW]);
  }

  override down(): void {
    this.addSql(`delete from "outgoing_mail" where "kind" in (${quoted(NEW)});`);
    this.checkKinds(BEFORE);
    for (const table of [
      'portal_account_link',
      'portal_session',
      'portal_registration',
      'portal_account_person',
      'portal_account',
    ])
      this.addSql(`drop table "${table}";`);
  }

  private references(table: string, column: string, other: string, rule = ''): void {
    this.addSql(
      `alter table "${table}" add constraint "${table}_${column}_foreign" foreign key ("${column}") references "${other}" ("id") ${rule};`,
    );
  }

  private checkKinds(kinds: readonly string[]): void {
    this.addSql(`alter table "outgoing_mail" drop constraint "outgoing_mail_kind_check";`);
    this.addSql(
      `alter table "outgoing_mail" add constraint "outgoing_mail_kind_check" check ("kind" in (${quoted(kinds)}));`,
    );
  }
}

const quoted = (kinds: readonly string[]) => kinds.map((kind) => `'${kind}'`).join(', ');
