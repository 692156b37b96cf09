export { BackOfficeSchema } from './back-office.entity.ts';
export { HandOverSchema } from './hand-over.entity.ts';
export { approveCandidate } from './approve-candidate.ts';
export { deliverHandOvers } from './deliver-hand-overs.ts';
export { passOnErasureRequest } from './pass-on-erasure-request.ts';
export { carryOutCleanUps, reportCleanUp } from './report-clean-up.ts';
export { saveBackOffice } from './save-back-office.ts';
