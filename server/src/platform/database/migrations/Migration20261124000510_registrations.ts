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
];
const NEW = ['REGISTRATION_CONFIRMATION', 'REGISTRATION_RECEIVED', 'CHECKIN_INVITATION'];

/** Forms that wait for their confirmation, invitations, CVs on their way, and which text a consent was about (H15–H28). */
export class Migration20261124000510_registrations extends Migration {
  override name = 'Migration20261124000510_registrations';

  override up(): void {
    this.addSql(
      `create table "registration_request" ("id" uuid not null, "label_id" uuid not null, "vacancy_id" uuid null, "language" text not null, "sealed" bytea not null, "link_hash" bytea not null, "submitted_at" timestamptz(3) not null, "expires_at" timestamptz(3) not null, primary key ("id"));`,
    );
    this.addSql(
      `alter table "registration_request" add constraint "registration_request_link_hash_unique" unique ("link_hash");`,
    );
    this.addSql(
      `alter table "registration_request" add constraint "registration_request_language_check" check ("language" in ('nl', 'en'));`,
    );
    this.addSql(
      `alter table "registration_request" add constraint "registration_request_label_id_foreign" foreign key ("label_id") references "label" ("id");`,
    );
    this.addSql(
      `alter table "registration_request" add constraint "registration_request_vacancy_id_foreign" foreign key ("vacancy_id") references "vacancy" ("id") on delete set null;`,
    );
    this.addSql(
      `create table "checkin_invitation" ("id" uuid not null, "label_id" uuid not null, "language" text not null, "email_sealed" bytea null, "link_hash" bytea not null, "invited_by" uuid null, "invited_at" timestamptz(3) not null, "expires_at" timestamptz(3) not null, "used_at" timestamptz(3) null, "withdrawn_at" timestamptz(3) null, primary key ("id"));`,
    );
    this.addSql(
      `alter table "checkin_invitation" add constraint "checkin_invitation_link_hash_unique" unique ("link_hash");`,
    );
    this.addSql(`create index "checkin_invitation_label_id_index" on "checkin_invitation" ("label_id");`);
    this.addSql(
      `alter table "checkin_invitation" add constraint "checkin_invitation_language_check" check ("language" in ('nl', 'en'));`,
    );
    this.addSql(
      `alter table "checkin_invitation" add constraint "checkin_invitation_label_id_foreign" foreign key ("label_id") references "label" ("id");`,
    );
    this.addSql(
      `create table "sent_cv" ("id" uuid not null, "candidate_id" uuid null, "request_id" uuid null, "extension" text not null, "sealed" bytea not null, "sent_at" timestamptz(3) not null, primary key ("id"));`,
    );
    this.addSql(`create index "sent_cv_candidate_id_index" on "sent_cv" ("candidate_id");`);
    this.addSql(`create index "sent_cv_request_id_index" on "sent_cv" ("request_id");`);
    this.addSql(
      `alter table "sent_cv" add constraint "sent_cv_candidate_id_foreign" foreign key ("candidate_id") references "candidate" ("id") on delete set null;`,
    );
    this.addSql(
      `alter table "sent_cv" add constraint "sent_cv_request_id_foreign" foreign key ("request_id") references "registration_request" ("id") on delete set null;`,
    );
    this.addSql(`alter table "consent" add column "statement_edition" text null;`);
    this.checkKinds([...BEFORE, ...NEW]);
  }

  override down(): void {
    this.addSql(`delete from "outgoing_mail" where "kind" in (${quoted(NEW)});`);
    this.checkKinds(BEFORE);
    this.addSql(`alter table "consent" drop column "statement_edition";`);
    this.addSql(`drop table "sent_cv";`);
    this.addSql(`drop table "checkin_invitation";`);
    this.addSql(`drop table "registration_request";`);
  }

  private checkKinds(kinds: readonly string[]): void {
    this.addSql(`alter table "outgoing_mail" drop constraint "outgoing_mail_kind_check";`);
    this.addSql(
      `alter table "outgoing_mail" add constraint "outgoing_mail_kind_check" check ("kind" in (${quoted(kinds)}));`,
    );
  }
}

const quoted = (kinds: readonly string[]) => kinds.map((kind) => `'${kind}'`).join(', ');
