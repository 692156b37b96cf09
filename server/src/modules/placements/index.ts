export { OfferSchema, OFFER_STATUSES, type Offer } from './offer.ts';
export { HireSchema, HIRE_STATUSES, type Hire } from './hire.ts';
export { countDeletedHires } from './deleted-hire-count.ts';
export {
  TrajectoryRegistrationSchema,
  TRAJECTORY_STATUSES,
  type TrajectoryRegistration,
} from './trajectory-registration.ts';
