import { Migration } from '@mikro-orm/migrations';

/** One count for each answer of a month, to which later ones are added. */
export class Migration20261126000100_survey_counts extends Migration {
  override name = 'Migration20261126000100_survey_counts';

  override up(): void {
    this.addSql(
      `with gone as (delete from "deleted_survey_answer" returning *)
       insert into "deleted_survey_answer" ("id", "survey_id", "asked_in", "answer", "people")
       select gen_random_uuid(), "survey_id", "asked_in", "answer", sum("people") from gone group by 2, 3, 4;`,
    );
    this.addSql(`drop index "deleted_survey_answer_survey_id_index";`);
    this.addSql(
      `alter table "deleted_survey_answer" add constraint "deleted_survey_answer_one" unique ("survey_id", "asked_in", "answer");`,
    );
  }

  override down(): void {
    this.addSql(`alter table "deleted_survey_answer" drop constraint "deleted_survey_answer_one";`);
    this.addSql(`create index "deleted_survey_answer_survey_id_index" on "deleted_survey_answer" ("survey_id");`);
  }
}
