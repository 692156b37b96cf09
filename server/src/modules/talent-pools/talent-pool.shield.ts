import type { ShieldRules } from '../../platform/graphql/index.ts';
import { can, canSee, isStaff } from '../permissions/index.ts';

export const talentPoolShield: ShieldRules = {
  Query: { talentPools: isStaff },
  Mutation: { saveTalentPool: can('talent-pool:manage') },
  TalentPool: { id: isStaff, name: isStaff, agency: isStaff, size: canSee('TalentPoolMember.talentPool') },
  SaveTalentPoolPayload: isStaff,
};
