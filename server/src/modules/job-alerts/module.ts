import type { ModuleManifest } from '../module-manifest.ts';
import { jobAlertData, jobAlertLookData } from './job-alert.ts';
import { JobAlertResolver } from './job-alert.resolver.ts';
import { jobAlertsShield } from './job-alerts.shield.ts';

export const jobAlertsModule: ModuleManifest = {
  declarations: [jobAlertData, jobAlertLookData],
  resolvers: [JobAlertResolver],
  shield: jobAlertsShield,
};
