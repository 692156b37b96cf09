import type { ModuleManifest } from '../module-manifest.ts';
import { MyPayslipsResolver } from './my-payslips.resolver.ts';
import { findVisiblePayslip } from './payslip.repository.ts';
import { CandidatePayslipsResolver, PayslipResolver } from './payslip.resolver.ts';
import { payslipShield } from './payslip.shield.ts';
import { payslipData } from './payslip.ts';

export const payslipsModule: ModuleManifest = {
  declarations: [payslipData],
  resolvers: [PayslipResolver, CandidatePayslipsResolver, MyPayslipsResolver],
  nodes: { Payslip: findVisiblePayslip },
  shield: payslipShield,
};
