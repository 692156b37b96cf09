import { base, en, Faker, nl } from '@faker-js/faker';
import { daysBetween, plus, type LocalDate } from '../../platform/clock.ts';
import type { NewRecord } from '../../platform/database/index.ts';
import { CONTACT_SUBJECTS, EXTERNAL_AGENCIES, TALENT_POOLS, TRAJECTORIES } from './demo-world.ts';
import type { SettledAgency } from './invent-candidates.ts';

/** What becomes of people besides applying: rows by table. */
export interface InventedPlacements {
  readonly talentPools: NewRecord[];
  readonly externalAgencies: NewRecord[];
  readonly offers: NewRecord[];
  readonly hires: NewRecord[];
  readonly trajectories: NewRecord[];
  readonly memberships: NewRecord[];
  readonly contactEntries: NewRecord[];
  readonly employees: NewRecord[];
  /** Who is an employee, and no candidate any more (C50). */
  readonly noLongerCandidates: string[];
}

interface Person {
  readonly id: string;
  readonly agencyId: string;
  readonly registeredOn: LocalDate;
  readonly approvedOn: LocalDate | null;
}

interface Application {
  readonly id: string;
  readonly vacancyId: string | null;
  readonly status: string;
  readonly appliedOn: LocalDate;
  readonly deregisteredOn: LocalDate | null;
}

/** Offers, hires, trajectories, talent pools, contacts and employment of the people that were invented before. */
export function inventPlacements(
  { seed, today }: { seed: number; today: LocalDate },
  agencies: readonly SettledAgency[],
  candidates: readonly NewRecord[],
  applications: readonly NewRecord[],
): InventedPlacements {
  // Chances of its own: the people of the demo stay who they are, whatever becomes of them.
  const faker = new Faker({ locale: [nl, en, base], seed });
  const named = (names: readonly string[]) =>
    agencies.flatMap(({ id: agencyId }) => names.map((name) => ({ id: faker.string.uuid(), agencyId, name })));
  const made: InventedPlacements = {
    talentPools: named(TALENT_POOLS), externalAgencies: named(EXTERNAL_AGENCIES), offers: [], hires: [],
    trajectories: [], memberships: [], contactEntries: [], employees: [], noLongerCandidates: [],
  }; // prettier-ignore
  const byPerson = Map.groupBy(applications, ({ candidateId }) => candidateId as string);
  for (const candidate of candidates) {
    const person = candidate as unknown as Person;
    const own = (byPerson.get(person.id) ?? []) as unknown as Application[];
    for (const application of own) inventOffer(faker, today, person, application, made);
    inventContacts(faker, today, person, made);
    inventMembership(faker, today, person, own, made);
    if (faker.datatype.boolean(0.06)) inventTrajectory(faker, today, person, made);
    if (person.approvedOn !== null) inventEmployment(faker, today, { ...person, approvedOn: person.approvedOn }, made);
  }
  return made;
}

/** A day of somebody's time in the file, from a first day on. */
const dayBetween = (faker: Faker, from: LocalDate, today: LocalDate): LocalDate =>
  plus(from, { days: faker.number.int({ min: 0, max: Math.max(0, daysBetween(from, today)) }) });

const notAfter = (day: LocalDate, today: LocalDate): LocalDate => (day > today ? today : day);

function inventOffer(
  faker: Faker,
  today: LocalDate,
  { id: candidateId }: Person,
  { id: applicationId, vacancyId, status, appliedOn, deregisteredOn }: Application,
  { offers, hires }: InventedPlacements,
): void {
  const turnedDown = status === 'WITHDRAWN' && faker.datatype.boolean(0.4);
  if (status !== 'OFFERED' && status !== 'HIRED' && !turnedDown) return;
  const offeredOn = notAfter(deregisteredOn ?? plus(appliedOn, { days: 3 }), today);
  offers.push({
    id: faker.string.uuid(),
    candidateId,
    vacancyId,
    offeredOn,
    status: status === 'HIRED' ? 'ACCEPTED' : turnedDown ? 'REJECTED' : 'OPEN',
    memo: faker.datatype.boolean(0.3) ? 'Bedenktijd tot het eind van de week.' : null,
  });
  if (status !== 'HIRED') return;
  const startsOn = plus(offeredOn, { days: faker.number.int({ min: 5, max: 25 }) });
  const ended = faker.datatype.boolean(0.3);
  hires.push({
    id: faker.string.uuid(),
    candidateId,
    applicationId,
    vacancyId,
    startsOn,
    endsOn: ended ? plus(startsOn, { days: faker.number.int({ min: 30, max: 300 }) }) : null,
    status: faker.helpers.arrayElement(['SENT', 'SENT', 'CONFIRMED', 'CONFIRMED', 'CONFIRMED', 'CANCELLED']),
  });
}

function inventContacts(
  faker: Faker,
  today: LocalDate,
  { id: candidateId, registeredOn }: Person,
  { contactEntries }: InventedPlacements,
): void {
  for (let left = faker.helpers.arrayElement([0, 0, 1, 1, 2, 3]); left > 0; left -= 1) {
    const about = faker.helpers.arrayElement(CONTACT_SUBJECTS);
    contactEntries.push({
      id: faker.string.uuid(),
      candidateId,
      tookPlaceOn: dayBetween(faker, registeredOn, today),
      channel: faker.helpers.arrayElement(['PHONE', 'PHONE', 'MAIL', 'MEETING', 'MESSAGE']),
      subject: about.subject,
      note: faker.datatype.boolean(0.6) ? about.note : null,
    });
  }
}

function inventMembership(
  faker: Faker,
  today: LocalDate,
  { id: candidateId, agencyId, registeredOn }: Person,
  applications: readonly Application[],
  { talentPools, memberships }: InventedPlacements,
): void {
  if (!faker.datatype.boolean(0.15)) return;
  const pool = faker.helpers.arrayElement(talentPools.filter((one) => one['agencyId'] === agencyId));
  const withApplication = applications.length > 0 && faker.datatype.boolean(0.25);
  memberships.push({
    id: faker.string.uuid(),
    talentPoolId: pool['id'],
    candidateId,
    applicationId: withApplication ? faker.helpers.arrayElement(applications).id : null,
    addedOn: dayBetween(faker, registeredOn, today),
  });
}

function inventTrajectory(
  faker: Faker,
  today: LocalDate,
  { id: candidateId, registeredOn }: Person,
  { trajectories }: InventedPlacements,
): void {
  trajectories.push({
    id: faker.string.uuid(),
    candidateId,
    trajectory: faker.helpers.arrayElement(TRAJECTORIES),
    registeredOn: dayBetween(faker, registeredOn, today),
    status: faker.helpers.arrayElement(['AVAILABLE', 'AVAILABLE', 'IN_PROGRESS', 'COMPLETED', 'STOPPED']),
  });
}

function inventEmployment(
  faker: Faker,
  today: LocalDate,
  { id: candidateId, approvedOn }: Person & { approvedOn: LocalDate },
  { employees, noLongerCandidates }: InventedPlacements,
): void {
  const internal = faker.datatype.boolean(0.08);
  const served = daysBetween(approvedOn, today);
  const left = served > 60 && faker.datatype.boolean(0.25);
  employees.push({
    id: faker.string.uuid(),
    candidateId,
    internal,
    inServiceFrom: approvedOn,
    outOfServiceOn: left ? plus(approvedOn, { days: faker.number.int({ min: 30, max: served }) }) : null,
  });
  if (internal) noLongerCandidates.push(candidateId);
}
