import type { ModuleManifest } from '../module-manifest.ts';
import { holdData } from './hold.ts';
import { retentionPolicyData } from './retention-policy.entity.ts';
import { CandidateHoldsResolver } from './hold.resolver.ts';
import { AgencyRetentionResolver, RetentionPolicyResolver } from './retention-policy.resolver.ts';
import { retentionShield } from './retention.shield.ts';

export const retentionModule: ModuleManifest = {
  declarations: [retentionPolicyData, holdData],
  resolvers: [CandidateHoldsResolver, AgencyRetentionResolver, RetentionPolicyResolver],
  shield: retentionShield,
};
