import type { ShieldRules } from '../../platform/graphql/index.ts';
import { isAnyone } from '../permissions/index.ts';

/** Whoever comes to a copy is told that it is one. */
export const acceptanceShield: ShieldRules = { Query: { installation: isAnyone }, Installation: isAnyone };
