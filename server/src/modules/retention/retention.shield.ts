import type { ShieldRules } from '../../platform/graphql/index.ts';
import { can, canSeeAnyOf, isStaff, shieldOf } from '../permissions/index.ts';
import { holdData } from './hold.ts';

export const retentionShield: ShieldRules = {
  Mutation: { updateRetentionPolicy: can('retention:edit') },
  Agency: { retentionPolicy: can('retention:read') },
  Candidate: { holds: canSeeAnyOf('Hold') },
  Hold: { ...shieldOf(holdData)['Hold'], id: isStaff },
  RetentionPolicy: can('retention:read'),
  UpdateRetentionPolicyPayload: can('retention:edit'),
};
