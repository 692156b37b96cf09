import { Migration } from '@mikro-orm/migrations';

/** Whoever asks for another mail address for an account: its owner is told at the address that it has. */
export class Migration20261124000310_mail_of_asked_address extends Migration {
  override name = 'Migration20261124000310_mail_of_asked_address';

  override up(): void {
    this.setKinds(
      `'ERASURE_NOTICE', 'ERASURE_CONFIRMATION', 'STAFF_INVITATION', 'STAFF_PASSWORD_RESET', 'STAFF_PASSWORD_CHANGED', 'STAFF_EMAIL_CHANGE', 'STAFF_EMAIL_CHANGE_ASKED', 'STAFF_EMAIL_CHANGED'`,
    );
  }

  override down(): void {
    this.addSql(`delete from "outgoing_mail" where "kind" = 'STAFF_EMAIL_CHANGE_ASKED';`);
    this.setKinds(
      `'ERASURE_NOTICE', 'ERASURE_CONFIRMATION', 'STAFF_INVITATION', 'STAFF_PASSWORD_RESET', 'STAFF_PASSWORD_CHANGED', 'STAFF_EMAIL_CHANGE', 'STAFF_EMAIL_CHANGED'`,
    );
  }

  private setKinds(kinds: string): void {
    this.addSql(`alter table "outgoing_mail" drop constraint "outgoing_mail_kind_check";`);
    this.addSql(`alter table "outgoing_mail" add constraint "outgoing_mail_kind_check" check ("kind" in (${kinds}));`);
  }
}
