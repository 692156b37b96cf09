export * from './erasure-plan.ts';
export * from './erasure-receipt.ts';
export * from './carry-out-erasures.ts';
export { planErasures } from './plan-erasures.ts';
export { carryOutDueErasures, type SweepOutcome } from './carry-out-due-erasures.ts';
export { anonymiseCandidate, REFUSALS } from './anonymise-candidate.ts';
export { claimSweep, renewSweep, finishSweep } from './sweep-run.ts';
export { SweepRunSchema } from './sweep-run.ts';
