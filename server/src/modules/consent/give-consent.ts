import { newId } from '../../platform/ids.ts';
import { recordAudit } from '../audit/index.ts';
import type { Work } from '../permissions/index.ts';
import { updateTerms } from '../retention/index.ts';
import { ConsentSchema, type Consent } from './consent.ts';

/** Notes a consent in the caller's transaction, and what it does to the term (H22–H25). */
export async function giveConsent(
  work: Work,
  consent: Pick<Consent, 'candidateId' | 'purpose' | 'channel'>,
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
