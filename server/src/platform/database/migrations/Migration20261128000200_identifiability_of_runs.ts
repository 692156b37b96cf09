import { Migration } from '@mikro-orm/migrations';

/** What was to be expected of a run when an employee started it, to be laid beside what became of it. */
export class Migration20261128000200_identifiability_of_runs extends Migration {
  override name = 'Migration20261128000200_identifiability_of_runs';

  override up(): void {
    this.addSql(`alter table "erasure_run" add column "identifiability_before" jsonb null;`);
  }

  override down(): void {
    this.addSql(`alter table "erasure_run" drop column "identifiability_before";`);
  }
}
