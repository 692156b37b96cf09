import type { ModuleManifest } from '../module-manifest.ts';
import { MyAccountResolver } from './account/my-account.resolver.ts';
import { portalAccountLinkData } from './portal-account-link.ts';
import { portalAccountData, portalAccountPersonData, portalRegistrationData } from './portal-account.ts';
import { portalAccountsShield } from './portal-accounts.shield.ts';
import { portalSessionData } from './portal-session.ts';
import { PortalPasswordResolver } from './passwords/portal-password.resolver.ts';
import { PortalRegistrationResolver } from './registration/portal-registration.resolver.ts';
import { PortalSessionResolver } from './sessions/portal-session.resolver.ts';
import { PortalSignInResolver } from './sign-in/portal-sign-in.resolver.ts';

export const portalAccountsModule: ModuleManifest = {
  declarations: [
    portalAccountData,
    portalAccountPersonData,
    portalRegistrationData,
    portalSessionData,
    portalAccountLinkData,
  ],
  resolvers: [
    PortalSignInResolver,
    PortalRegistrationResolver,
    PortalPasswordResolver,
    PortalSessionResolver,
    MyAccountResolver,
  ],
  shield: portalAccountsShield,
};
