import type { Work } from '../permissions/index.ts';
import { eraseByHand, type ErasureByHand } from './erase-by-hand.ts';
import type { ErasureReceipt } from './erasure-receipt.ts';

/**
 * Deletes one person at once, with all his rows, documents and files (H54, H55, D3), as eraseByHand says. The receipt and the
 * figures of management stay.
 */
export const deleteCandidate = (
  work: Work,
  input: Omit<ErasureByHand, 'ending' | 'deregistrationRuleId'>,
): Promise<ErasureReceipt> => eraseByHand(work, { ...input, ending: 'DELETE' });
