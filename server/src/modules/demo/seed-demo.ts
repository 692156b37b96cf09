import { base, en, Faker, nl } from '@faker-js/faker';
import { inTransaction, insertRecords, rows, sql, type EntityManager } from '../../platform/database/index.ts';
import type { FileStore } from '../../platform/storage/file-store.ts';
import { ApplicationSchema } from '../applications/index.ts';
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
import { DocumentSchema, removeQueuedFiles } from '../documents/index.ts';
import type { Actor, Work } from '../permissions/index.ts';
import { HoldSchema, updateTerms } from '../retention/index.ts';
import { inventCandidates, type InventedRecords } from './invent-candidates.ts';
import { liveThrough } from './live-through.ts';
import { settleAgencies, type DemoLogin, type HashPassword } from './settle-agencies.ts';

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
    await putFiles(store, invented.files);
    await insertInvented(em, invented);
    for (const agency of company.agencies) await updateTerms(em, { agencyId: agency.id });
    await recordAudit(inside, [
      { action: 'demo.seeded', subjectType: 'Agency', subjectId: null, facts: { candidates: count } },
    ]);
    return company;
  });
  if (!settled) return null;
  const recruiter: Actor = {
    kind: 'staff',
    id: settled.staffIds.at(-1)!,
    role: 'RECRUITER',
    agencyIds: settled.agencies.map((agency) => agency.id),
  };
  await liveThrough(asDemo, faker, settled.agencies, recruiter);
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

async function putFiles(store: FileStore, files: InventedRecords['files']): Promise<void> {
  for (let start = 0; start < files.length; start += FILES_AT_ONCE) {
    await Promise.all(
      files.slice(start, start + FILES_AT_ONCE).map((file) => store.put(file.storageKey, file.content)),
    );
  }
}
