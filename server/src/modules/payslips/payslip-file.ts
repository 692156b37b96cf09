import { inTransaction } from '../../platform/database/index.ts';
import { notFound, forbidden } from '../../platform/errors.ts';
import { recordAudit } from '../audit/index.ts';
import { CandidateSchema, displayName, maskedBsn, type Candidate } from '../candidates/index.ts';
import { AgencySchema } from '../organisation/index.ts';
import { worksForAgency, type CandidateActor, type FieldName, type Work } from '../permissions/index.ts';
import { drawPayslip, type PrintedPayslip } from './payslip-pdf.ts';
import { findVisiblePayslip } from './payslip.repository.ts';
import { PayslipSchema, type Payslip } from './payslip.ts';

export type PayslipLanguage = 'nl' | 'en';

export interface PayslipFile {
  /** Says nothing about whose it is. */
  readonly name: string;
  readonly content: Buffer;
}

/**
 * A payslip as PDF, for who works for the agency. What he may not see is not in it (D17); the BSN is masked for all (D12). That he
 * took it along is in the audit trail.
 * @throws DomainError FORBIDDEN, NOT_FOUND
 */
export async function payslipPdf(work: Work, id: string, language: PayslipLanguage): Promise<PayslipFile> {
  const { actor } = work;
  if (!worksForAgency(actor) || !actor.rights.permissions.has('payslip:read')) throw forbidden();
  const payslip = await findVisiblePayslip(work, id);
  if (!payslip) throw notFound();
  // Written first: what can't be written down is not looked at.
  await inTransaction(work.em, (em) =>
    recordAudit({ ...work, em }, [
      {
        action: 'payslip.read',
        subjectType: 'Candidate',
        subjectId: payslip.candidateId,
        facts: { payslipId: payslip.id },
      },
    ]),
  );
  return print(work, payslip, language, (field) => actor.rights.see.has(field));
}

/**
 * One's own payslip as PDF. Another's, an unknown one and a link that is no longer open are the same answer.
 * @param me by the link that was mailed, or as who is signed in; nobody by a link that is no longer open.
 * @throws DomainError NOT_FOUND
 */
export async function myPayslipPdf(
  work: Work,
  me: CandidateActor | undefined,
  id: string,
  language: PayslipLanguage,
): Promise<PayslipFile> {
  const payslip = me && (await work.em.findOne(PayslipSchema, { id, candidateId: me.candidateId }));
  if (!payslip) throw notFound();
  return print(work, payslip, language, () => true);
}

async function print(
  work: Work,
  payslip: Payslip,
  language: PayslipLanguage,
  maySee: (field: FieldName) => boolean,
): Promise<PayslipFile> {
  const candidate = await work.em.findOneOrFail(CandidateSchema, { id: payslip.candidateId });
  const agency = await work.em.findOneOrFail(AgencySchema, { id: payslip.agencyId });
  const given = <Key extends keyof Payslip & string>(key: Key) => (maySee(`Payslip.${key}`) ? payslip[key] : null);
  const own = <Value>(field: string, value: (of: Candidate) => Value) =>
    maySee(`Candidate.${field}`) ? value(candidate) : null;
  const printed: PrintedPayslip = {
    language,
    agency: agency.name,
    employer: given('employer'),
    name: own('lastName', (of) => displayName(of, (part) => maySee(`Candidate.${part}`))),
    // The whole number never comes near the file.
    bsn: own('bsn', (of) => maskedBsn(work.secrets, of)),
    personnelNumber: own('personnelNumber', (of) => of.personnelNumber ?? null),
    periodFrom: given('periodFrom'),
    periodTo: given('periodTo'),
    paidOn: given('paidOn'),
    grossCents: given('grossCents'),
    netCents: given('netCents'),
    lines: given('lines'),
  };
  const kind = language === 'nl' ? 'loonafrekening' : 'payslip';
  return {
    name: `${kind}${printed.paidOn === null ? '' : `-${printed.paidOn}`}.pdf`,
    content: await drawPayslip(printed, work.clock.now()),
  };
}
