import { Field, Float, ID, InputType, Int, ObjectType } from 'type-graphql';
import { DateScalar, NodeType, UserErrorType } from '../../platform/graphql/index.ts';
import { publishFields } from '../personal-data/index.ts';
import { payslipData } from './payslip.ts';

@ObjectType('PayslipLine', { description: 'One line of a payslip.' })
export class PayslipLineType {
  @Field(() => String, { description: 'What it is for, as payroll calls it.' })
  readonly description!: string;
  @Field(() => Float, { nullable: true, description: 'How many, of hours for example.' })
  readonly quantity!: number | null;
  @Field(() => Int, { nullable: true, description: 'What one of them is, in cents.' })
  readonly rateCents!: number | null;
  @Field(() => Int, { description: 'What it comes to, in cents; negative for what is held back.' })
  readonly amountCents!: number;
}

@ObjectType('Payslip', {
  implements: NodeType,
  description: 'A payslip (loonafrekening, H10) as payroll delivered it. As PDF it is at `/payslips/{id}`.',
})
export class PayslipType extends NodeType {}
publishFields(PayslipType, payslipData, ['lines']);

@ObjectType('MyPayslip', { description: 'A payslip, to the person whose it is.' })
export class MyPayslipType {
  @Field(() => ID, { description: 'By which its PDF is asked for.' })
  readonly id!: string;
  @Field(() => DateScalar, { description: 'First day of the period.' })
  readonly periodFrom!: string;
  @Field(() => DateScalar, { description: 'Last day of the period.' })
  readonly periodTo!: string;
  @Field(() => DateScalar, { description: 'The day on which it was paid.' })
  readonly paidOn!: string;
  @Field(() => String, { description: 'Who paid.' })
  readonly employer!: string;
  @Field(() => Int, { description: 'Gross, in cents.' })
  readonly grossCents!: number;
  @Field(() => Int, { description: 'Net, in cents.' })
  readonly netCents!: number;
  @Field(() => [PayslipLineType], { description: 'What it is made up of.' })
  readonly lines!: PayslipLineType[];
}

@InputType('PayslipLineInput', { description: 'One line of a payslip.' })
export class PayslipLineInput {
  @Field(() => String, { description: 'What it is for; 1–200 characters, and no number that could be a BSN.' })
  description!: string;
  @Field(() => Float, { nullable: true, description: 'How many, of hours for example.' })
  quantity?: number | null;
  @Field(() => Int, { nullable: true, description: 'What one of them is, in cents.' })
  rateCents?: number | null;
  @Field(() => Int, { description: 'What it comes to, in cents; negative for what is held back.' })
  amountCents!: number;
}

@InputType('RecordPayslipInput', {
  description:
    'A payslip as payroll made it. The same once more has no second effect; a correction is a payslip of its own.',
})
export class RecordPayslipInput {
  @Field(() => ID, { description: 'Whose it is.' })
  candidateId!: string;
  @Field(() => String, {
    description:
      'Payroll’s own number of it, unique in the agency; 1–200 characters, and no number that could be a BSN.',
  })
  externalId!: string;
  @Field(() => DateScalar, { description: 'First day of the period.' })
  periodFrom!: string;
  @Field(() => DateScalar, { description: 'Last day of the period; a year after the first at the latest.' })
  periodTo!: string;
  @Field(() => DateScalar, { description: 'The day of payment.' })
  paidOn!: string;
  @Field(() => String, { nullable: true, description: 'Who pays; the agency unless told.' })
  employer?: string | null;
  @Field(() => Int, { description: 'Gross, in cents.' })
  grossCents!: number;
  @Field(() => Int, { description: 'Net, in cents.' })
  netCents!: number;
  @Field(() => [PayslipLineInput], { description: 'What it is made up of: 1–100 lines.' })
  lines!: PayslipLineInput[];
}

@ObjectType('RecordPayslipPayload', { description: 'The payslip as it is stored, or why not.' })
export class RecordPayslipPayload {
  @Field(() => PayslipType, { nullable: true, description: 'The payslip.' })
  payslip?: object;
  @Field(() => [UserErrorType], { description: 'Why not; empty when it was done.' })
  userErrors!: UserErrorType[];
}
