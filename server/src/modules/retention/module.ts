import type { ModuleManifest } from '../module-manifest.ts';
import { holdData } from './hold.ts';
import { retentionPolicyData } from './retention-policy.entity.ts';
import { CandidateHoldsResolver, HoldResolver } from './hold.resolver.ts';
import { AgencyRetentionResolver, RetentionPolicyResolver } from './retention-policy.resolver.ts';
import { retentionShield } from './retention.shield.ts';
import { surveyData } from './survey.entity.ts';

export const retentionModule: ModuleManifest = {
  declarations: [retentionPolicyData, holdData, surveyData],
  resolvers: [HoldResolver, CandidateHoldsResolver, AgencyRetentionResolver, RetentionPolicyResolver],
  shield: retentionShield,
};
