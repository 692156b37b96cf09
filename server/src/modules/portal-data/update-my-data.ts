import { badInput } from '../../platform/errors.ts';
import { candidateData, CandidateSchema, updateCandidate, WISH_LISTS } from '../candidates/index.ts';
import type { CandidateActor, Work } from '../permissions/index.ts';
import { portalRights } from './portal-rights.ts';
import { typedFields, type GivenField } from './typed-value.ts';

/** Names by which somebody can be spoken to; one of them stays. */
const NAMES = ['lastName', 'firstNames', 'callName'];

/**
 * A candidate changes what the declarations let him change (C86), by the same use case and checks as an employee. Nobody is mailed or
 * told (C87, D11); the audit trail says which fields, never what was or is in them.
 * @throws DomainError BAD_USER_INPUT with the field's name, ALREADY_ANONYMISED
 */
export async function updateMyData(work: Work, me: CandidateActor, given: readonly GivenField[]): Promise<void> {
  const asMe: Work = { ...work, actor: me };
  const fields = typedFields([candidateData, ...WISH_LISTS.map(({ data }) => data)], given);
  const before = await work.em.fork().findOneOrFail(CandidateSchema, { id: me.candidateId });
  const nameOf = (name: string) => fields[name] ?? (name in fields ? null : before[name as 'lastName']);
  if (NAMES.every((name) => nameOf(name) == null)) throw badInput('lastName', 'Keep at least one of your names.');
  await updateCandidate(asMe, portalRights(work.catalogue), me.candidateId, fields);
}
