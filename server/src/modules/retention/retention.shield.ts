import type { ShieldRules } from '../../platform/graphql/index.ts';
import { can } from '../permissions/index.ts';

export const retentionShield: ShieldRules = {
  Mutation: { updateRetentionPolicy: can('retention:edit') },
  Agency: { retentionPolicy: can('retention:read') },
  RetentionPolicy: can('retention:read'),
  UpdateRetentionPolicyPayload: can('retention:edit'),
};
