import { Migration } from '@mikro-orm/migrations';

/** What was approved on acceptance, of a set that came from there as a file (C16). */
export class Migration20261123000201_rule_set_files extends Migration {
  override name = 'Migration20261123000201_rule_set_files';

  override up(): void {
    this.addSql(`alter table "rule_set" add "accepted_hash" text null, add "accepted_at" timestamptz(3) null;`);
  }

  override down(): void {
    this.addSql(`alter table "rule_set" drop column "accepted_hash", drop column "accepted_at";`);
  }
}
