import { findVisibleCandidate } from '../candidates/index.ts';
import { worksForAgency, type Work } from '../permissions/index.ts';
import { PayslipSchema, type Payslip } from './payslip.ts';

/** A payslip of somebody who exists for the actor, if he may read payslips at all; else the same as none. */
export async function findVisiblePayslip(work: Work, id: string): Promise<Payslip | null> {
  const { actor } = work;
  if (worksForAgency(actor) && !actor.rights.permissions.has('payslip:read')) return null;
  const payslip = await work.em.findOne(PayslipSchema, { id });
  return payslip && (await findVisibleCandidate(work, payslip.candidateId)) ? payslip : null;
}

/** The candidate's own, the last one first. */
export const payslipsOf = ({ em }: Pick<Work, 'em'>, candidateId: string): Promise<Payslip[]> =>
  em.find(PayslipSchema, { candidateId }, { orderBy: { paidOn: 'desc', id: 'asc' } });
