import { Migration } from '@mikro-orm/migrations';

/** Says of a database which environment it is (C13). */
export class Migration20261123000200_installation extends Migration {
  override name = 'Migration20261123000200_installation';

  override up(): void {
    this.addSql(
      `create table "installation" ("id" int not null, "environment" text not null default 'PRODUCTION', "copied_at" timestamptz(3) null, primary key ("id"));`,
    );
    this.addSql(
      `alter table "installation" add constraint "installation_environment_check" check ("environment" in ('PRODUCTION', 'ACCEPTANCE'));`,
    );
    this.addSql(`insert into "installation" ("id") values (1);`);
  }

  override down(): void {
    this.addSql(`drop table "installation";`);
  }
}
