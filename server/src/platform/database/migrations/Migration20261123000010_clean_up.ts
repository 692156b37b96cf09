import { Migration } from '@mikro-orm/migrations';

/** When each table was last written anew after erasures. */
export class Migration20261123000010_clean_up extends Migration {
  override name = 'Migration20261123000010_clean_up';

  override up(): void {
    this.addSql(
      `create table "clean_up" ("table_name" text not null, "cleaned_at" timestamptz(3) not null, primary key ("table_name"));`,
    );
  }

  override down(): void {
    this.addSql(`drop table "clean_up";`);
  }
}
