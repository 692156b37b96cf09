import { Migration } from '@mikro-orm/migrations';

/** Up to which day the database is known to hold what the erasure ledger holds (B9). */
export class Migration20261124000500_ledger_mark extends Migration {
  override name = 'Migration20261124000500_ledger_mark';

  override up(): void {
    this.addSql(`create table "ledger_mark" ("id" int not null, "day" date not null, primary key ("id"));`);
  }

  override down(): void {
    this.addSql(`drop table "ledger_mark";`);
  }
}
