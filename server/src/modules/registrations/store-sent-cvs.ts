import { inTransaction, rows, sql } from '../../platform/database/index.ts';
import { DomainError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import type { FileStore } from '../../platform/storage/file-store.ts';
import { recordAudit } from '../audit/index.ts';
import { DocumentTypeSchema, storeDocument } from '../documents/index.ts';
import type { Work } from '../permissions/index.ts';
import { cvMediaType } from './cv-file.ts';

interface Waiting {
  id: string;
  candidate_id: string;
  agency_id: string;
  extension: string;
  sealed: Buffer;
}

/**
 * Brings the CVs of people who have registered to their documents. After a crash half-way one may be stored twice, and none is lost:
 * it stands here, sealed, until it is stored or its person is erased. One that can't be stored holds up no other.
 * @returns how many were stored.
 * @throws the first of what went wrong, when all others are done
 */
export async function storeSentCvs(work: Work, store: FileStore): Promise<number> {
  let stored = 0;
  let after: string | null = null;
  const problems: unknown[] = [];
  for (;;) {
    const cv = await nextAfter(work, after);
    if (!cv) break;
    after = cv.id;
    try {
      await storeCv(work, store, cv);
      stored += 1;
    } catch (error) {
      const code = error instanceof DomainError ? error.code : undefined;
      if (code !== 'ALREADY_ANONYMISED') {
        problems.push(error);
        // Where the store is away it is away for the others too; they wait with it.
        if (code === 'FILES_UNAVAILABLE') break;
        continue;
      }
    }
    // Stored, or its person was anonymised meanwhile, and his CV goes with him.
    await rows(work.em, sql`delete from sent_cv where id = ${cv.id}`);
  }
  if (problems.length > 0) throw problems[0];
  return stored;
}

async function nextAfter({ em }: Work, id: string | null): Promise<Waiting | undefined> {
  const [cv] = await rows<Waiting>(
    em,
    sql`select s.id, s.candidate_id, c.agency_id, s.extension, s.sealed
        from sent_cv s join candidate c on c.id = s.candidate_id
        where ${id}::uuid is null or s.id > ${id}::uuid order by s.id limit 1`,
  );
  return cv;
}

async function storeCv(work: Work, store: FileStore, cv: Waiting): Promise<void> {
  await storeDocument(work, store, {
    candidateId: cv.candidate_id,
    documentTypeId: await cvType(work, cv.agency_id),
    fileName: `cv.${cv.extension}`,
    mimeType: cvMediaType(cv.extension),
    content: Buffer.from(work.secrets.open(cv.sealed, { table: 'sent_cv', row: cv.id, column: 'sealed' }), 'base64'),
  });
}

/** The agency's own type for CVs, whatever it calls it; made where it has none. */
function cvType(work: Work, agencyId: string): Promise<string> {
  return inTransaction(work.em, async (em) => {
    await rows(em, sql`select 1 from agency where id = ${agencyId} for no key update`);
    const [known] = await rows<{ id: string }>(
      em,
      sql`update document_type set for_cvs = true
          where id = (
            select id from document_type where agency_id = ${agencyId} and (for_cvs or lower(name) = 'cv')
            order by for_cvs desc, id limit 1)
          returning id`,
    );
    if (known) return known.id;
    const id = newId();
    await em.insert(DocumentTypeSchema, { id, agencyId, name: 'CV', forCvs: true });
    await recordAudit({ ...work, em }, [
      {
        action: 'document-type.added',
        subjectType: 'DocumentType',
        subjectId: id,
        agencyId,
        facts: { retentionDays: null },
      },
    ]);
    return id;
  });
}
