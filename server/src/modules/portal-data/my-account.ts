import { CandidateSchema } from '../candidates/index.ts';
import { LabelSchema, type Label } from '../organisation/index.ts';
import type { CandidateActor, Work } from '../permissions/index.ts';
import { labelOfCandidate, liveStatement, type ShownStatement } from '../privacy-statements/index.ts';
import type { Me } from '../contact-moments/index.ts';

/** Whose data, of who is signed in; a mailed link, which may be passed on, opens less. */
export const signedInAs = ({ accountId, candidateId }: Me): CandidateActor | null =>
  accountId === null || candidateId === null ? null : { kind: 'candidate', candidateId };

/**
 * Whose privacy statement somebody reads in the portal: that of the label by which he came, and which speaks to him; where that can't be
 * said, the first of his agency.
 * @returns the label and what is live there.
 */
export async function statementFor(
  work: Work,
  { candidateId }: { candidateId: string },
): Promise<{ label: Label; statement: ShownStatement | undefined } | undefined> {
  const em = work.em.fork();
  const { agencyId, language } = await em.findOneOrFail(CandidateSchema, { id: candidateId });
  const label =
    (await labelOfCandidate(work, { agencyId, candidateId })) ??
    (await em.findOne(LabelSchema, { agencyId }, { orderBy: { name: 'asc', id: 'asc' } }));
  return label ? { label, statement: await liveStatement(work, label, language) } : undefined;
}
