import { Migration } from '@mikro-orm/migrations';

/** Whether the letter by which a recipient is told of an erasure really left. */
export class Migration20261126005100_telling_recipients extends Migration {
  override name = 'Migration20261126005100_telling_recipients';

  override up(): void {
    this.addSql(`alter table "recipient" add column "tell_state" text null;`);
    this.addSql(
      `alter table "recipient" add constraint "recipient_tell_state_check" check ("tell_state" in ('WAITING', 'NO_ADDRESS', 'FAILED', 'UNCLEAR'));`,
    );
  }

  override down(): void {
    this.addSql(`alter table "recipient" drop column "tell_state";`);
  }
}
