import { inTransaction, rows, sql } from '../../platform/database/index.ts';
import { DomainError, notFound } from '../../platform/errors.ts';
import { recordAudit } from '../audit/index.ts';
import type { Work } from '../permissions/index.ts';
import { findDocumentType } from './document.repository.ts';
import { mustManageType } from './save-document-type.ts';

/**
 * Deletes a type of which there are no documents.
 * @returns its agency.
 * @throws DomainError NOT_FOUND, FORBIDDEN, CONFLICT while there are documents of it, or the CVs of public forms come to it
 */
export async function deleteDocumentType(work: Work, id: string): Promise<string> {
  return inTransaction(work.em, async (em) => {
    const inside: Work = { ...work, em };
    const type = await findDocumentType(inside, id);
    if (!type) throw notFound();
    mustManageType(inside, type);
    // Whoever adds a document of it waits here, and finds it gone.
    await rows(em, sql`select from document_type where id = ${id} for update`);
    if (type.forCvs)
      throw new DomainError('CONFLICT', 'CVs of the public forms come to this type: let another have them first.', [
        'id',
      ]);
    const [used] = await rows(em, sql`select 1 from document where document_type_id = ${id} limit 1`);
    if (used) throw new DomainError('CONFLICT', 'There are documents of this type.', ['id']);
    await rows(em, sql`delete from document_type where id = ${id}`);
    await recordAudit(inside, [
      {
        action: 'document-type.removed',
        subjectType: 'DocumentType',
        subjectId: id,
        agencyId: type.agencyId,
      },
    ]);
    return type.agencyId;
  });
}
