export { StaffAgencySchema, StaffUserSchema, type StaffUser } from './staff.ts';
export { staffOfSession } from './staff-of-session.ts';
export { createSignInThrottle, type Attempt, type SignInThrottle } from './sign-in/sign-in-throttle.ts';
export { setPendingCookie } from './sign-in/pending-cookie.ts';
export { mustBeFresh } from './sessions/must-be-fresh.ts';
export { ownSession } from './sessions/session-of-token.ts';
export {
  BETWEEN_LINKS_MINUTES,
  carryOutPasswordResets,
  carryOutResetRequests,
  type CarriedOutResets,
} from './passwords/carry-out-password-resets.ts';
export { checkNewPassword } from './passwords/check-new-password.ts';
export { inviteStaff } from './staff/invite-staff.ts';
export { takePasswordsAgain } from './rescue/take-passwords-again.ts';
export { letInAgain } from './rescue/let-in-again.ts';
export { forgetExpired } from './forget-expired.ts';
export { DEVICE_COOKIE } from './sign-in/known-devices.ts';
export { attemptFrom, rememberBrowser, type CookieJar, type RequestBrowser } from './request-browser.ts';
export { startProviderSignIn } from './provider/start-provider-sign-in.ts';
export { finishProviderSignIn } from './provider/finish-provider-sign-in.ts';
export { JOURNEY_COOKIE, JOURNEY_MINUTES } from './provider/provider-journey.ts';
export { accountTransaction } from './account-transaction.ts';
export { deviceWords } from './sessions/device-words.ts';
export { minutesAfter, hoursAfter, FRESH_MINUTES } from './sessions/session-times.ts';
export { newPasswordHash, passwordFits } from './passwords/password-fits.ts';
export { oncePerRequest } from './once-per-request.ts';
export { plainPayload, type PlainPayload } from './plain-payload.type.ts';
export { requestPasswordReset } from './passwords/request-password-reset.ts';
