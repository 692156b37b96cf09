import { Migration } from '@mikro-orm/migrations';

/** Payroll's numbers are held apart for each person: a refusal would tell of people who don't exist for who delivers. */
export class Migration20261124000300_payslip_numbers extends Migration {
  override name = 'Migration20261124000300_payslip_numbers';

  override up(): void {
    this.addSql(`alter table "payslip" drop constraint "payslip_agency_id_external_id_unique";`);
    this.addSql(
      `alter table "payslip" add constraint "payslip_candidate_id_external_id_unique" unique ("candidate_id", "external_id");`,
    );
    this.addSql(`create index "payslip_agency_external" on "payslip" ("agency_id", "external_id");`);
  }

  override down(): void {
    this.addSql(`drop index "payslip_agency_external";`);
    this.addSql(`alter table "payslip" drop constraint "payslip_candidate_id_external_id_unique";`);
    this.addSql(
      `alter table "payslip" add constraint "payslip_agency_id_external_id_unique" unique ("agency_id", "external_id");`,
    );
  }
}
