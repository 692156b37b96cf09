import { inTransaction, rows, sql, type EntityManager } from '../../platform/database/index.ts';
import { DomainError, forbidden, notFound } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { recordAudit } from '../audit/index.ts';
import { findVisibleCandidate } from '../candidates/index.ts';
import { AgencySchema } from '../organisation/index.ts';
import { visibleThroughPerson, worksForAgency, type Work } from '../permissions/index.ts';
import { checkDelivery, type PayslipDelivery } from './payslip.policy.ts';
import { PayslipSchema, type Payslip } from './payslip.ts';

/**
 * Payroll delivers a payslip (H10). The same delivery again has no second effect, so it can be sent again after a failure.
 * What was recorded never changes: a correction is a payslip of its own.
 * @throws DomainError FORBIDDEN, NOT_FOUND, BAD_USER_INPUT, ALREADY_ANONYMISED, CONFLICT when payroll's number was used for
 *   something else
 */
export async function recordPayslip(work: Work, given: PayslipDelivery): Promise<Payslip> {
  const { actor } = work;
  if (!worksForAgency(actor) || !actor.rights.permissions.has('payslip:write')) throw forbidden();
  const delivery = checkDelivery(given);
  return inTransaction(work.em, async (em) => {
    const inside: Work = { ...work, em };
    // Whoever erases locks the same row: the payslip is there before, and goes with the rest, or is refused.
    await rows(em, sql`select from candidate where id = ${delivery.candidateId} for update`);
    const candidate = await findVisibleCandidate(inside, delivery.candidateId);
    if (!candidate) throw notFound();
    if (candidate.anonymised)
      throw new DomainError('ALREADY_ANONYMISED', 'This person has been anonymised; nothing can be added to him.');
    const agency = await em.findOneOrFail(AgencySchema, { id: candidate.agencyId });
    const complete = { ...delivery, employer: delivery.employer ?? agency.name };
    await mustBeOfNobodyElse(inside, agency.id, complete);
    const id = await insertOnce(inside, agency.id, complete);
    if (id)
      await recordAudit(inside, [
        {
          action: 'payslip.recorded',
          subjectType: 'Candidate',
          subjectId: candidate.id,
          facts: { payslipId: id },
        },
      ]);
    return em.findOneOrFail(PayslipSchema, { id: id ?? (await sameAsBefore(em, agency.id, complete)) });
  });
}

type CompleteDelivery = PayslipDelivery & { employer: string };

/**
 * A number of payroll is one payslip's. But that somebody has it who does not exist for the actor, he doesn't hear: so the
 * database holds numbers apart for each person alone, and whoever delivers waits here for who brings the same number.
 */
async function mustBeOfNobodyElse({ em, actor }: Work, agencyId: string, one: CompleteDelivery): Promise<void> {
  await rows(em, sql`select pg_advisory_xact_lock(hashtextextended(${`payslip ${agencyId} ${one.externalId}`}, 0))`);
  const [other] = await rows(
    em,
    sql`select 1 from payslip p
        where p.agency_id = ${agencyId} and p.external_id = ${one.externalId} and p.candidate_id <> ${one.candidateId}
          and ${visibleThroughPerson(actor, sql`p.agency_id`, sql`p.candidate_id`)}`,
  );
  if (other) throw takenNumber();
}

const takenNumber = () => new DomainError('CONFLICT', 'Payroll’s number was used for another payslip.', ['externalId']);

/** @returns the new row's id, or undefined when payroll's number is known. */
async function insertOnce({ em, clock }: Work, agencyId: string, one: CompleteDelivery): Promise<string | undefined> {
  const [inserted] = await rows<{ id: string }>(
    em,
    sql`insert into payslip (id, candidate_id, agency_id, external_id, period_from, period_to, paid_on, employer,
          gross_cents, net_cents, lines, received_at)
        values (${newId()}, ${one.candidateId}, ${agencyId}, ${one.externalId}, ${one.periodFrom}, ${one.periodTo}, ${one.paidOn},
          ${one.employer}, ${one.grossCents}, ${one.netCents}, ${JSON.stringify(one.lines)}::jsonb, ${clock.now().toISOString()})
        on conflict (candidate_id, external_id) do nothing
        returning id`,
  );
  return inserted?.id;
}

/** All of it is compared at once, so that nobody can find out an amount by trying. */
async function sameAsBefore(em: EntityManager, agencyId: string, one: CompleteDelivery): Promise<string> {
  const [same] = await rows<{ id: string }>(
    em,
    sql`select id from payslip
        where agency_id = ${agencyId} and external_id = ${one.externalId} and candidate_id = ${one.candidateId}
          and period_from = ${one.periodFrom}::date and period_to = ${one.periodTo}::date and paid_on = ${one.paidOn}::date
          and employer = ${one.employer} and gross_cents = ${one.grossCents} and net_cents = ${one.netCents}
          and lines = ${JSON.stringify(one.lines)}::jsonb`,
  );
  if (!same) throw takenNumber();
  return same.id;
}
