import { Migration } from '@mikro-orm/migrations';

/** That somebody asked to be made anonymous while a hold stood in the way: done when none does any more (B5, D7). */
export class Migration20261124000201_erasure_requested extends Migration {
  override name = 'Migration20261124000201_erasure_requested';

  override up(): void {
    this.addSql(`alter table "erasure_plan" add column "requested_at" timestamptz(3) null;`);
  }

  override down(): void {
    this.addSql(`alter table "erasure_plan" drop column "requested_at";`);
  }
}
