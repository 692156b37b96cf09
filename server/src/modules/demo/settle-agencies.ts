import type { Faker } from '@faker-js/faker';
import { insertRecords, rows, sql } from '../../platform/database/index.ts';
import { StaffAgencySchema, StaffUserSchema } from '../accounts/index.ts';
import { DeregistrationRuleSchema } from '../applications/index.ts';
import { ContactMomentSchema, DEFAULT_CONTACT_MOMENT } from '../contact-moments/index.ts';
import { DocumentTypeSchema } from '../documents/index.ts';
import { AgencySchema } from '../organisation/index.ts';
import type { Role, Work } from '../permissions/index.ts';
import { RetentionPolicySchema } from '../retention/index.ts';
import { VacancySchema } from '../vacancies/index.ts';
import { DEMO_AGENCIES, DEREGISTRATION_RULES, DOCUMENT_TYPES } from './demo-world.ts';
import type { SettledAgency } from './invent-candidates.ts';

export interface DemoLogin {
  readonly role: Role;
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

/** The demo is for looking around on one's own machine: everybody may know it. */
const PASSWORD = 'welkom-bij-wisbaar';
const STAFF = [
  { role: 'ADMIN', name: 'Anna Beheer', email: 'admin@wisbaar.example' },
  { role: 'PRIVACY_OFFICER', name: 'Pim Waarborg', email: 'privacy@wisbaar.example' },
  { role: 'CONSULTANT', name: 'Chris Inrichting', email: 'consultant@wisbaar.example' },
  { role: 'RECRUITER', name: 'Rosa Werving', email: 'recruiter@wisbaar.example' },
] as const;

export type HashPassword = (text: string) => Promise<string>;

/** The agencies with their settings, vacancies and one person of staff for each role, who all work for all agencies. */
export async function settleAgencies(
  work: Work,
  faker: Faker,
  hashPassword: HashPassword,
): Promise<{ agencies: SettledAgency[]; logins: DemoLogin[]; staffIds: string[] }> {
  const { em } = work;
  const year = work.clock.today().slice(0, 4);
  const withId = <T extends object>(list: readonly T[], agencyId: string) =>
    list.map((one) => ({ ...one, id: faker.string.uuid(), agencyId }));

  const agencies: SettledAgency[] = [];
  for (const demo of DEMO_AGENCIES) {
    const id = faker.string.uuid();
    const vacancies = demo.functions.flatMap((title, index) =>
      [1, 2].map((round) => ({
        id: faker.string.uuid(),
        agencyId: id,
        reference: `V${year}-${String(index * 2 + round).padStart(3, '0')}`,
        title,
        status: faker.helpers.arrayElement(['OPEN', 'OPEN', 'ON_HOLD', 'FILLED', 'CANCELLED']),
      })),
    );
    const rules = withId(DEREGISTRATION_RULES, id);
    const documentTypes = withId(DOCUMENT_TYPES, id);
    await insertRecords(em, AgencySchema, [{ id, name: demo.name, contactEmail: demo.contactEmail }]);
    await insertRecords(em, RetentionPolicySchema, [{ agencyId: id, ...demo.policy }]);
    await insertRecords(em, ContactMomentSchema, withId([DEFAULT_CONTACT_MOMENT], id));
    await insertRecords(em, DeregistrationRuleSchema, rules);
    await insertRecords(em, DocumentTypeSchema, documentTypes);
    await insertRecords(em, VacancySchema, vacancies);
    agencies.push({
      id,
      demo,
      vacancies,
      documentTypes,
      deregistrationRuleIds: rules.filter((rule) => !rule.forErasure).map((rule) => rule.id),
    });
  }

  const staff = await Promise.all(
    STAFF.map(async (one) => ({ ...one, id: faker.string.uuid(), passwordHash: await hashPassword(PASSWORD) })),
  );
  await insertRecords(em, StaffUserSchema, staff);
  await insertRecords(
    em,
    StaffAgencySchema,
    staff.flatMap((one) => agencies.map((agency) => ({ staffId: one.id, agencyId: agency.id }))),
  );
  return {
    agencies,
    logins: STAFF.map((one) => ({ ...one, password: PASSWORD })),
    staffIds: staff.map((one) => one.id),
  };
}

/** The logins of the demo that this database holds, with the password that they were given. */
export async function demoLogins({ em }: Pick<Work, 'em'>): Promise<DemoLogin[]> {
  const known = await rows<{ email: string }>(
    em,
    sql`select email from staff_user where email = any(${STAFF.map((one) => one.email)})`,
  );
  const emails = new Set(known.map((one) => one.email));
  return STAFF.filter((one) => emails.has(one.email)).map((one) => ({ ...one, password: PASSWORD }));
}
