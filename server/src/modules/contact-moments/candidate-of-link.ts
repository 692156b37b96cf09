import type { CandidateActor, Work } from '../permissions/index.ts';
import { planOfLink } from './erasure-question.ts';

/**
 * Who stands behind a mailed link, as long as its question is open (D19): an answered, an expired and an unknown link stand
 * for nobody.
 */
export async function candidateOfLink(work: Work, token: string): Promise<CandidateActor | undefined> {
  const plan = await planOfLink(work, token);
  if (plan?.state !== 'PLANNED' || plan.refusal === 'ALREADY_ANONYMISED') return undefined;
  return { kind: 'candidate', candidateId: plan.candidate_id };
}
