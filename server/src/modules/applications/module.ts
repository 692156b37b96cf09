import type { ModuleManifest } from '../module-manifest.ts';
import { applicationData } from './application.personal-data.ts';
import {
  ApplicationResolver,
  CandidateApplicationsResolver,
  DeregistrationRuleResolver,
  loadApplication,
  loadDeregistrationRule,
} from './application.resolver.ts';
import { applicationShield } from './application.shield.ts';
import { deregistrationRuleData } from './deregistration-rule.entity.ts';

export const applicationsModule: ModuleManifest = {
  declarations: [deregistrationRuleData, applicationData],
  resolvers: [ApplicationResolver, CandidateApplicationsResolver, DeregistrationRuleResolver],
  nodes: { Application: loadApplication, DeregistrationRule: loadDeregistrationRule },
  shield: applicationShield,
};
