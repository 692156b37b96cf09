import { Migration } from '@mikro-orm/migrations';

const BEFORE = ['OPEN', 'GRANTED', 'REFUSED', 'LAPSED'];

/** Whoever asked to be erased and then chooses to be kept has withdrawn what he asked. */
export class Migration20261126005000_withdrawn_requests extends Migration {
  override name = 'Migration20261126005000_withdrawn_requests';

  override up(): void {
    this.checkStates([...BEFORE, 'WITHDRAWN']);
  }

  override down(): void {
    this.addSql(`update "data_request" set "state" = 'LAPSED' where "state" = 'WITHDRAWN';`);
    this.checkStates(BEFORE);
  }

  private checkStates(states: readonly string[]): void {
    this.addSql(`alter table "data_request" drop constraint "data_request_state_check";`);
    this.addSql(
      `alter table "data_request" add constraint "data_request_state_check" check ("state" in (${states.map((state) => `'${state}'`).join(', ')}));`,
    );
  }
}
