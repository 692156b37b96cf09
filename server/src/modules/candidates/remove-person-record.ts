import { inTransaction } from '../../platform/database/index.ts';
import { forbidden } from '../../platform/errors.ts';
import { recordAudit } from '../audit/index.ts';
import type { Rights, Work } from '../permissions/index.ts';
import type { Candidate } from './candidate.entity.ts';
import type { PersonRecordKind } from './person-record.ts';
import { fieldNames, lockRecord, schemaOf } from './record-of-person.ts';

/**
 * Removes a record of a person: whoever does changes every field of it.
 * @throws DomainError NOT_FOUND, FORBIDDEN, ALREADY_ANONYMISED
 */
export async function removePersonRecord(
  work: Work,
  rights: Rights,
  kind: PersonRecordKind,
  id: string,
): Promise<Candidate> {
  if (!fieldNames(kind).every((field) => rights.change.has(field)))
    throw forbidden('Your role may not change all of this record, so it can’t remove it.');
  return inTransaction(work.em, async (em) => {
    const inside: Work = { ...work, em };
    const { candidate } = await lockRecord(inside, kind, id);
    await em.nativeDelete(schemaOf(kind), { id });
    await recordAudit(inside, [
      {
        action: 'record.removed',
        subjectType: 'Candidate',
        subjectId: candidate.id,
        facts: { record: kind.declaration.type, recordId: id },
      },
    ]);
    return candidate;
  });
}
