import type { ModuleManifest } from '../module-manifest.ts';
import { applicationData } from './application.personal-data.ts';
import { deregistrationRuleData } from './deregistration-rule.entity.ts';

export const applicationsModule: ModuleManifest = { declarations: [deregistrationRuleData, applicationData] };
