import { inTransaction, rows, sql } from '../../platform/database/index.ts';
import { DomainError } from '../../platform/errors.ts';
import { lockPerson } from '../candidates/index.ts';
import { giveConsent, withdrawConsent } from '../consent/index.ts';
import type { CandidateActor, Work } from '../permissions/index.ts';
import { mustBeLive, type ShownStatement } from '../privacy-statements/index.ts';
import { statementFor } from './my-account.ts';

/** A candidate takes back that his data may be used for other vacancies; his term follows at once (H25). */
export const withdrawMyConsent = (work: Work, me: CandidateActor): Promise<void> =>
  withdrawConsent({ ...work, actor: me }, { candidateId: me.candidateId, purpose: 'OTHER_VACANCIES' });

/**
 * A candidate says that his data may be used for other vacancies, with the privacy statement before him that is live (H20–H24).
 * @param edition which text that was; `null` where none is live.
 * @throws DomainError STATEMENT_CHANGED, CONFLICT when it stands already, ALREADY_ANONYMISED
 */
export async function giveMyConsent(work: Work, me: CandidateActor, edition: string | null): Promise<void> {
  const statement = await agreedOn(work, me, edition);
  await inTransaction(work.em, async (em) => {
    const inside: Work = { ...work, em, actor: me };
    await lockPerson(inside, me.candidateId);
    const standing = await rows(
      em,
      sql`select 1 from consent where candidate_id = ${me.candidateId} and purpose = 'OTHER_VACANCIES' and withdrawn_at is null`,
    );
    if (standing.length > 0) throw new DomainError('CONFLICT', 'You have said so already.');
    await giveConsent(inside, {
      candidateId: me.candidateId,
      purpose: 'OTHER_VACANCIES',
      channel: 'PORTAL',
      ...(statement ? { statementVersion: String(statement.version), statementEdition: statement.edition } : {}),
    });
  });
}

/** The text that was before him: one that is live, and none only where none is. @throws DomainError STATEMENT_CHANGED */
async function agreedOn(work: Work, me: CandidateActor, edition: string | null): Promise<ShownStatement | undefined> {
  const read = await statementFor(work, me);
  if (read && edition !== null) return mustBeLive(work, read.label, edition);
  if (edition !== null || read?.statement)
    throw new DomainError('STATEMENT_CHANGED', 'The privacy statement was renewed. Read it again.', [
      'statementEdition',
    ]);
  return undefined;
}
