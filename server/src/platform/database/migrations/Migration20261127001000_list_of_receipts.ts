import { Migration } from '@mikro-orm/migrations';

/** Receipts are listed by agency, the last first. */
export class Migration20261127001000_list_of_receipts extends Migration {
  override name = 'Migration20261127001000_list_of_receipts';

  override up(): void {
    this.addSql(`create index "erasure_receipt_list" on "erasure_receipt" ("agency_id", "erased_at");`);
  }

  override down(): void {
    this.addSql(`drop index "erasure_receipt_list";`);
  }
}
