import { notFound } from '../../platform/errors.ts';
import { CAREER_KINDS, savePersonRecord, type PersonRecordKind } from '../candidates/index.ts';
import type { CandidateActor, Work } from '../permissions/index.ts';
import { isChangeable } from './my-data.ts';
import { portalRights } from './portal-rights.ts';
import { typedFields, type GivenField } from './typed-value.ts';

/** Which kind of record a candidate means. @throws DomainError NOT_FOUND */
export function kindOf(type: string): PersonRecordKind {
  const kind = CAREER_KINDS.find(({ declaration }) => declaration.type === type && isChangeable(declaration));
  if (!kind) throw notFound();
  return kind;
}

/**
 * A candidate adds an education, a job that he had and the like, or changes one of his (C86), by the same use case and checks as an
 * employee. Another's record is the same answer as none.
 * @throws DomainError NOT_FOUND, BAD_USER_INPUT with the field's name, ALREADY_ANONYMISED
 */
export async function saveMyRecord(
  work: Work,
  me: CandidateActor,
  input: { type: string; id: string | null; fields: readonly GivenField[] },
): Promise<void> {
  const kind = kindOf(input.type);
  await savePersonRecord({ ...work, actor: me }, portalRights(work.catalogue), kind, {
    id: input.id,
    candidateId: me.candidateId,
    fields: typedFields([kind.declaration], input.fields),
  });
}
