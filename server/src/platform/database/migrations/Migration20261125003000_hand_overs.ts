import { Migration } from '@mikro-orm/migrations';

const WAYS = ['DUE_DATE', 'STAFF', 'CANDIDATE'];

/** Who is handed over to which back office, and what passes between it and us (H40, H41, D20). */
export class Migration20261125003000_hand_overs extends Migration {
  override name = 'Migration20261125003000_hand_overs';

  override up(): void {
    this.addSql(
      `create table "back_office" ("agency_id" uuid not null, "name" text not null, "url" text not null, "secret_sealed" bytea not null, "active" boolean not null default true, "changed_at" timestamptz(3) not null, primary key ("agency_id"));`,
    );
    this.addSql(
      `alter table "back_office" add constraint "back_office_agency_id_foreign" foreign key ("agency_id") references "agency" ("id") on update cascade on delete cascade;`,
    );
    this.addSql(
      `create table "hand_over" ("id" uuid not null, "agency_id" uuid not null, "candidate_id" uuid not null, "kind" text not null, "state" text not null default 'QUEUED', "attempts" int not null default 0, "queued_at" timestamptz(3) not null, "next_attempt_at" timestamptz(3) not null, "done_at" timestamptz(3) null, "problem" text null, primary key ("id"));`,
    );
    this.addSql(`create index "hand_over_agency_id_index" on "hand_over" ("agency_id");`);
    this.addSql(`create index "hand_over_waiting" on "hand_over" ("state", "next_attempt_at");`);
    this.addSql(
      `alter table "hand_over" add constraint "hand_over_candidate_id_kind_unique" unique ("candidate_id", "kind");`,
    );
    this.addSql(
      `alter table "hand_over" add constraint "hand_over_kind_check" check ("kind" in ('CANDIDATE', 'ERASURE_REQUEST', 'CLEAN_UP'));`,
    );
    this.addSql(
      `alter table "hand_over" add constraint "hand_over_state_check" check ("state" in ('QUEUED', 'SENDING', 'DONE', 'FAILED', 'WITHDRAWN'));`,
    );
    this.addSql(
      `alter table "hand_over" add constraint "hand_over_agency_id_foreign" foreign key ("agency_id") references "agency" ("id");`,
    );
    this.addSql(
      `alter table "hand_over" add constraint "hand_over_candidate_id_foreign" foreign key ("candidate_id") references "candidate" ("id");`,
    );
    this.checkWays([...WAYS, 'BACK_OFFICE']);
  }

  override down(): void {
    this.addSql(`update "erasure_receipt" set "way" = 'STAFF' where "way" = 'BACK_OFFICE';`);
    this.checkWays(WAYS);
    this.addSql(`drop table "hand_over";`);
    this.addSql(`drop table "back_office";`);
  }

  private checkWays(ways: readonly string[]): void {
    this.addSql(`alter table "erasure_receipt" drop constraint "erasure_receipt_way_check";`);
    this.addSql(
      `alter table "erasure_receipt" add constraint "erasure_receipt_way_check" check ("way" in (${ways.map((way) => `'${way}'`).join(', ')}));`,
    );
  }
}
