import { ApplicationSchema, APPLICATION_STATUSES } from '../src/modules/applications/index.ts';
import { CandidateSchema, REGISTRATION_KINDS } from '../src/modules/candidates/index.ts';
import { OrganisationUnitSchema } from '../src/modules/organisation/index.ts';
import { HIRE_STATUSES, HireSchema } from '../src/modules/placements/index.ts';
import { VacancySchema } from '../src/modules/vacancies/index.ts';
import { plus } from '../src/platform/clock.ts';
import { insertRecords, type NewRecord } from '../src/platform/database/index.ts';
import { newId } from '../src/platform/ids.ts';
import { makeAgency } from './agency.ts';
import type { TestProduct } from './index.ts';

const SOURCES = ['Vacaturesite', 'Website', 'Via via', '=1+1', null];
const EXTERNAL = ['Bureau Tussenstap', null, null, null];
const FIRST_DAY = '2026-01-20';
const PEOPLE = 90;

/** What a report can be made of, as it was stored. */
export interface ReportWorld {
  readonly agencyId: string;
  readonly name: string;
  /** Two of them; every third person belongs to none. */
  readonly units: readonly string[];
  readonly vacancies: readonly NewRecord[];
  readonly candidates: readonly NewRecord[];
  readonly applications: readonly NewRecord[];
  readonly hires: readonly NewRecord[];
}

/** An agency whose people differ in everything that reports tell, each combination by the remainder of a number. */
export async function makeReportWorld(product: TestProduct, { plus: withPlus = false } = {}): Promise<ReportWorld> {
  const { id: agencyId, name } = await makeAgency(product, { plus: withPlus });
  const units = [newId(), newId()];
  const pick = <T>(list: readonly T[], index: number): T => list[index % list.length]!;
  const unitOf = (index: number) => pick([...units, null], index);
  const vacancies = Array.from({ length: 11 }, (_, index) => ({
    id: newId(),
    agencyId,
    organisationUnitId: unitOf(index),
    reference: `V${String(index)}`,
    title: pick(['Lasser', 'Kok', 'Kapper'], index),
    status: 'OPEN',
    // One never had a day.
    openedOn: index === 5 ? null : plus(FIRST_DAY, { days: 4 * index }),
  }));
  const candidates = Array.from({ length: PEOPLE }, (_, index) => ({
    id: newId(),
    agencyId,
    organisationUnitId: unitOf(index),
    lastName: `Achternaam${String(index)}`,
    registrationKind: pick(REGISTRATION_KINDS, index),
    registeredOn: plus(FIRST_DAY, { days: index }),
    gender: pick(['FEMALE', 'MALE'], index),
    publicationSource: pick(['Folder', 'Krant'], index),
  }));
  let number = -1;
  const applications = candidates.flatMap(({ id: candidateId, registeredOn }, index) =>
    Array.from({ length: index % 4 }, (_, turn) => {
      number += 1;
      const vacancyId = number % 5 === 0 ? null : pick(vacancies, number).id;
      return {
        id: newId(),
        candidateId,
        vacancyId,
        type: vacancyId ? 'VACANCY' : 'OPEN',
        source: pick(SOURCES, number),
        externalAgency: pick(EXTERNAL, number),
        appliedOn: plus(registeredOn, { days: turn }),
        status: pick(APPLICATION_STATUSES, number),
        deregisteredOn: number % 8 > 3 ? plus(registeredOn, { days: turn + 5 }) : null,
      };
    }),
  );
  const hires = applications
    .filter(({ status }) => status === 'HIRED' || status === 'OFFERED')
    .map(({ id: applicationId, candidateId, vacancyId, appliedOn }, index) => ({
      id: newId(),
      candidateId,
      applicationId: index % 7 === 0 ? null : applicationId,
      vacancyId,
      startsOn: index % 9 === 0 ? null : plus(appliedOn, { days: 7 }),
      endsOn: plus(appliedOn, { days: 90 }),
      status: pick(HIRE_STATUSES, index),
    }));
  const em = product.orm.em.fork();
  await insertRecords(em, OrganisationUnitSchema, units.map((id) => ({ id, agencyId, name: id }))); // prettier-ignore
  await insertRecords(em, VacancySchema, vacancies);
  await insertRecords(em, CandidateSchema, candidates);
  await insertRecords(em, ApplicationSchema, applications);
  await insertRecords(em, HireSchema, hires);
  return { agencyId, name, units, vacancies, candidates, applications, hires };
}
