import { Migration } from '@mikro-orm/migrations';

const REASONS = ['HELD', 'HANDED_OVER', 'ALREADY_ANONYMISED', 'NOT_DUE', 'NOT_FOUND', 'DATA_REFUSED'];
const check = (reasons: readonly string[]) =>
  `alter table "erasure_run_person" add constraint "erasure_run_person_reason_check" check ("reason" in (${reasons.map((one) => `'${one}'`).join(', ')}));`;

/** A person of a daily run who does not go by himself any more when his turn comes. */
export class Migration20261124000402_awaits_click extends Migration {
  override name = 'Migration20261124000402_awaits_click';

  override up(): void {
    this.addSql(`alter table "erasure_run_person" drop constraint "erasure_run_person_reason_check";`);
    this.addSql(check([...REASONS.slice(0, 4), 'AWAITS_CLICK', ...REASONS.slice(4)]));
  }

  override down(): void {
    this.addSql(`update erasure_run_person set reason = 'NOT_DUE' where reason = 'AWAITS_CLICK';`);
    this.addSql(`alter table "erasure_run_person" drop constraint "erasure_run_person_reason_check";`);
    this.addSql(check(REASONS));
  }
}
