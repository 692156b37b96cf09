import { localDate, type LocalDate } from '../../platform/clock.ts';
import { rows, sql, type Sql } from '../../platform/database/index.ts';
import { hashToken } from '../../platform/secrets.ts';
import { referenceOf } from '../anonymisation/index.ts';
import { erasedGroups, stayingGroups, type ErasedGroup, type StayingGroup } from '../personal-data/index.ts';
import type { Work } from '../permissions/index.ts';

/** What a receipt tells the person whom it is of (B8). */
export interface ErasureProof {
  readonly reference: string;
  readonly erasedOn: LocalDate;
  readonly erased: readonly ErasedGroup[];
  /** Nothing when all his rows went. */
  readonly stays: readonly StayingGroup[];
}

interface Receipt {
  id: string;
  candidate_id: string;
  agency_id: string;
  erased_at: Date | string;
  ending: 'ANONYMISE' | 'DELETE';
  plus: boolean;
  counts: Record<string, number>;
}

const receipt = async ({ em }: Work, condition: Sql): Promise<Receipt | undefined> => {
  const [found] = await rows<Receipt>(
    em,
    sql`select id, candidate_id, agency_id, erased_at, ending, plus, counts from erasure_receipt where ${condition}`,
  );
  return found;
};

/** The proof of who was made anonymous and is still known by his row. */
export async function proofOf(work: Work, candidateId: string): Promise<ErasureProof | null> {
  const found = await receipt(work, sql`candidate_id = ${candidateId}`);
  return found ? tell(work, found) : null;
}

/**
 * By whom his link is recognised who is deleted by it: all his rows go, and its hash with them. Given to the receipt, and the hash of a
 * secret that chance made, it tells of nobody.
 */
export const keyOfLink = (token: string): string => `link:${hashToken(token).toString('hex')}`;

/** The proof of who was deleted by this link, and by which agency. */
export async function proofOfLink(
  work: Work,
  token: string,
): Promise<{ agencyId: string; proof: ErasureProof } | undefined> {
  const found = await receipt(work, sql`idempotency_key = ${keyOfLink(token)}`);
  return found && { agencyId: found.agency_id, proof: await tell(work, found) };
}

async function tell({ em, catalogue }: Work, found: Receipt): Promise<ErasureProof> {
  const { plus, counts, candidate_id: candidateId } = found;
  const deleted = found.ending === 'DELETE';
  return {
    reference: referenceOf(found.id),
    erasedOn: localDate(new Date(found.erased_at)),
    erased: erasedGroups(em, catalogue, { deleted, plus, counts }),
    stays: deleted ? [] : await stayingGroups(em, catalogue, { candidateId, plus }),
  };
}
