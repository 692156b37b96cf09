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
];
const NEW = ['REQUEST_ANSWER'];

/** What data subjects ask, as cases with a deadline (B6). */
export class Migration20261125003200_data_requests extends Migration {
  override name = 'Migration20261125003200_data_requests';

  override up(): void {
    this.addSql(
      `create table "data_request" ("id" uuid not null, "candidate_id" uuid not null, "kind" text not null, "channel" text not null, "state" text not null default 'OPEN', "received_on" date not null, "due_on" date not null, "extended_at" timestamptz(3) null, "extension_reason" text null, "refused_because" text null, "answer" text null, "answered_at" timestamptz(3) null, primary key ("id"));`,
    );
    this.addSql(`create index "data_request_candidate_id_index" on "data_request" ("candidate_id");`);
    this.addSql(`create index "data_request_due" on "data_request" ("state", "due_on", "id");`);
    this.addSql(
      `alter table "data_request" add constraint "data_request_kind_check" check ("kind" in ('ACCESS', 'RECTIFICATION', 'ERASURE', 'OBJECTION', 'PORTABILITY'));`,
    );
    this.addSql(
      `alter table "data_request" add constraint "data_request_channel_check" check ("channel" in ('PORTAL', 'STAFF'));`,
    );
    this.addSql(
      `alter table "data_request" add constraint "data_request_state_check" check ("state" in ('OPEN', 'GRANTED', 'REFUSED', 'LAPSED'));`,
    );
    this.addSql(
      `alter table "data_request" add constraint "data_request_candidate_id_foreign" foreign key ("candidate_id") references "candidate" ("id");`,
    );
    this.checkKinds([...BEFORE, ...NEW]);
  }

  override down(): void {
    this.addSql(`delete from "outgoing_mail" where "kind" in (${quoted(NEW)});`);
    this.checkKinds(BEFORE);
    this.addSql(`drop table "data_request";`);
  }

  private checkKinds(kinds: readonly string[]): void {
    this.addSql(`alter table "outgoing_mail" drop constraint "outgoing_mail_kind_check";`);
    this.addSql(
      `alter table "outgoing_mail" add constraint "outgoing_mail_kind_check" check ("kind" in (${quoted(kinds)}));`,
    );
  }
}

const quoted = (kinds: readonly string[]) => kinds.map((kind) => `'${kind}'`).join(', ');
