import type { ModuleManifest } from '../module-manifest.ts';
import { holdData } from './hold.ts';
import { retentionPolicyData } from './retention-policy.entity.ts';
import { AgencyRetentionResolver, RetentionPolicyResolver } from './retention-policy.resolver.ts';
import { retentionShield } from './retention.shield.ts';

export const retentionModule: ModuleManifest = {
  declarations: [retentionPolicyData, holdData],
  resolvers: [AgencyRetentionResolver, RetentionPolicyResolver],
  shield: retentionShield,
};
