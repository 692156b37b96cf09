import { ApplicationSchema } from '../src/modules/applications/index.ts';
import { CandidateSchema } from '../src/modules/candidates/index.ts';
import { ConsentSchema } from '../src/modules/consent/index.ts';
import { ContactEntrySchema } from '../src/modules/contacts/index.ts';
import { EmployeeSchema } from '../src/modules/employees/index.ts';
import { OrganisationUnitSchema } from '../src/modules/organisation/index.ts';
import { HireSchema, OfferSchema, TrajectoryRegistrationSchema } from '../src/modules/placements/index.ts';
import { HoldSchema } from '../src/modules/retention/index.ts';
import { TalentPoolMemberSchema, TalentPoolSchema } from '../src/modules/talent-pools/index.ts';
import { VacancySchema } from '../src/modules/vacancies/index.ts';
import { insertRecords } from '../src/platform/database/index.ts';
import { newId } from '../src/platform/ids.ts';
import type { TestProduct } from './index.ts';
import type { PlainPerson } from './plain-selection.ts';

/** Writes people down with all that rules look at, in a few statements. */
export async function storePeople(
  product: TestProduct,
  people: readonly PlainPerson[],
  { agencyId, pools, units }: { agencyId: string; pools: readonly string[]; units: readonly string[] },
): Promise<void> {
  const em = product.orm.em.fork();
  const statuses = ['OPEN', 'ON_HOLD', 'FILLED', 'CANCELLED'] as const;
  const vacancyOf = new Map<string, string>(statuses.map((status) => [status, newId()]));
  await insertRecords(em, OrganisationUnitSchema, units.map((id) => ({ id, agencyId, name: id }))); // prettier-ignore
  await insertRecords(em, TalentPoolSchema, pools.map((id) => ({ id, agencyId, name: id }))); // prettier-ignore
  await insertRecords(
    em,
    VacancySchema,
    statuses.map((status) => ({ id: vacancyOf.get(status)!, agencyId, reference: status, title: status, status })),
  );
  await insertRecords(
    em,
    CandidateSchema,
    people.map((person) => ({
      id: person.id,
      agencyId,
      organisationUnitId: person.unitId,
      registrationKind: 'MANUAL',
      registeredOn: '2024-01-01',
      blocked: person.blocked,
      anonymised: person.anonymised,
      approvedOn: person.approvedOn,
      isCandidate: person.isCandidate,
      extendedUntil: person.extendedUntil,
    })),
  );
  const each = <Row extends object>(make: (person: PlainPerson) => Row[]) =>
    people.flatMap((person) => make(person).map((row) => ({ id: newId(), candidateId: person.id, ...row })));
  const applications = each((person) =>
    person.applications.map(({ vacancyStatus, ...application }) => ({
      ...application,
      vacancyId: vacancyStatus === null ? null : vacancyOf.get(vacancyStatus)!,
    })),
  );
  await insertRecords(em, ApplicationSchema, applications);
  await insertRecords(em, HoldSchema, each((person) => person.holds.map(({ until, released }) => ({ until, reason: 'Klacht', placedAt: '2026-01-01T00:00:00Z', releasedAt: released ? '2026-01-02T00:00:00Z' : null })))); // prettier-ignore
  await insertRecords(em, OfferSchema, each((person) => person.offers.map((status) => ({ status, offeredOn: '2026-01-01' })))); // prettier-ignore
  await insertRecords(em, HireSchema, each((person) => person.hires.map((status) => ({ status })))); // prettier-ignore
  await insertRecords(em, TrajectoryRegistrationSchema, each((person) => person.trajectories.map((status) => ({ status, trajectory: 'T', registeredOn: '2026-01-01' })))); // prettier-ignore
  await insertRecords(em, ContactEntrySchema, each((person) => person.contacts.map((tookPlaceOn) => ({ tookPlaceOn, channel: 'PHONE' })))); // prettier-ignore
  await insertRecords(em, EmployeeSchema, each((person) => person.employments.map((one) => ({ ...one, inServiceFrom: '2020-01-01' })))); // prettier-ignore
  await insertRecords(em, ConsentSchema, each((person) => person.statements.map(({ withdrawn }, index) => ({ purpose: 'PRIVACY_STATEMENT', givenAt: `2026-01-0${String(index + 1)}T00:00:00Z`, withdrawnAt: withdrawn ? '2026-02-01T00:00:00Z' : null, channel: 'STAFF' })))); // prettier-ignore
  const firstApplication = new Map(applications.map((one) => [one.candidateId, one.id]));
  const members = people.flatMap((person) =>
    person.pools
      .filter((one) => !one.ofApplication || firstApplication.has(person.id))
      .map(({ poolId, ofApplication }) => ({
        id: newId(),
        candidateId: person.id,
        talentPoolId: poolId,
        applicationId: ofApplication ? firstApplication.get(person.id)! : null,
        addedOn: '2026-01-01',
      })),
  );
  await insertRecords(em, TalentPoolMemberSchema, members);
  // Who has no application has none in a pool either.
  for (const person of people)
    if (!firstApplication.has(person.id)) person.pools = person.pools.filter((one) => !one.ofApplication);
}
