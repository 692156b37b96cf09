import { Migration } from '@mikro-orm/migrations';

/** A back office goes over to another secret at its own moment: for a while messages are signed with both. */
export class Migration20261127001100_two_secrets extends Migration {
  override name = 'Migration20261127001100_two_secrets';

  override up(): void {
    this.addSql(
      `alter table "back_office" add column "old_secret_sealed" bytea null, add column "old_secret_until" timestamptz(3) null;`,
    );
  }

  override down(): void {
    this.addSql(`alter table "back_office" drop column "old_secret_sealed", drop column "old_secret_until";`);
  }
}
