import { Migration } from '@mikro-orm/migrations';

const COLUMNS = ['accent_colour', 'logo', 'logo_kind', 'logo_width', 'logo_height', 'logo_mark'];

/** The colour and the logo of a label's public pages. */
export class Migration20261126001000_label_looks extends Migration {
  override name = 'Migration20261126001000_label_looks';

  override up(): void {
    this.addSql(
      `alter table "label" add column "accent_colour" text null, add column "logo" bytea null, add column "logo_kind" text null, add column "logo_width" int null, add column "logo_height" int null, add column "logo_mark" text null;`,
    );
    this.addSql(
      `alter table "label" add constraint "label_logo_kind_check" check ("logo_kind" in ('png', 'jpg', 'webp'));`,
    );
  }

  override down(): void {
    this.addSql(`alter table "label" ${COLUMNS.map((column) => `drop column "${column}"`).join(', ')};`);
  }
}
