import { inTransaction } from '../../platform/database/index.ts';
import { DomainError, notFound } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { recordAudit } from '../audit/index.ts';
import { lockPerson } from '../candidates/index.ts';
import { fieldChanges, type Rights, type Work } from '../permissions/index.ts';
import { updateTerms } from '../retention/index.ts';
import { VacancySchema } from '../vacancies/index.ts';
import { ApplicationSchema, RUNNING_STATUSES, type Application, type ApplicationStatus } from './application.entity.ts';
import { applicationData } from './application.personal-data.ts';

type Fields = Readonly<Record<string, unknown>>;

const ALWAYS_THERE = ['type', 'status', 'appliedOn'];

/**
 * A candidate applies: on a vacancy of his agency, or openly. His clock starts again (D14).
 * @throws DomainError NOT_FOUND, FORBIDDEN, BAD_USER_INPUT, ALREADY_ANONYMISED
 */
export async function addApplication(
  work: Work,
  rights: Rights,
  input: { candidateId: string; vacancyId: string | null; fields: Fields },
): Promise<Application> {
  const today = work.clock.today();
  const values = changesOf(rights, today, {
    type: input.vacancyId ? 'VACANCY' : 'OPEN',
    status: 'NEW',
    appliedOn: today,
    ...input.fields,
  });
  return inTransaction(work.em, async (em) => {
    const inside: Work = { ...work, em };
    const { agencyId } = await lockPerson(inside, input.candidateId);
    if (input.vacancyId && !(await em.findOne(VacancySchema, { id: input.vacancyId, agencyId }))) throw notFound();
    const id = newId();
    em.create(ApplicationSchema, {
      id,
      candidateId: input.candidateId,
      vacancyId: input.vacancyId,
      ...values,
    } as Application);
    await em.flush();
    await updateTerms(em, { candidateIds: [input.candidateId] });
    await recordAudit(inside, [
      {
        action: 'application.added',
        subjectType: 'Candidate',
        subjectId: input.candidateId,
        facts: { applicationId: id },
      },
    ]);
    return em.findOneOrFail(ApplicationSchema, { id }, { refresh: true });
  });
}

/**
 * Changes an application. One that stops running gets today as its deregistration date, one that runs again loses it.
 * @throws DomainError NOT_FOUND, FORBIDDEN, BAD_USER_INPUT, ALREADY_ANONYMISED
 */
export async function updateApplication(work: Work, rights: Rights, id: string, fields: Fields): Promise<Application> {
  const changes = changesOf(rights, work.clock.today(), fields);
  return inTransaction(work.em, async (em) => {
    const inside: Work = { ...work, em };
    const application = await em.findOne(ApplicationSchema, { id });
    if (!application) throw notFound();
    await lockPerson(inside, application.candidateId);
    em.assign(application, changes);
    await em.flush();
    await updateTerms(em, { candidateIds: [application.candidateId] });
    await recordAudit(inside, [
      {
        action: 'application.updated',
        subjectType: 'Candidate',
        subjectId: application.candidateId,
        facts: { applicationId: id, fields: Object.keys(changes).toSorted().join(',') },
      },
    ]);
    return em.findOneOrFail(ApplicationSchema, { id }, { refresh: true });
  });
}

function changesOf(rights: Rights, today: string, fields: Fields): Record<string, unknown> {
  for (const field of ALWAYS_THERE)
    if (fields[field] === null) throw new DomainError('BAD_USER_INPUT', 'This field can’t be emptied.', [field]);
  const changes = fieldChanges(applicationData, rights, today, fields);
  const status = changes['status'] as ApplicationStatus | undefined;
  if (status !== undefined && changes['deregisteredOn'] === undefined)
    changes['deregisteredOn'] = RUNNING_STATUSES.includes(status) ? null : today;
  return changes;
}
