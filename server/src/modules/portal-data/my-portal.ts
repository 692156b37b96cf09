import { daysBetween } from '../../platform/clock.ts';
import { rows, sql } from '../../platform/database/index.ts';
import { ApplicationSchema, RUNNING_STATUSES } from '../applications/index.ts';
import { CandidateSchema } from '../candidates/index.ts';
import { ConsentSchema } from '../consent/index.ts';
import { erasureQuestion, publishedQuestion } from '../contact-moments/index.ts';
import { DataRequestSchema } from '../data-requests/index.ts';
import { DocumentSchema, DocumentTypeSchema } from '../documents/index.ts';
import type { CandidateActor, Work } from '../permissions/index.ts';
import { GROUP_LABELS, type FieldGroup } from '../personal-data/index.ts';
import { statementOfEdition } from '../privacy-statements/index.ts';
import { RecipientSchema } from '../recipients/index.ts';
import { VacancySchema } from '../vacancies/index.ts';
import { choiceWords } from './choice-words.ts';
import { DataExportSchema } from './data-export.ts';
import { statementFor } from './my-account.ts';
import { toGlobalId } from '../../platform/graphql/index.ts';
import type {
  MyApplicationType,
  MyConsentType,
  MyDocumentType,
  MyExportType,
  MyPrivacyType,
  MyRecipientOfType,
  MyRequestType,
} from './my-portal.type.ts';

/** Until when he is kept, why, and what he can do about it (C62–C64). */
export async function myPrivacy(work: Work, me: CandidateActor): Promise<MyPrivacyType> {
  const person = await work.em.fork().findOneOrFail(CandidateSchema, { id: me.candidateId });
  return {
    retainUntil: person.retainUntil ?? null,
    daysLeft: person.retainUntil == null ? null : daysBetween(work.clock.today(), person.retainUntil),
    basis: person.retentionBasis ?? null,
    startedOn: person.retentionStartedOn ?? null,
    termDays: person.retentionTermDays ?? null,
    extendedUntil: person.extendedUntil ?? null,
    question: publishedQuestion(await erasureQuestion(work, me), work.clock.today()),
    consents: await myConsents(work, me),
    statement: (await statementFor(work, me))?.statement ?? null,
  };
}

async function myConsents(work: Work, { candidateId }: CandidateActor): Promise<MyConsentType[]> {
  const em = work.em.fork();
  const consents = await em.find(ConsentSchema, { candidateId }, { orderBy: { givenAt: 'desc', id: 'asc' } });
  const statements = new Map<string, object | null>();
  for (const edition of new Set(consents.flatMap((one) => one.statementEdition ?? [])))
    statements.set(edition, (await statementOfEdition({ em }, edition)) ?? null);
  return consents.map(({ id, purpose, givenAt, withdrawnAt = null, channel, statementEdition }) => ({
    id: toGlobalId('Consent', id),
    purpose,
    givenAt,
    withdrawnAt,
    channel,
    statement: statementEdition == null ? null : (statements.get(statementEdition) ?? null),
  }));
}

/** His applications, the last first. */
export async function myApplications({ em }: Work, { candidateId }: CandidateActor): Promise<MyApplicationType[]> {
  const fork = em.fork();
  const found = await fork.find(ApplicationSchema, { candidateId }, { orderBy: { appliedOn: 'desc', id: 'desc' } });
  const vacancies = await fork.find(VacancySchema, { id: { $in: found.flatMap((one) => one.vacancyId ?? []) } });
  const titles = new Map(vacancies.map(({ id, title }) => [id, title]));
  return found.map((one) => {
    const words = choiceWords('Application.status', one.status);
    return {
      id: toGlobalId('Application', one.id),
      vacancy: one.vacancyId == null ? null : (titles.get(one.vacancyId) ?? null),
      desiredJob: one.desiredJob ?? null,
      appliedOn: one.appliedOn,
      endedOn: one.deregisteredOn ?? null,
      open: RUNNING_STATUSES.includes(one.status),
      statusNl: words.nl,
      statusEn: words.en,
    };
  });
}

/** His files, the last first; all kinds of them, since they are his own. */
export async function myDocuments({ em }: Work, { candidateId }: CandidateActor): Promise<MyDocumentType[]> {
  const fork = em.fork();
  const found = await fork.find(DocumentSchema, { candidateId }, { orderBy: { addedAt: 'desc', id: 'desc' } });
  const types = await fork.find(DocumentTypeSchema, { id: { $in: found.map((one) => one.documentTypeId) } });
  const names = new Map(types.map(({ id, name }) => [id, name]));
  return found.map(({ id, fileName, documentTypeId, sizeBytes, addedAt, version }) => ({
    id: toGlobalId('Document', id),
    fileName,
    type: names.get(documentTypeId) ?? '',
    sizeBytes,
    addedAt,
    version,
  }));
}

/** To whom his data went, the last first (B14). */
export async function myRecipients({ em }: Work, { candidateId }: CandidateActor): Promise<MyRecipientOfType[]> {
  const found = await em.fork().find(RecipientSchema, { candidateId }, { orderBy: { sentOn: 'desc', id: 'desc' } });
  return found.map(({ name, sentOn, groups, toldAt = null, confirmedAt = null }) => ({
    name,
    sentOn,
    groupsNl: groups.map((group) => GROUP_LABELS[group as FieldGroup].nl),
    groupsEn: groups.map((group) => GROUP_LABELS[group as FieldGroup].en),
    toldAt,
    confirmedAt,
  }));
}

/** The correction that he asked for, while it is open. */
export async function openCorrection({ em }: Work, { candidateId }: CandidateActor): Promise<MyRequestType | null> {
  const open = await em.fork().findOne(DataRequestSchema, { candidateId, kind: 'RECTIFICATION', state: 'OPEN' });
  return open && { asked: open.asked ?? null, receivedOn: open.receivedOn, dueOn: open.dueOn };
}

/** The last file with all of his data that he asked for, until its day is over. */
export async function lastExport({ em, clock }: Work, { candidateId }: CandidateActor): Promise<MyExportType | null> {
  const [last] = await rows<{ id: string }>(
    em,
    sql`select id from data_export where candidate_id = ${candidateId}
          and (expires_at is null or expires_at > ${clock.now().toISOString()}::timestamptz)
        order by asked_at desc limit 1`,
  );
  if (!last) return null;
  const {
    state,
    askedAt,
    expiresAt = null,
    sizeBytes = null,
  } = await em.fork().findOneOrFail(DataExportSchema, { id: last.id });
  return { state, askedAt, expiresAt, sizeBytes };
}
