import { base, en, Faker, nl } from '@faker-js/faker';
import { plus } from '../../platform/clock.ts';
import { insertRecords, rows, sql } from '../../platform/database/index.ts';
import { StaffAgencySchema, StaffUserSchema } from '../accounts/index.ts';
import { DeregistrationRuleSchema } from '../applications/index.ts';
import { ContactMomentSchema, DEFAULT_CONTACT_MOMENT } from '../contact-moments/index.ts';
import { DocumentTypeSchema } from '../documents/index.ts';
import { AgencySchema, LabelSchema, soundLogo } from '../organisation/index.ts';
import type { BuiltInRole, Work } from '../permissions/index.ts';
import { hasAccount } from '../portal-accounts/index.ts';
import { BUILT_IN_ROLE_IDS, withholdDocumentType } from '../roles/index.ts';
import { giveFirstLabel, PrivacyStatementSchema } from '../privacy-statements/index.ts';
import { RetentionPolicySchema } from '../retention/index.ts';
import { VacancySchema } from '../vacancies/index.ts';
import {
  DEMO_AGENCIES,
  DEREGISTRATION_RULES,
  DOCUMENT_TYPES,
  MORE_DOCUMENT_TYPES,
  type DemoAgency,
} from './demo-world.ts';
import type { SettledAgency } from './invent-candidates.ts';
import { DEMO_USER_NAME } from './open-some-accounts.ts';

export interface DemoLogin {
  readonly role: BuiltInRole;
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

export interface DemoPortalLogin {
  readonly userName: string;
  readonly password: string;
}

/** The demo is for looking around on one's own machine: everybody may know it. */
export const DEMO_PASSWORD = 'welkom-bij-wisbaar';
const STAFF = [
  { role: 'ADMIN', name: 'Anna Beheer', email: 'admin@wisbaar.example' },
  { role: 'PRIVACY_OFFICER', name: 'Pim Waarborg', email: 'privacy@wisbaar.example' },
  { role: 'CONSULTANT', name: 'Chris Inrichting', email: 'consultant@wisbaar.example' },
  { role: 'RECRUITER', name: 'Rosa Werving', email: 'recruiter@wisbaar.example' },
  { role: 'BACK_OFFICE', name: 'Bram Verloning', email: 'backoffice@wisbaar.example' },
  { role: 'READ_ONLY', name: 'Kees Meekijker', email: 'lezer@wisbaar.example' },
] as const;

/** Where the work is, and how much of it; so that job alerts have something to choose by (C6). */
const PLACES = ['Utrecht', 'Amersfoort', 'Nieuwegein', 'Zeist', 'Hilversum'];
const HOURS = [40, 32, 24, 36];
const TYPES_SEED = 20_180_526;

export type HashPassword = (text: string) => Promise<string>;

/** The agencies with their settings, vacancies and one person of staff for each role, who all work for all agencies. */
export async function settleAgencies(
  work: Work,
  faker: Faker,
  hashPassword: HashPassword,
): Promise<{ agencies: SettledAgency[]; logins: DemoLogin[]; recruiterId: string; officerId: string }> {
  const { em } = work;
  const year = work.clock.today().slice(0, 4);
  const withId = <T extends object>(list: readonly T[], agencyId: string) =>
    list.map((one) => ({ ...one, id: faker.string.uuid(), agencyId }));

  // Chances of its own, so that what is added here leaves all that was drawn before as it is.
  const own = new Faker({ locale: [nl, en, base], seed: TYPES_SEED });
  const agencies: SettledAgency[] = [];
  for (const demo of DEMO_AGENCIES) {
    const id = faker.string.uuid();
    const vacancies = demo.functions.flatMap((title, index) =>
      [1, 2].map((round) => {
        const openedOn = plus(work.clock.today(), { days: -60 - 31 * index - 17 * round });
        const vacancy = {
          id: faker.string.uuid(),
          agencyId: id,
          reference: `V${year}-${String(index * 2 + round).padStart(3, '0')}`,
          title,
          place: PLACES[(index + round) % PLACES.length]!,
          hoursPerWeek: HOURS[(index + 2 * round) % HOURS.length]!,
          status: faker.helpers.arrayElement(['OPEN', 'OPEN', 'ON_HOLD', 'FILLED', 'CANCELLED']),
        };
        const filledOn = vacancy.status === 'FILLED' ? plus(openedOn, { days: 24 + 5 * index + round }) : null;
        return { ...vacancy, openedOn, filledOn };
      }),
    );
    const rules = withId(DEREGISTRATION_RULES, id);
    const moreTypes = MORE_DOCUMENT_TYPES.map((one) => ({ ...one, id: own.string.uuid(), agencyId: id }));
    const documentTypes = [...withId(DOCUMENT_TYPES, id), ...moreTypes.map(({ withheld: _withheld, ...type }) => type)];
    await insertRecords(em, AgencySchema, [{ id, name: demo.name, contactEmail: demo.contactEmail }]);
    await insertRecords(em, RetentionPolicySchema, [{ agencyId: id, ...demo.policy }]);
    const label = await giveFirstLabel(em, { id, name: demo.name, contactEmail: demo.contactEmail }, work.clock.now());
    await dress(work, label.id, demo.look);
    await putFirstLive(work, label.id);
    await insertRecords(em, ContactMomentSchema, withId([DEFAULT_CONTACT_MOMENT], id));
    await insertRecords(em, DeregistrationRuleSchema, rules);
    await insertRecords(em, DocumentTypeSchema, documentTypes);
    for (const type of moreTypes) if (type.withheld) await withholdDocumentType(work, type.id);
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
    STAFF.map(async ({ role, ...one }) => ({
      ...one,
      id: faker.string.uuid(),
      roleId: BUILT_IN_ROLE_IDS[role],
      passwordHash: await hashPassword(DEMO_PASSWORD),
    })),
  );
  await insertRecords(em, StaffUserSchema, staff);
  await insertRecords(
    em,
    StaffAgencySchema,
    staff.flatMap((one) => agencies.map((agency) => ({ staffId: one.id, agencyId: agency.id }))),
  );
  const idOf = (role: BuiltInRole) => staff[STAFF.findIndex((one) => one.role === role)]!.id;
  return {
    agencies,
    logins: STAFF.map((one) => ({ ...one, password: DEMO_PASSWORD })),
    recruiterId: idOf('RECRUITER'),
    officerId: idOf('PRIVACY_OFFICER'),
  };
}

async function dress({ em }: Work, labelId: string, { accentColour, logo }: DemoAgency['look']): Promise<void> {
  await em.nativeUpdate(LabelSchema, { id: labelId }, { accentColour, ...soundLogo(logo) });
}

const YEARS_AGO = 4;

/** As if its statement had been live ever since the first candidate registered. */
async function putFirstLive({ em, clock }: Work, labelId: string): Promise<void> {
  const liveAt = new Date(`${plus(clock.today(), { years: -YEARS_AGO })}T09:00:00Z`);
  await em.nativeUpdate(PrivacyStatementSchema, { labelId }, { state: 'LIVE', liveAt, changedAt: liveAt });
}

/** With which the portal of the demo is tried, where somebody still has that account. */
export async function demoPortalLogin({
  em,
  secrets,
}: Pick<Work, 'em' | 'secrets'>): Promise<DemoPortalLogin | undefined> {
  const known = await hasAccount({ em, secrets }, DEMO_USER_NAME);
  return known ? { userName: DEMO_USER_NAME, password: DEMO_PASSWORD } : undefined;
}

/** The logins of the demo that this database holds, with the password that they were given. */
export async function demoLogins({ em }: Pick<Work, 'em'>): Promise<DemoLogin[]> {
  const known = await rows<{ email: string }>(
    em,
    sql`select email from staff_user where email = any(${STAFF.map((one) => one.email)})`,
  );
  const emails = new Set(known.map((one) => one.email));
  return STAFF.filter((one) => emails.has(one.email)).map((one) => ({ ...one, password: DEMO_PASSWORD }));
}
