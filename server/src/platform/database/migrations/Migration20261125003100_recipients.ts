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
];
const NEW = ['RECIPIENT_ERASURE'];

/** To whom people's data went, who confirmed that it was erased there, and the letter by which they are told (B14). */
export class Migration20261125003100_recipients extends Migration {
  override name = 'Migration20261125003100_recipients';

  override up(): void {
    this.addSql(
      `create table "recipient" ("id" uuid not null, "candidate_id" uuid not null, "kind" text not null, "name" text not null, "contact_email" text null, "groups" text[] not null, "sent_on" date not null, "noted_by" uuid null, "told_at" timestamptz(3) null, "confirmed_at" timestamptz(3) null, primary key ("id"));`,
    );
    this.addSql(`create index "recipient_candidate_id_index" on "recipient" ("candidate_id");`);
    this.addSql(
      `alter table "recipient" add constraint "recipient_kind_check" check ("kind" in ('BACK_OFFICE', 'OTHER'));`,
    );
    this.addSql(
      `alter table "recipient" add constraint "recipient_candidate_id_foreign" foreign key ("candidate_id") references "candidate" ("id");`,
    );
    this.addSql(`alter table "outgoing_mail" add column "text_sealed" bytea null;`);
    this.checkKinds([...BEFORE, ...NEW]);
  }

  override down(): void {
    this.addSql(`delete from "outgoing_mail" where "kind" in (${quoted(NEW)});`);
    this.checkKinds(BEFORE);
    this.addSql(`alter table "outgoing_mail" drop column "text_sealed";`);
    this.addSql(`drop table "recipient";`);
  }

  private checkKinds(kinds: readonly string[]): void {
    this.addSql(`alter table "outgoing_mail" drop constraint "outgoing_mail_kind_check";`);
    this.addSql(
      `alter table "outgoing_mail" add constraint "outgoing_mail_kind_check" check ("kind" in (${quoted(kinds)}));`,
    );
  }
}

const quoted = (kinds: readonly string[]) => kinds.map((kind) => `'${kind}'`).join(', ');
