import type { ShieldRules } from '../../platform/graphql/index.ts';
import { can, canSeeAnyOf, isStaff, shieldOf } from '../permissions/index.ts';
import { holdData } from './hold.ts';

export const retentionShield: ShieldRules = {
  Mutation: {
    updateRetentionPolicy: can('retention:edit'),
    placeHold: can('hold:place'),
    endHold: can('hold:place'),
  },
  Agency: { retentionPolicy: can('retention:read') },
  Candidate: { holds: canSeeAnyOf('Hold') },
  Hold: { ...shieldOf(holdData)['Hold'], id: isStaff },
  HoldPayload: isStaff,
  RetentionPolicy: can('retention:read'),
  RetentionPolicyPreview: can('retention:edit'),
  UpdateRetentionPolicyPayload: can('retention:edit'),
};
