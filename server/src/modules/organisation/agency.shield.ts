import type { ShieldRules } from '../../platform/graphql/index.ts';
import { isStaff } from '../permissions/index.ts';

export const agencyShield: ShieldRules = {
  Query: { agencies: isStaff },
  Agency: { id: isStaff, name: isStaff },
};
