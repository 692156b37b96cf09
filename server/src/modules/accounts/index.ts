export { StaffAgencySchema, StaffUserSchema, type StaffUser } from './staff.ts';
export { staffOfSession } from './staff-of-session.ts';
export { createSignInThrottle, type SignInThrottle } from './sign-in-throttle.ts';
export { forgetExpired } from './sign-in.ts';
