import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { toGlobalId } from '../../platform/graphql/index.ts';
import { MeType, type Me } from '../contact-moments/index.ts';
import type { RequestContext } from '../permissions/index.ts';
import { payslipsOf } from './payslip.repository.ts';
import { MyPayslipType } from './payslip.type.ts';

@Resolver(() => MeType)
export class MyPayslipsResolver {
  @FieldResolver(() => [MyPayslipType], { description: 'Your payslips (H10), the last one first.' })
  async payslips(@Root() me: Me, @Ctx() { work }: RequestContext): Promise<MyPayslipType[]> {
    if (me.candidateId === null) return [];
    const payslips = await payslipsOf(work, me.candidateId);
    return payslips.map((one) => ({
      id: toGlobalId('Payslip', one.id),
      periodFrom: one.periodFrom,
      periodTo: one.periodTo,
      paidOn: one.paidOn,
      employer: one.employer,
      grossCents: one.grossCents,
      netCents: one.netCents,
      lines: [...one.lines],
    }));
  }
}
