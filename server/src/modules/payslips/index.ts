export { PayslipSchema, type Payslip, type PayslipLine } from './payslip.ts';
export { myPayslipPdf, payslipPdf, type PayslipFile } from './payslip-file.ts';
