import type { Work } from '../permissions/index.ts';
import { eraseByHand, type ErasureByHand } from './erase-by-hand.ts';
import type { ErasureReceipt } from './erasure-receipt.ts';

/** A recruiter anonymises one person at once (C18, C56–C61), as eraseByHand says. */
export const anonymiseCandidate = (work: Work, input: Omit<ErasureByHand, 'ending'>): Promise<ErasureReceipt> =>
  eraseByHand(work, { ...input, ending: 'ANONYMISE' });
