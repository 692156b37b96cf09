import { base, en, Faker, nl } from '@faker-js/faker';
import { inTransaction, insertRecords, rows, sql, type EntityManager } from '../../platform/database/index.ts';
import type { FileStore } from '../../platform/storage/file-store.ts';
import { ApplicationSchema, ExternalAgencySchema } from '../applications/index.ts';
import { recordAudit } from '../audit/index.ts';
import {
  CandidateSchema,
  CourseSchema,
  EducationSchema,
  KnowledgeAreaSchema,
  SkillSchema,
  WISH_LISTS,
  WorkExperienceSchema,
} from '../candidates/index.ts';
import { ConsentSchema } from '../consent/index.ts';
import { ContactEntrySchema } from '../contacts/index.ts';
import { DocumentSchema, removeQueuedFiles } from '../documents/index.ts';
import { EmployeeSchema } from '../employees/index.ts';
import { builtInRights, type BuiltInRole, type StaffActor, type Work } from '../permissions/index.ts';
import { PayslipSchema } from '../payslips/index.ts';
import { HireSchema, OfferSchema, TrajectoryRegistrationSchema } from '../placements/index.ts';
import { HoldSchema, updateTerms } from '../retention/index.ts';
import { TalentPoolMemberSchema, TalentPoolSchema } from '../talent-pools/index.ts';
import { askSomething } from './ask-something.ts';
import { handOverSome } from './hand-over-some.ts';
import { inventCandidates, type InventedRecords } from './invent-candidates.ts';
import { inventMoreDocuments } from './invent-documents.ts';
import { inventPayslips } from './invent-payslips.ts';
import { inventPlacements, type InventedPlacements } from './invent-records.ts';
import { liveThrough } from './live-through.ts';
import { settleViews } from './settle-views.ts';
import { settleSurvey } from './settle-survey.ts';
import { openSomeAccounts } from './open-some-accounts.ts';
import { DEMO_PASSWORD, settleAgencies, type DemoLogin, type HashPassword } from './settle-agencies.ts';

export type { DemoLogin } from './settle-agencies.ts';

export interface DemoOutcome {
  readonly candidates: number;
  readonly logins: readonly DemoLogin[];
}

/** So that every demo of one day is the same. */
const SEED = 20_180_525;
const SEED_LOCK = 7_229_021;
const FILES_AT_ONCE = 16;

/** Whether nobody works with this database yet. */
export async function isEmpty({ em }: Pick<Work, 'em'>): Promise<boolean> {
  const [found] = await rows<{ empty: boolean }>(em, sql`select not exists (select from agency) as empty`);
  return found!.empty;
}

/**
 * Fills an empty database with invented agencies, staff and candidates in all stages, relative to today; the last weeks
 * are lived through with the product's own deeds. Does nothing when there is an agency already.
 * @param options.hashPassword as sign-in checks it.
 * @returns the logins, to be shown; `null` when nothing was done.
 */
export async function seedDemo(
  work: Work,
  store: FileStore,
  options: { candidates?: number; hashPassword: HashPassword },
): Promise<DemoOutcome | null> {
  const faker = new Faker({ locale: [nl, en, base], seed: SEED });
  const count = options.candidates ?? 2_000;
  const asDemo: Work = { ...work, actor: { kind: 'system', name: 'demo' } };
  const settled = await inTransaction(work.em, async (em) => {
    const inside: Work = { ...asDemo, em };
    await rows(em, sql`select pg_advisory_xact_lock(${SEED_LOCK})`);
    if (!(await isEmpty(inside))) return null;
    const company = await settleAgencies(inside, faker, options.hashPassword);
    const invented = inventCandidates(
      { faker, today: work.clock.today(), secrets: work.secrets },
      company.agencies,
      count,
    );
    const more = inventMoreDocuments(
      { seed: SEED, today: work.clock.today() },
      company.agencies,
      invented.candidates,
      invented.documents,
    );
    await putFiles(store, [...invented.files, ...more.files]);
    await insertInvented(em, invented);
    await insertRecords(em, DocumentSchema, more.documents);
    await insertPlacements(
      em,
      inventPlacements(
        { seed: SEED, today: work.clock.today() },
        company.agencies,
        invented.candidates,
        invented.applications,
      ),
    );
    await insertRecords(
      em,
      PayslipSchema,
      inventPayslips(
        { seed: SEED, today: work.clock.today(), now: work.clock.now() },
        company.agencies,
        invented.candidates,
      ),
    );
    await settleViews(em, { seed: SEED }, { agencyId: company.agencies[0]!.id, officerId: company.officerId });
    await settleSurvey(em, { seed: SEED }, company.agencies[1]!.id);
    await tellWhatWasRead(em);
    for (const agency of company.agencies) await updateTerms(em, { agencyId: agency.id });
    await recordAudit(inside, [
      { action: 'demo.seeded', subjectType: 'Agency', subjectId: null, facts: { candidates: count } },
    ]);
    return company;
  });
  if (!settled) return null;
  const agencyIds = settled.agencies.map((agency) => agency.id);
  const employee = (id: string, role: BuiltInRole): StaffActor => ({
    kind: 'staff',
    id,
    rights: builtInRights(work.catalogue, role),
    agencyIds,
    unitIds: undefined,
  });
  await liveThrough(asDemo, faker, settled.agencies, {
    recruiter: employee(settled.recruiterId, 'RECRUITER'),
    officer: employee(settled.officerId, 'PRIVACY_OFFICER'),
  });
  await handOverSome(asDemo, settled.agencies);
  await askSomething(asDemo, settled.agencies);
  await openSomeAccounts(asDemo, settled.agencies, await options.hashPassword(DEMO_PASSWORD));
  await removeQueuedFiles(work, store);
  return { candidates: count, logins: settled.logins };
}

async function insertInvented(em: EntityManager, invented: InventedRecords): Promise<void> {
  await insertRecords(em, CandidateSchema, invented.candidates);
  await insertRecords(em, ApplicationSchema, invented.applications);
  await insertRecords(em, EducationSchema, invented.educations);
  await insertRecords(em, WorkExperienceSchema, invented.workExperiences);
  await insertRecords(em, CourseSchema, invented.courses);
  await insertRecords(em, KnowledgeAreaSchema, invented.knowledgeAreas);
  await insertRecords(em, SkillSchema, invented.skills);
  for (const [index, list] of WISH_LISTS.entries()) await insertRecords(em, list.schema, invented.wishes[index]!);
  await insertRecords(em, ConsentSchema, invented.consents);
  await insertRecords(em, HoldSchema, invented.holds);
  await insertRecords(em, DocumentSchema, invented.documents);
}

/** Everybody read what his agency has live, with today's terms. */
async function tellWhatWasRead(em: EntityManager): Promise<void> {
  await rows(
    em,
    sql`update consent set statement_edition = s.id || '~' || p.single_vacancy_term_days || '~' || p.multiple_vacancies_term_days || '~' || p.candidate_term_days
        from candidate c join label l on l.agency_id = c.agency_id
          join privacy_statement s on s.label_id = l.id and s.language = c.language and s.state = 'LIVE'
          join retention_policy p on p.agency_id = c.agency_id
        where c.id = consent.candidate_id`,
  );
}

async function insertPlacements(em: EntityManager, made: InventedPlacements): Promise<void> {
  await insertRecords(em, ExternalAgencySchema, made.externalAgencies);
  await insertRecords(em, TalentPoolSchema, made.talentPools);
  await insertRecords(em, TalentPoolMemberSchema, made.memberships);
  await insertRecords(em, OfferSchema, made.offers);
  await insertRecords(em, HireSchema, made.hires);
  await insertRecords(em, TrajectoryRegistrationSchema, made.trajectories);
  await insertRecords(em, ContactEntrySchema, made.contactEntries);
  await insertRecords(em, EmployeeSchema, made.employees);
  await rows(em, sql`update candidate set is_candidate = false where id = any(${made.noLongerCandidates}::uuid[])`);
}

async function putFiles(store: FileStore, files: InventedRecords['files']): Promise<void> {
  for (let start = 0; start < files.length; start += FILES_AT_ONCE) {
    await Promise.all(
      files.slice(start, start + FILES_AT_ONCE).map((file) => store.put(file.storageKey, file.content)),
    );
  }
}
