import type { ShieldRules } from '../../platform/graphql/index.ts';
import { isAnyone } from '../permissions/index.ts';

export const accountsShield: ShieldRules = {
  Query: { viewer: isAnyone },
  Mutation: { signIn: isAnyone, signOut: isAnyone },
  // Only ever oneself.
  Viewer: isAnyone,
  SignInPayload: isAnyone,
  SignOutPayload: isAnyone,
};
