import { inTransaction } from '../../platform/database/index.ts';
import { DomainError, notFound } from '../../platform/errors.ts';
import { recordAudit } from '../audit/index.ts';
import { lockPerson, schemaOf } from '../candidates/index.ts';
import type { CandidateActor, Work } from '../permissions/index.ts';
import { definedValue, publishedFieldsOf } from '../personal-data/index.ts';
import { kindOf } from './save-my-record.ts';

/**
 * A candidate removes a record of his. One in which somebody else has written something, a mark or a remark, stays: he can ask
 * for a correction.
 * @throws DomainError NOT_FOUND, CONFLICT, ALREADY_ANONYMISED
 */
export async function removeMyRecord(
  work: Work,
  me: CandidateActor,
  input: { type: string; id: string },
): Promise<void> {
  const kind = kindOf(input.type);
  await inTransaction(work.em, async (em) => {
    const inside: Work = { ...work, em, actor: me };
    await lockPerson(inside, me.candidateId);
    const record = await em.findOne(schemaOf(kind), { id: input.id, candidateId: me.candidateId });
    if (!record) throw notFound();
    const others = publishedFieldsOf(kind.declaration).filter(({ line }) => line.portal !== 'CHANGE');
    const isWrittenIn = others.some(({ property }) => {
      const value = record[property];
      return value != null && value !== definedValue(kind.declaration, property).initial;
    });
    if (isWrittenIn) throw new DomainError('CONFLICT', 'Somebody else has written in this. Ask for a correction.');
    await em.nativeDelete(schemaOf(kind), { id: input.id });
    await recordAudit(inside, [
      {
        action: 'record.removed',
        subjectType: 'Candidate',
        subjectId: me.candidateId,
        facts: { record: kind.declaration.type, recordId: input.id },
      },
    ]);
  });
}
