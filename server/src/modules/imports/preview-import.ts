import type { Work } from '../permissions/index.ts';
import { checkImport, type ImportCheck } from './check-import.ts';
import { findNews, Met } from './find-news.ts';
import { findPeople } from './find-people.ts';
import { openImportFile, type FileColumn, type ImportFile } from './import-file.ts';
import { problemAt, UnreadableFile } from './import-problem.ts';
import { assertMayImport } from './may-import.ts';
import type { OpenSource } from './text-encoding.ts';

export interface PreviewColumn {
  heading: string;
  /** `Candidate.lastName`; `null`: the column is passed over. */
  field: string | null;
  labelNl: string | null;
  labelEn: string | null;
  /** Why it is passed over: nobody knows the heading, or the role may not fill the field. */
  ignored: 'UNKNOWN' | 'FORBIDDEN' | null;
}

/** What an import of the file would add. */
export interface ImportCounts {
  newCandidates: number;
  existingCandidates: number;
  newApplications: number;
  newWorkExperiences: number;
  newConsents: number;
}

export interface ImportPreview extends ImportCheck, ImportCounts {
  encoding: string;
  delimiter: string;
  columns: PreviewColumn[];
}

/**
 * Says what an import would do, for somebody who then decides; writes nothing. A file that can't be read is a preview
 * with that one problem.
 * @throws DomainError FORBIDDEN or NOT_FOUND.
 */
export async function previewImport(
  work: Work,
  { agencyId, source }: { agencyId: string; source: OpenSource },
): Promise<ImportPreview> {
  await assertMayImport(work, agencyId);
  try {
    const file = await openImportFile(work, source);
    return {
      ...(await countNews(work, agencyId, file)),
      encoding: file.encoding,
      delimiter: file.delimiter,
      columns: file.columns.map(previewColumn),
    };
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    return { ...UNREAD, problems: [error.problem] };
  }
}

/** Memory grows only by what Met remembers. */
async function countNews(work: Work, agencyId: string, file: ImportFile): Promise<ImportCheck & ImportCounts> {
  const counts = { ...NOTHING_NEW };
  const met = new Met();
  const check = await checkImport(work, agencyId, file, async ({ good }) => {
    const news = await findNews(work.em, good, await findPeople(work.em, good), met);
    counts.newCandidates += news.candidates.length;
    for (const identity of news.existing.keys()) if (met.add('existing', identity)) counts.existingCandidates += 1;
    counts.newApplications += news.applications.length;
    counts.newWorkExperiences += news.workExperiences.length;
    counts.newConsents += news.consents.length;
  });
  return { ...check, ...counts };
}

const NOTHING_NEW: ImportCounts = {
  newCandidates: 0, existingCandidates: 0, newApplications: 0, newWorkExperiences: 0, newConsents: 0,
}; // prettier-ignore

const UNREAD: ImportPreview = {
  encoding: '', delimiter: '', columns: [], rows: 0, badRows: 0, problems: [problemAt(1, null, 'NOT_TEXT')], problemCount: 1, unfit: true,
  ...NOTHING_NEW,
}; // prettier-ignore

export function previewColumn({ heading, field, freeField, allowed }: FileColumn): PreviewColumn {
  const ignored = allowed ? null : 'FORBIDDEN';
  if (freeField !== null)
    return {
      heading,
      field: allowed ? 'Application.freeFields' : null,
      labelNl: `Vrij veld: ${freeField}`,
      labelEn: `Free field: ${freeField}`,
      ignored,
    };
  if (!field) return { heading, field: null, labelNl: null, labelEn: null, ignored: 'UNKNOWN' };
  return {
    heading,
    field: allowed ? field.name : null,
    labelNl: field.nl,
    labelEn: field.en,
    ignored,
  };
}
