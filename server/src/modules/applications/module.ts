import type { ModuleManifest } from '../module-manifest.ts';
import { applicationData } from './application.personal-data.ts';
import {
  ApplicationResolver,
  CandidateApplicationsResolver,
  DeregistrationRuleResolver,
  loadApplication,
  loadDeregistrationRule,
} from './application.resolver.ts';
import { deletedApplicationCountData } from './deleted-application-count.ts';
import { erasedApplicationCountData } from './erased-application-count.entity.ts';
import { applicationShield } from './application.shield.ts';
import { deregistrationRuleData } from './deregistration-rule.entity.ts';
import { externalAgencyData } from './external-agency.entity.ts';
import { ExternalAgencyResolver } from './external-agency.resolver.ts';

export const applicationsModule: ModuleManifest = {
  declarations: [
    deregistrationRuleData,
    externalAgencyData,
    applicationData,
    erasedApplicationCountData,
    deletedApplicationCountData,
  ],
  resolvers: [ApplicationResolver, CandidateApplicationsResolver, DeregistrationRuleResolver, ExternalAgencyResolver],
  nodes: { Application: loadApplication, DeregistrationRule: loadDeregistrationRule },
  shield: applicationShield,
};
