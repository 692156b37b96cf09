import { Arg, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql';
import { rowId, toGlobalId, withUserErrors } from '../../platform/graphql/index.ts';
import { CandidateType, type Candidate } from '../candidates/index.ts';
import type { RequestContext } from '../permissions/index.ts';
import { PayslipSchema, type Payslip, type PayslipLine } from './payslip.ts';
import { PayslipLineType, PayslipType, RecordPayslipInput, RecordPayslipPayload } from './payslip.type.ts';
import { recordPayslip } from './record-payslip.ts';

@Resolver(() => PayslipType)
export class PayslipResolver {
  @Mutation(() => RecordPayslipPayload, {
    description: 'Takes a payslip from payroll (H10). Sent twice, it has one effect.',
  })
  recordPayslip(
    @Arg('input', () => RecordPayslipInput, { description: 'The payslip.' }) input: RecordPayslipInput,
    @Ctx() { work }: RequestContext,
  ): Promise<RecordPayslipPayload> {
    return withUserErrors(async () => ({
      payslip: await recordPayslip(work, {
        candidateId: rowId('Candidate', input.candidateId, 'candidateId'),
        externalId: input.externalId,
        periodFrom: input.periodFrom,
        periodTo: input.periodTo,
        paidOn: input.paidOn,
        employer: input.employer ?? null,
        grossCents: input.grossCents,
        netCents: input.netCents,
        lines: input.lines.map(({ description, quantity, rateCents, amountCents }) => ({
          description,
          quantity: quantity ?? null,
          rateCents: rateCents ?? null,
          amountCents,
        })),
      }),
    }));
  }

  @FieldResolver(() => ID, { description: 'Unique over all types; opaque.' })
  id(@Root() payslip: Payslip): string {
    return toGlobalId('Payslip', payslip.id);
  }

  @FieldResolver(() => [PayslipLineType], { nullable: true, description: 'What it is made up of (Regels).' })
  lines(@Root() payslip: Payslip): readonly PayslipLine[] {
    return payslip.lines;
  }
}

@Resolver(() => CandidateType)
export class CandidatePayslipsResolver {
  @FieldResolver(() => [PayslipType], {
    nullable: true,
    description: 'Payslips (Loonafrekeningen, H10), the last one first.',
  })
  async payslips(@Root() candidate: Candidate, @Ctx() context: RequestContext): Promise<Payslip[]> {
    return (await context.recordsOf(PayslipSchema, 'paidOn').load(candidate.id)).toReversed();
  }
}
