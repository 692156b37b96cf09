import type { ModuleManifest } from '../module-manifest.ts';
import { accountsShield } from './accounts.shield.ts';
import { accountLinkData } from './links/account-link.ts';
import { passwordResetRequestData } from './passwords/password-reset-request.ts';
import { PasswordResolver } from './passwords/password.resolver.ts';
import { identityProviderData, staffIdentityData } from './provider/identity-provider.ts';
import { IdentityProviderResolver } from './provider/identity-provider.resolver.ts';
import { SecondFactorResolver } from './second-factor/second-factor.resolver.ts';
import { recoveryCodeData, secondFactorData } from './second-factor/second-factor.ts';
import { SessionResolver } from './sessions/session.resolver.ts';
import { staffSessionData } from './sessions/staff-session.ts';
import { pendingSignInData } from './sign-in/pending-sign-in.ts';
import { signInAttemptData } from './sign-in/sign-in-attempt.ts';
import { SignInResolver } from './sign-in/sign-in.resolver.ts';
import { findListedStaff } from './staff/listed-staff.ts';
import { StaffResolver } from './staff/staff.resolver.ts';
import { staffAgencyData, staffUserData } from './staff.ts';
import { ViewerResolver } from './viewer.resolver.ts';

export const accountsModule: ModuleManifest = {
  declarations: [
    staffUserData,
    staffAgencyData,
    staffSessionData,
    signInAttemptData,
    pendingSignInData,
    secondFactorData,
    recoveryCodeData,
    accountLinkData,
    passwordResetRequestData,
    identityProviderData,
    staffIdentityData,
  ],
  resolvers: [
    ViewerResolver,
    SignInResolver,
    SessionResolver,
    PasswordResolver,
    SecondFactorResolver,
    StaffResolver,
    IdentityProviderResolver,
  ],
  // Without the right to manage staff, a colleague's id is that of nobody.
  nodes: {
    StaffUser: async (work, id) =>
      work.actor.kind === 'staff' && work.actor.rights.permissions.has('staff:manage')
        ? findListedStaff(work, id)
        : null,
  },
  shield: accountsShield,
};
