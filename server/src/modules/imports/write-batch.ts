import { insertRecords, rows, sql, type EntityManager } from '../../platform/database/index.ts';
import { newId } from '../../platform/ids.ts';
import { ApplicationSchema } from '../applications/index.ts';
import { CandidateSchema, sealBsn, WorkExperienceSchema } from '../candidates/index.ts';
import { ConsentSchema } from '../consent/index.ts';
import type { Work } from '../permissions/index.ts';
import { updateTerms } from '../retention/index.ts';
import type { BatchNews } from './find-news.ts';

export interface Added {
  readonly candidates: number;
  readonly applications: number;
  readonly workExperiences: number;
  readonly consents: number;
}

/** Writes what a batch adds, set-based, in the caller's transaction, which has locked those who are there; and computes the terms of whom it touches. */
export async function writeBatch({ em, secrets }: Work, agencyId: string, news: BatchNews): Promise<Added> {
  const ids = new Map(news.existing);
  for (const { identity } of news.candidates) ids.set(identity, newId());
  const idOf = (identity: string) => ids.get(identity)!;
  const vacancyIds = await findOrAddVacancies(em, agencyId, news);

  const added: Added = {
    candidates: await insertRecords(
      em,
      CandidateSchema,
      news.candidates.map((row) => {
        const id = idOf(row.identity);
        const bsn = row.bsn === null ? {} : sealBsn(secrets, id, row.bsn);
        return {
          registrationKind: 'IMPORT',
          ...row.candidate,
          ...bsn,
          registeredOn: row.registeredOn,
          id,
          agencyId,
          importKey: Buffer.from(row.identity, 'hex'),
        };
      }),
    ),
    applications: await insertRecords(
      em,
      ApplicationSchema,
      news.applications.map(({ identity, application }) => ({
        ...application.values,
        id: newId(),
        candidateId: idOf(identity),
        vacancyId: application.vacancy === null ? null : vacancyIds.get(application.vacancy)!,
        type: application.type,
        appliedOn: application.appliedOn,
        freeFields: application.freeFields,
      })),
    ),
    workExperiences: await insertRecords(em, WorkExperienceSchema, news.workExperiences.map(({ identity, values }) => ({ ...values, id: newId(), candidateId: idOf(identity) }))), // prettier-ignore
    consents: await insertRecords(
      em,
      ConsentSchema,
      news.consents.map(({ identity, consent }) => ({
        id: newId(),
        candidateId: idOf(identity),
        purpose: consent.purpose,
        // A file says the day; noon is on that day in Amsterdam, in winter and in summer.
        givenAt: `${consent.givenOn}T12:00:00Z`,
        channel: 'IMPORT',
        statementVersion: consent.statementVersion,
      })),
    ),
  };
  const touched = new Set(
    [...news.candidates, ...news.applications, ...news.consents].map((one) => idOf(one.identity)),
  );
  await updateTerms(em, { candidateIds: [...touched] });
  return added;
}

/** Vacancies are known by the agency's own reference; one that is not there yet is added. */
async function findOrAddVacancies(
  em: EntityManager,
  agencyId: string,
  news: BatchNews,
): Promise<ReadonlyMap<string, string>> {
  const titles = new Map<string, string>();
  for (const { application } of news.applications) {
    const { vacancy, vacancyTitle } = application;
    if (vacancy !== null && !titles.has(vacancy)) titles.set(vacancy, vacancyTitle ?? vacancy);
  }
  if (titles.size === 0) return new Map();
  const references = [...titles.keys()];
  await rows(
    em,
    sql`insert into vacancy (id, agency_id, reference, title)
        select uuidv7(), ${agencyId}, reference, title from unnest(${references}::text[], ${[...titles.values()]}::text[]) as named (reference, title)
        on conflict (agency_id, reference) do nothing`,
  );
  const known = await rows<{ id: string; reference: string }>(
    em,
    sql`select id, reference from vacancy where agency_id = ${agencyId} and reference = any(${references})`,
  );
  return new Map(known.map((one) => [one.reference, one.id]));
}
