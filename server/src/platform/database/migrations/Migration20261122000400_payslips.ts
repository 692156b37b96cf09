import { Migration } from '@mikro-orm/migrations';

/** Payslips (loonafrekeningen, H10) as payroll delivers them. */
export class Migration20261122000400_payslips extends Migration {
  override name = 'Migration20261122000400_payslips';

  override up(): void {
    this.addSql(
      `create table "payslip" ("id" uuid not null, "candidate_id" uuid not null, "agency_id" uuid not null, "external_id" text not null, "period_from" date not null, "period_to" date not null, "paid_on" date not null, "employer" text not null, "gross_cents" int not null, "net_cents" int not null, "lines" jsonb not null, "received_at" timestamptz(3) not null, primary key ("id"));`,
    );
    this.addSql(`create index "payslip_candidate_paid" on "payslip" ("candidate_id", "paid_on");`);
    this.addSql(
      `alter table "payslip" add constraint "payslip_agency_id_external_id_unique" unique ("agency_id", "external_id");`,
    );
    this.addSql(
      `alter table "payslip" add constraint "payslip_candidate_id_foreign" foreign key ("candidate_id") references "candidate" ("id");`,
    );
    this.addSql(
      `alter table "payslip" add constraint "payslip_agency_id_foreign" foreign key ("agency_id") references "agency" ("id");`,
    );
  }

  override down(): void {
    this.addSql(`drop table if exists "payslip" cascade;`);
  }
}
