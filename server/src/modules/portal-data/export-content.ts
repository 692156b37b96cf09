import { rows, sql } from '../../platform/database/index.ts';
import { CandidateSchema, displayName, maskedBsn, type Candidate } from '../candidates/index.ts';
import { ConsentSchema } from '../consent/index.ts';
import { DocumentSchema, type Document } from '../documents/index.ts';
import { AgencySchema, type Agency } from '../organisation/index.ts';
import type { FileStore } from '../../platform/storage/file-store.ts';
import type { Work } from '../permissions/index.ts';
import type { ColumnLine } from '../personal-data/index.ts';
import { statementOfEdition, type ShownStatement } from '../privacy-statements/index.ts';
import { accountTakenAlong, type AccountTakenAlong } from './account-taken-along.ts';
import { heldOf, type HeldTable } from './held-data.ts';

export const isExported = (line: ColumnLine): boolean => line.export;

/** A file of his, and under which name it stands in the file that he takes along. */
export interface ExportedFile {
  readonly document: Document;
  readonly path: string;
  /** The store has lost it: it is told, and the rest is taken along all the same. */
  readonly lost: boolean;
}

/** Everything that somebody takes along (B4). */
export interface ExportContent {
  readonly language: 'nl' | 'en';
  readonly madeAt: Date;
  readonly person: Candidate;
  readonly name: string | null;
  /** Masked (D12). */
  readonly bsn: string | null;
  readonly agency: Agency;
  readonly tables: readonly HeldTable[];
  /** The texts that were before him when he agreed to something, word for word (H20, H21). */
  readonly statements: readonly ShownStatement[];
  readonly files: readonly ExportedFile[];
  readonly account: AccountTakenAlong | null;
}

export async function exportContent(
  work: Work,
  store: FileStore,
  candidateId: string,
  language: 'nl' | 'en',
): Promise<ExportContent> {
  const em = work.em.fork();
  const person = await em.findOneOrFail(CandidateSchema, { id: candidateId });
  const documents = await em.find(DocumentSchema, { candidateId }, { orderBy: { id: 'asc' } });
  return {
    language,
    madeAt: work.clock.now(),
    person,
    name: displayName(person),
    bsn: maskedBsn(work.secrets, person),
    agency: await em.findOneOrFail(AgencySchema, { id: person.agencyId }),
    tables: await heldOf(em, work.catalogue, candidateId, isExported),
    statements: await statementsRead({ ...work, em }, candidateId),
    files: await filesOf(store, documents),
    account: await accountTakenAlong({ ...work, em }, candidateId),
  };
}

async function filesOf(store: FileStore, documents: readonly Document[]): Promise<ExportedFile[]> {
  const files: ExportedFile[] = [];
  for (const [index, document] of documents.entries())
    files.push({ document, path: pathOf(document, index + 1), lost: !(await store.exists(document.storageKey)) });
  return files;
}

async function statementsRead(work: Work, candidateId: string): Promise<ShownStatement[]> {
  const consents = await work.em.find(ConsentSchema, { candidateId }, { orderBy: { givenAt: 'asc' } });
  const found: ShownStatement[] = [];
  for (const edition of new Set(consents.flatMap((one) => one.statementEdition ?? []))) {
    const statement = await statementOfEdition(work, edition);
    if (statement) found.push(statement);
  }
  return found;
}

/** Numbered, so that two of one name are two files; and without what leads out of the folder or puzzles a computer. */
export function pathOf({ fileName }: Pick<Document, 'fileName'>, number: number): string {
  const safe = fileName
    .normalize('NFC')
    .replace(/[^\p{L}\p{N} ._()-]/gu, '_')
    .replace(/^[. ]+|[. ]+$/g, '')
    .slice(-100);
  return `files/${String(number).padStart(3, '0')}-${safe === '' ? 'file' : safe}`;
}

/** Whether he is still somebody, and nobody else's file is being made of him. */
export async function isStillThere(work: Work, candidateId: string): Promise<boolean> {
  const found = await rows(work.em, sql`select 1 from candidate where id = ${candidateId} and not anonymised`);
  return found.length > 0;
}
