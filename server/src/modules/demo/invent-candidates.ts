// cspell:ignore checkin
import type { Faker } from '@faker-js/faker';
import { plus, type LocalDate } from '../../platform/clock.ts';
import type { NewRecord } from '../../platform/database/index.ts';
import type { Secrets } from '../../platform/secrets.ts';
import { isBsn, sealBsn, WISH_LISTS, type RegistrationKind } from '../candidates/index.ts';
import { demoPdf } from './demo-pdf.ts';
import * as world from './demo-world.ts';

/** An agency of the demo as it stands in the database. */
export interface SettledAgency {
  readonly id: string;
  readonly demo: world.DemoAgency;
  readonly vacancies: readonly { id: string; title: string }[];
  readonly deregistrationRuleIds: readonly string[];
  readonly documentTypes: readonly { id: string; name: string }[];
}

/** Rows to insert, by table; `wishes` has a list for each of WISH_LISTS. */
export interface InventedRecords {
  readonly candidates: NewRecord[];
  readonly applications: NewRecord[];
  readonly educations: NewRecord[];
  readonly workExperiences: NewRecord[];
  readonly courses: NewRecord[];
  readonly knowledgeAreas: NewRecord[];
  readonly skills: NewRecord[];
  readonly wishes: NewRecord[][];
  readonly consents: NewRecord[];
  readonly holds: NewRecord[];
  readonly documents: NewRecord[];
  readonly files: { readonly storageKey: string; readonly content: Buffer }[];
}

interface Setting {
  readonly faker: Faker;
  readonly today: LocalDate;
  readonly secrets: Secrets;
}

interface Person {
  readonly id: string;
  readonly agency: SettledAgency;
  readonly function: string;
  readonly consented: boolean;
  /** Days since registration. */
  readonly age: number;
  readonly kind: RegistrationKind;
  readonly fullName: string;
}

const KINDS: readonly { value: RegistrationKind; weight: number }[] = [
  { value: 'CHECKIN_FORM', weight: 28 },
  { value: 'CHECKIN_INVITATION', weight: 14 },
  { value: 'RECRUIT_APPLICATION', weight: 38 },
  { value: 'IMPORT', weight: 10 },
  { value: 'MANUAL', weight: 10 },
];

const CHANNELS = {
  CHECKIN_FORM: 'CHECKIN_FORM',
  CHECKIN_INVITATION: 'CHECKIN_INVITATION',
  RECRUIT_APPLICATION: 'RECRUIT_FORM',
  IMPORT: 'IMPORT',
  MANUAL: 'STAFF',
} as const satisfies Record<RegistrationKind, string>;

/** Invents candidates with their records, believably spread over the stages of a term that ends today or later, or ended lately. */
export function inventCandidates(setting: Setting, agencies: readonly SettledAgency[], count: number): InventedRecords {
  const records: InventedRecords = {
    candidates: [], applications: [], educations: [], workExperiences: [], courses: [], knowledgeAreas: [], skills: [],
    wishes: WISH_LISTS.map(() => []), consents: [], holds: [], documents: [], files: [],
  }; // prettier-ignore
  const { faker } = setting;
  for (let index = 0; index < count; index += 1) {
    const agency = faker.helpers.weightedArrayElement(agencies.map((value) => ({ value, weight: value.demo.share })));
    const person = inventPerson(setting, agency, records);
    inventApplications(setting, person, records);
    inventConsents(setting, person, records);
    inventCareer(setting, person, records);
    if (faker.datatype.boolean(0.25)) inventDocuments(setting, person, records);
    if (faker.datatype.boolean(0.012)) inventHold(setting, person, records);
  }
  return records;
}

function inventPerson(
  { faker, today, secrets }: Setting,
  agency: SettledAgency,
  { candidates }: InventedRecords,
): Person {
  const consented = faker.datatype.boolean(0.65);
  const age = ageInDays(faker, consented);
  const id = faker.string.uuid();
  const kind = faker.helpers.weightedArrayElement(KINDS);
  const sex = faker.person.sexType();
  const callName = faker.person.firstName(sex);
  const { namePrefix, lastName } = splitPrefix(faker.person.lastName());
  const place = faker.helpers.arrayElement(world.TOWNS);
  const origin = faker.helpers.weightedArrayElement(world.ORIGINS.map((value) => ({ value, weight: value.weight })));
  const second = faker.datatype.boolean(0.3) ? faker.person.firstName(sex) : null;
  const approvedAfter = faker.datatype.boolean(0.09) ? faker.number.int({ min: 3, max: 20 }) : null;
  const approved = approvedAfter !== null && approvedAfter <= age;
  const bsn = approved ? sealBsn(secrets, id, inventBsn(faker)) : {};

  candidates.push({
    id,
    agencyId: agency.id,
    lastName,
    namePrefix,
    callName,
    firstNames: second === null ? callName : `${callName} ${second}`,
    initials: second === null ? `${callName[0]!}.` : `${callName[0]!}.${second[0]!}.`,
    titleBefore: faker.datatype.boolean(0.06) ? faker.helpers.arrayElement(['drs.', 'ing.', 'mr.']) : null,
    birthDate: plus(today, {
      years: -faker.number.int({ min: 18, max: 63 }),
      days: -faker.number.int({ min: 0, max: 364 }),
    }),
    gender: faker.datatype.boolean(0.03) ? 'UNKNOWN' : sex === 'female' ? 'FEMALE' : 'MALE',
    nationality: origin.nationality,
    motherTongue: origin.motherTongue,
    countryOfBirth: origin.country,
    placeOfBirth: origin.country === 'Nederland' ? faker.helpers.arrayElement(world.TOWNS).town : null,
    ...bsn,
    personnelNumber: approved ? faker.string.numeric({ length: 6, allowLeadingZeros: false }) : null,
    memo: faker.datatype.boolean(0.2)
      ? `Liefst werk binnen een half uur reizen. Bereikbaar na ${String(faker.number.int({ min: 14, max: 18 }))}.00 uur.`
      : null,
    description: faker.datatype.boolean(0.35)
      ? `Ervaren ${faker.helpers.arrayElement(agency.demo.functions).toLowerCase()}, per direct inzetbaar.`
      : null,
    street: faker.location.street(),
    houseNumber: String(faker.number.int({ min: 1, max: 240 })),
    houseNumberAddition: faker.datatype.boolean(0.15) ? faker.helpers.arrayElement(['A', 'B', 'bis', 'II']) : null,
    postcode: `${String(place.postcode)}${faker.string.numeric(2)} ${faker.string.alpha({ length: 2, casing: 'upper', exclude: ['F', 'I', 'O', 'Q', 'U', 'Y'] })}`,
    town: place.town,
    province: place.province,
    country: 'Nederland',
    // 06 0… is given to nobody, and example.com, .net and .org take no mail.
    phoneMobile: `06 0${faker.string.numeric(3)} ${faker.string.numeric(4)}`,
    phonePrivate: faker.datatype.boolean(0.2) ? `0${faker.string.numeric(2)} 000 ${faker.string.numeric(4)}` : null,
    emailPrivate: faker.datatype.boolean(0.94)
      ? faker.internet.exampleEmail({ firstName: callName, lastName }).toLowerCase()
      : null,
    fieldsOfExpertise: [agency.demo.branch],
    publicationSource: faker.helpers.arrayElement(world.SOURCES),
    candidateKind: faker.helpers.arrayElement(['Uitzendkracht', 'Gedetacheerde', 'Werving en selectie']),
    language: origin.country === 'Nederland' || faker.datatype.boolean(0.5) ? 'nl' : 'en',
    registrationKind: kind,
    registeredOn: plus(today, { days: -age }),
    approvedOn: approved ? plus(today, { days: approvedAfter - age }) : null,
    blocked: faker.datatype.boolean(0.02),
  });
  return {
    id,
    agency,
    function: faker.helpers.arrayElement(agency.demo.functions),
    consented,
    age,
    kind,
    fullName: [callName, namePrefix, lastName].filter(Boolean).join(' '),
  };
}

/** Without consent a term is 32 days, with it two years: older files than these would have gone long ago. */
function ageInDays(faker: Faker, consented: boolean): number {
  if (!consented) return faker.number.int({ min: 0, max: 98 });
  return faker.datatype.boolean(0.2)
    ? faker.number.int({ min: 700, max: 792 })
    : faker.number.int({ min: 0, max: 700 });
}

function splitPrefix(name: string): { namePrefix: string | null; lastName: string } {
  const [, prefix = '', lastName] = /^((?:(?:van|de|der|den|het|ten|ter|te|'t|in|op)\s+)*)(.+)$/i.exec(name)!;
  return { namePrefix: prefix.trim().toLowerCase() || null, lastName: lastName! };
}

/** A number that passes the eleven-test and starts with 999, as test numbers do. */
function inventBsn(faker: Faker): string {
  for (;;) {
    const bsn = `999${faker.string.numeric(6)}`;
    if (isBsn(bsn)) return bsn;
  }
}

function inventApplications({ faker, today }: Setting, person: Person, { applications }: InventedRecords): void {
  const checkIn = person.kind === 'CHECKIN_FORM' || person.kind === 'CHECKIN_INVITATION';
  const several = faker.helpers.arrayElement([
    ...(checkIn ? [0, 0, 0] : []),
    1,
    1,
    1,
    ...(person.consented ? [2, 2, 3] : []),
  ]);
  for (let index = 0; index < several; index += 1) {
    // The first at registration; further ones within two months of it, so that old files stay old.
    const age =
      index === 0
        ? person.age
        : Math.max(0, person.age - faker.number.int({ min: 1, max: person.consented ? 60 : 10 }));
    const procedure = faker.number.int({ min: 4, max: 25 });
    const closed = procedure <= age && faker.datatype.boolean(0.9);
    const vacancy = faker.datatype.boolean(0.82) ? faker.helpers.arrayElement(person.agency.vacancies) : null;
    applications.push({
      id: faker.string.uuid(),
      candidateId: person.id,
      vacancyId: vacancy?.id ?? null,
      type: vacancy ? 'VACANCY' : 'OPEN',
      source: faker.helpers.arrayElement(world.SOURCES),
      externalAgency: faker.datatype.boolean(0.04) ? 'Bureau Tussenstap' : null,
      appliedOn: plus(today, { days: -age }),
      desiredJob: vacancy?.title ?? person.function,
      memo: faker.datatype.boolean(0.25) ? 'Telefonisch gesproken, goede indruk.' : null,
      status: closed
        ? faker.helpers.arrayElement(['REJECTED', 'REJECTED', 'WITHDRAWN', 'CLOSED', 'HIRED'])
        : faker.helpers.arrayElement(['NEW', 'IN_PROCESS', 'IN_PROCESS', 'INTERVIEW', 'OFFERED']),
      deregisteredOn: closed ? plus(today, { days: procedure - age }) : null,
      deregistrationRuleId: closed ? faker.helpers.arrayElement(person.agency.deregistrationRuleIds) : null,
      contractType: faker.helpers.arrayElement(['Uitzendovereenkomst', 'Detachering', 'Vast dienstverband']),
      contractLength: faker.helpers.arrayElement(['3 maanden', '6 maanden', '1 jaar', 'Onbepaalde tijd']),
      salaryIndication: faker.number.int({ min: 2300, max: 4800 }),
      currency: 'EUR',
      grossNet: 'Bruto',
      salaryPeriod: 'Maand',
      availableFrom: plus(today, { days: 14 - age }),
      travelsBy: faker.helpers.arrayElement(world.TRAVELS_BY),
      commuteMetres: faker.number.int({ min: 800, max: 42_000 }),
      freeFields: faker.datatype.boolean(0.3)
        ? {
            Ploegendienst: faker.helpers.arrayElement(['ja', 'nee']),
            Rijbewijs: faker.helpers.arrayElement(['B', 'B, C', 'geen']),
          }
        : null,
    });
  }
}

function inventConsents({ faker, today }: Setting, person: Person, { consents }: InventedRecords): void {
  const givenAt = `${plus(today, { days: -person.age })}T0${String(faker.number.int({ min: 7, max: 9 }))}:${faker.helpers.arrayElement(['05', '17', '32', '48'])}:00Z`;
  const common = {
    candidateId: person.id,
    givenAt,
    channel: CHANNELS[person.kind],
    statementVersion: '1',
  };
  if (faker.datatype.boolean(0.94)) consents.push({ ...common, id: faker.string.uuid(), purpose: 'PRIVACY_STATEMENT' });
  if (!person.consented) return;
  const withdrawn = person.age < 60 && person.age > 3 && faker.datatype.boolean(0.1);
  const withdrawnAt = withdrawn ? `${plus(today, { days: -1 })}T10:20:00Z` : null;
  consents.push({ ...common, id: faker.string.uuid(), purpose: 'OTHER_VACANCIES', withdrawnAt });
}

function inventCareer({ faker, today }: Setting, person: Person, records: InventedRecords): void {
  const candidateId = person.id;
  const mark = () => faker.number.int({ min: 5, max: 9 });
  let until = person.age + faker.number.int({ min: 0, max: 200 });
  for (let left = faker.number.int({ min: 0, max: 3 }); left > 0; left -= 1) {
    const days = faker.number.int({ min: 200, max: 1500 });
    const referee = faker.datatype.boolean(0.4)
      ? { first: faker.person.firstName(), last: faker.person.lastName() }
      : null;
    records.workExperiences.push({
      id: faker.string.uuid(),
      candidateId,
      function: faker.helpers.arrayElement(person.agency.demo.functions),
      organisation: faker.helpers.arrayElement(world.EMPLOYERS),
      branch: person.agency.demo.branch,
      functionLevel: faker.helpers.arrayElement(['Uitvoerend', 'Meewerkend voorman', 'Leidinggevend']),
      from: plus(today, { days: -until - days }),
      to: plus(today, { days: -until }),
      hoursPerWeek: faker.helpers.arrayElement([24, 32, 36, 40]),
      salary: faker.number.int({ min: 1900, max: 4200 }),
      salaryPeriod: 'Maand',
      salaryCurrency: 'EUR',
      grossNet: 'Bruto',
      contactName: referee && `${referee.first} ${referee.last}`,
      contactFunction: referee && 'Leidinggevende',
      email: referee && faker.internet.exampleEmail({ firstName: referee.first, lastName: referee.last }).toLowerCase(),
      referenceChecked: referee === null ? null : faker.datatype.boolean(),
    });
    until += days;
  }
  for (const school of faker.helpers.arrayElements(world.SCHOOLS, { min: 0, max: 2 })) {
    const ended = person.age + faker.number.int({ min: 300, max: 6000 });
    const diploma = faker.datatype.boolean(0.85);
    records.educations.push({
      id: faker.string.uuid(),
      candidateId,
      ...school,
      from: plus(today, { days: -ended - 1200 }),
      to: plus(today, { days: -ended }),
      diploma,
    });
  }
  for (const course of faker.helpers.arrayElements(world.COURSES, { min: 0, max: 2 })) {
    const on = plus(today, { days: -person.age - faker.number.int({ min: 30, max: 2000 }) });
    records.courses.push({
      id: faker.string.uuid(),
      candidateId,
      course,
      institute: 'Vakschool Noordzij',
      from: on,
      to: on,
      certificateObtained: faker.datatype.boolean(0.9),
    });
  }
  for (const area of faker.helpers.arrayElements(world.KNOWLEDGE, { min: 0, max: 2 }))
    records.knowledgeAreas.push({ id: faker.string.uuid(), candidateId, area, mark: mark() });
  for (const skill of faker.helpers.arrayElements(world.SKILLS, { min: 0, max: 3 }))
    records.skills.push({ id: faker.string.uuid(), candidateId, skill, mark: mark() });

  const wishes = [
    faker.helpers.arrayElements(world.TOWNS, { min: 0, max: 2 }).map((one) => one.province as string),
    [person.agency.demo.branch],
    [person.agency.demo.branch],
    [faker.helpers.arrayElement(['Uitvoerend', 'Leidinggevend'])],
    [person.function],
  ];
  wishes.forEach((values, list) => {
    for (const value of new Set(values)) records.wishes[list]!.push({ id: faker.string.uuid(), candidateId, value });
  });
}

function inventDocuments({ faker, today }: Setting, person: Person, { documents, files }: InventedRecords): void {
  const [cv, letter] = person.agency.documentTypes;
  const add = (documentTypeId: string, fileName: string, mimeType: string, content: Buffer) => {
    const storageKey = `${faker.string.uuid()}.bin`;
    files.push({ storageKey, content });
    const addedAt = `${plus(today, { days: -person.age })}T08:00:00Z`;
    const id = faker.string.uuid();
    documents.push({
      id,
      documentId: id,
      version: 1,
      candidateId: person.id,
      documentTypeId,
      fileName,
      mimeType,
      sizeBytes: content.byteLength,
      addedAt,
      storageKey,
    });
  };
  const lines = ['Curriculum vitae', person.fullName, '', person.function, person.agency.demo.branch];
  add(cv!.id, `CV ${person.fullName}.pdf`, 'application/pdf', demoPdf(lines));
  if (faker.datatype.boolean(0.3)) {
    const text = `Graag werk ik bij u als ${person.function.toLowerCase()}.`;
    const letterLines = ['Geachte heer, mevrouw,', '', text, '', 'Met vriendelijke groet,', person.fullName];
    add(letter!.id, `Brief ${person.fullName}.pdf`, 'application/pdf', demoPdf(letterLines));
  }
}

function inventHold({ faker, today }: Setting, person: Person, { holds }: InventedRecords): void {
  const placedAt = `${plus(today, { days: -Math.min(person.age, faker.number.int({ min: 0, max: 60 })) })}T11:00:00Z`;
  const until = plus(today, { days: faker.number.int({ min: 20, max: 400 }) });
  holds.push({
    id: faker.string.uuid(),
    candidateId: person.id,
    reason: faker.helpers.arrayElement(world.HOLD_REASONS),
    until,
    placedAt,
  });
}
