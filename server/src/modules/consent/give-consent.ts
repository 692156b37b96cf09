import { inTransaction, rows, sql } from '../../platform/database/index.ts';
import { DomainError, notFound } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { recordAudit } from '../audit/index.ts';
import type { Work } from '../permissions/index.ts';
import { updateTerms } from '../retention/index.ts';
import { findVisibleCandidate } from '../candidates/index.ts';
import { ConsentSchema, type Consent, type ConsentPurpose } from './consent.ts';

/** Notes a consent in the caller's transaction, and what it does to the term (H22–H25). */
export async function giveConsent(
  work: Work,
  consent: Pick<Consent, 'candidateId' | 'purpose' | 'channel'> &
    Partial<Pick<Consent, 'givenAt' | 'statementVersion' | 'statementEdition'>>,
): Promise<void> {
  await work.em.insert(ConsentSchema, { id: newId(), givenAt: work.clock.now(), ...consent });
  await updateTerms(work.em, { candidateIds: [consent.candidateId] });
  await recordAudit(work, [
    {
      action: 'consent.given',
      subjectType: 'Candidate',
      subjectId: consent.candidateId,
      facts: { purpose: consent.purpose, channel: consent.channel },
    },
  ]);
}

/**
 * An employee notes what a candidate told him.
 * @throws DomainError NOT_FOUND, ALREADY_ANONYMISED
 */
export function noteConsent(work: Work, input: { candidateId: string; purpose: ConsentPurpose }): Promise<void> {
  return inTransaction(work.em, async (em) => {
    const inside: Work = { ...work, em };
    await rows(em, sql`select from candidate where id = ${input.candidateId} for update`);
    const candidate = await findVisibleCandidate(inside, input.candidateId);
    if (!candidate) throw notFound();
    if (candidate.anonymised) throw new DomainError('ALREADY_ANONYMISED', 'This person has been anonymised.');
    await giveConsent(inside, { ...input, channel: 'STAFF' });
  });
}
