import type { ShieldRules } from '../../platform/graphql/index.ts';
import { isAnyone } from '../permissions/index.ts';

/** Whose alerts they are, the session of the portal says, or the secret of a mailed link; no role sees them. */
export const jobAlertsShield: ShieldRules = {
  Query: { previewJobAlert: isAnyone, jobAlertsOfLink: isAnyone },
  Mutation: { saveJobAlert: isAnyone, pauseJobAlert: isAnyone, removeJobAlert: isAnyone, stopJobAlerts: isAnyone },
  Me: { jobAlerts: isAnyone },
  JobAlert: isAnyone,
  JobAlertPayload: isAnyone,
  JobAlertsDonePayload: isAnyone,
};
