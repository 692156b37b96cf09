import type { ModuleManifest } from '../module-manifest.ts';
import { accountsShield } from './accounts.shield.ts';
import { signInAttemptData } from './sign-in-attempt.ts';
import { staffAgencyData, staffSessionData, staffUserData } from './staff.ts';
import { ViewerResolver } from './viewer.resolver.ts';

export const accountsModule: ModuleManifest = {
  declarations: [staffUserData, staffAgencyData, staffSessionData, signInAttemptData],
  resolvers: [ViewerResolver],
  shield: accountsShield,
};
