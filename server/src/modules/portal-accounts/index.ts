export { accountById, hasAccount, type MyAccount } from './account/my-account.ts';
export { openAccount, type NewAccount } from './account/open-account.ts';
export { accountOfSession, PORTAL_COOKIE } from './account-of-session.ts';
export {
  PortalAccountPersonSchema,
  PortalAccountSchema,
  PortalRegistrationSchema,
  type PortalAccount,
} from './portal-account.ts';
export { noteWarned, removeUnusedAccounts } from './remove-unused-accounts.ts';
export { startPortalSession } from './start-portal-session.ts';
export { forgetExpiredOfPortal } from './account/forget-expired-of-portal.ts';
export { ownAccount } from './account/own-account.ts';
export { carryOutPortalPasswordResets } from './passwords/carry-out-portal-password-resets.ts';
export { mustBeFreshInPortal } from './sessions/must-be-fresh-in-portal.ts';
