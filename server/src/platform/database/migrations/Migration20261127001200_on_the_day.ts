import { Migration } from '@mikro-orm/migrations';

/** The first wording promised that it happens on the day, also where an employee must click first. */
const WORDS = [
  ['body_nl', 'Op {anonimiseringDatum} worden je gegevens {watErGebeurt}.', 'Je gegevens worden {opDatum} {watErGebeurt}.'],
  ['body_nl', 'Dan worden je gegevens op {anonimiseringDatum} {watErGebeurt}.', 'Dan worden je gegevens {opDatum} {watErGebeurt}.'],
  ['body_en', 'On {anonimiseringDatum} your data will be {watErGebeurt}.', 'Your data will be {watErGebeurt} {opDatum}.'],
  ['body_en', 'your data will be {watErGebeurt} on {anonimiseringDatum}.', 'your data will be {watErGebeurt} {opDatum}.'],
] as const;

/** An agency's own notice, where it has the words of the first one; those of a set of rules are as they were approved. */
export class Migration20261127001200_on_the_day extends Migration {
  override name = 'Migration20261127001200_on_the_day';

  override up(): void {
    for (const [column, before, after] of WORDS) this.replace(column, before, after);
  }

  override down(): void {
    for (const [column, before, after] of WORDS) this.replace(column, after, before);
  }

  private replace(column: string, from: string, to: string): void {
    this.addSql(
      `update "contact_moment" set "${column}" = replace("${column}", '${from}', '${to}') where "rule_set_id" is null and "${column}" like '%${from}%';`,
    );
  }
}
