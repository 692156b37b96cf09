export * from './application.entity.ts';
export { ApplicationType } from './application.type.ts';
export { ExternalAgencySchema, type ExternalAgency } from './external-agency.entity.ts';
export { ErasedApplicationCountSchema } from './erased-application-count.entity.ts';
export { countDeletedApplications } from './deleted-application-count.ts';
export { keepErasedCounts, statusSumsOf } from './keep-erased-counts.ts';
export { DeregistrationRuleSchema, type DeregistrationRule } from './deregistration-rule.entity.ts';
