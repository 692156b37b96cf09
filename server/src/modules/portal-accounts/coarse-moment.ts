/** The audit trail holds when people did something. What hangs from an account has moments that five minutes share, so that none says whose deed it was (D6). */
export const COARSE_MINUTES = 5;
const COARSE_MS = COARSE_MINUTES * 60_000;

/** The five minutes in which a moment lies, by their beginning. */
export const coarse = (moment: Date): Date => new Date(Math.floor(moment.getTime() / COARSE_MS) * COARSE_MS);

/** The same by their end, for what was promised to last. */
export const coarseEnd = (moment: Date): Date => new Date(Math.ceil(moment.getTime() / COARSE_MS) * COARSE_MS);
