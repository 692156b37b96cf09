import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';
import { CandidateSchema, NOBODY, technical } from '../candidates/index.ts';
import { AgencySchema } from '../organisation/index.ts';
import { declarePersonalData } from '../personal-data/index.ts';

/** One line of a payslip; amounts in cents, negative for what is held back. */
export interface PayslipLine {
  readonly description: string;
  readonly quantity: number | null;
  readonly rateCents: number | null;
  readonly amountCents: number;
}

/** A payslip (loonafrekening, H10) as payroll delivered it: a copy to look at, whose original stays with payroll. */
export const PayslipSchema = defineEntity({
  name: 'Payslip',
  tableName: 'payslip',
  uniques: [{ properties: ['candidateId', 'externalId'] }],
  indexes: [
    { name: 'payslip_candidate_paid', properties: ['candidateId', 'paidOn'] },
    { name: 'payslip_agency_external', properties: ['agencyId', 'externalId'] },
  ],
  properties: {
    id: p.uuid().primary(),
    candidateId: () => p.manyToOne(CandidateSchema).mapToPk().fieldName('candidate_id'),
    agencyId: () => p.manyToOne(AgencySchema).mapToPk().fieldName('agency_id'),
    /** Payroll's own number of it, by which a delivery that comes twice is known. */
    externalId: p.text(),
    periodFrom: p.date(),
    periodTo: p.date(),
    paidOn: p.date(),
    employer: p.text(),
    grossCents: p.integer(),
    netCents: p.integer(),
    lines: p.json<readonly PayslipLine[]>(),
    receivedAt: p.datetime(3),
  },
});
export type Payslip = InferEntity<typeof PayslipSchema>;

/** Who pays people out, and nobody else: what somebody earns is not needed to place him. */
const pay = {
  is: 'PROFESSIONAL',
  group: 'payslip',
  see: ['ADMIN', 'BACK_OFFICE'],
  change: NOBODY,
  erase: 'DELETE_ROW',
  export: true,
  portal: 'SEE',
  ref: 'H10',
} as const;
const gone = { ...technical, erase: 'DELETE_ROW' } as const;

/** Wholly deleted: see docs/erasure.md. */
// prettier-ignore
export const payslipData = declarePersonalData(PayslipSchema, { person: 'candidateId', rows: 'DELETE' }, {
  id:          { ...gone, nl: 'Id', en: 'Id' },
  candidateId: { ...gone, nl: 'Kandidaat', en: 'Candidate' },
  agencyId:    { ...gone, is: 'MANAGEMENT', nl: 'Bureau', en: 'Agency' },
  externalId:  { ...pay, is: 'IDENTIFYING', portal: 'HIDDEN', nl: 'Nummer in de salarisadministratie', en: 'Number at payroll' },
  periodFrom:  { ...pay, nl: 'Periode vanaf', en: 'Period from' },
  periodTo:    { ...pay, nl: 'Periode tot en met', en: 'Period until' },
  paidOn:      { ...pay, nl: 'Betaald op', en: 'Paid on' },
  employer:    { ...pay, nl: 'Werkgever', en: 'Employer' },
  grossCents:  { ...pay, nl: 'Bruto in centen', en: 'Gross in cents' },
  netCents:    { ...pay, nl: 'Netto in centen', en: 'Net in cents' },
  lines:       { ...pay, is: 'FREE_TEXT', nl: 'Regels', en: 'Lines' },
  receivedAt:  { ...pay, portal: 'HIDDEN', nl: 'Ontvangen op', en: 'Received at' },
});
