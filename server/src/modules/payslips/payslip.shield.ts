import type { ShieldRules } from '../../platform/graphql/index.ts';
import { can, canEither, isAnyone, isStaff, shieldOfReadable } from '../permissions/index.ts';
import { payslipData } from './payslip.ts';

const columns = shieldOfReadable('payslip:read', payslipData);

export const payslipShield: ShieldRules = {
  Mutation: { recordPayslip: can('payslip:write') },
  Candidate: { payslips: can('payslip:read') },
  Payslip: { ...columns['Payslip'], id: canEither('payslip:read', 'payslip:write') },
  // Lines are reached through a payslip alone.
  PayslipLine: isAnyone,
  RecordPayslipPayload: isStaff,
  // The secret of the link is what opens these.
  Me: { payslips: isAnyone },
  MyPayslip: isAnyone,
};
