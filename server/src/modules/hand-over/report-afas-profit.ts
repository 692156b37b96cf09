import { inTransaction } from '../../platform/database/index.ts';
import { badInput, DomainError } from '../../platform/errors.ts';
import { recordAudit } from '../audit/index.ts';
import { lockPerson, type Candidate } from '../candidates/index.ts';
import type { Work } from '../permissions/index.ts';
import { isAfasId, isPastDay, LONGEST_AFAS_ID } from './receiver-answer.ts';

/**
 * By which number AFAS Profit knows somebody whom the back office leads, and when he was last sent there (C119, C120).
 * @throws DomainError NOT_FOUND, ALREADY_ANONYMISED, NOT_HANDED_OVER, BAD_USER_INPUT
 */
export async function reportAfasProfit(
  work: Work,
  input: { candidateId: string; afasProfitId?: string | null; lastSentToAfasOn?: string | null },
): Promise<Candidate> {
  const afasProfitId = input.afasProfitId?.trim();
  if (afasProfitId !== undefined && !isAfasId(afasProfitId))
    throw badInput('afasProfitId', `Give 1 to ${String(LONGEST_AFAS_ID)} characters.`);
  if (input.lastSentToAfasOn != null && !isPastDay(input.lastSentToAfasOn, work.clock.today()))
    throw badInput('lastSentToAfasOn', 'Give a day that has come.');
  return inTransaction(work.em, async (em) => {
    const inside: Work = { ...work, em };
    const candidate = await lockPerson(inside, input.candidateId);
    if (!candidate.approvedOn)
      throw new DomainError('NOT_HANDED_OVER', 'This person was never handed over to a back office.', ['candidateId']);
    const changes = {
      ...(afasProfitId === undefined ? {} : { afasProfitId }),
      ...(input.lastSentToAfasOn == null ? {} : { lastSentToAfasOn: input.lastSentToAfasOn }),
    };
    const fields = Object.keys(changes).join(',');
    if (fields === '') return candidate;
    em.assign(candidate, changes);
    await em.flush();
    await recordAudit(inside, [
      { action: 'candidate.updated', subjectType: 'Candidate', subjectId: candidate.id, facts: { fields } },
    ]);
    return candidate;
  });
}
