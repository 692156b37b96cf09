import type { RuleKind } from '../rule-kind.ts';
import { applicationInTalentPool } from './application-in-talent-pool.ts';
import { applicationSource } from './application-source.ts';
import { applicationType } from './application-type.ts';
import { availableTrajectory } from './available-trajectory.ts';
import { blocked } from './blocked.ts';
import { blockedAlways } from './blocked-always.ts';
import { closedLately } from './closed-lately.ts';
import { employee } from './employee.ts';
import { employeeInService } from './employee-in-service.ts';
import { filledVacancyAlways } from './filled-vacancy-always.ts';
import { fromExternalAgency } from './from-external-agency.ts';
import { hireSent } from './hire-sent.ts';
import { inAnyTalentPool } from './in-any-talent-pool.ts';
import { inThisTalentPool } from './in-this-talent-pool.ts';
import { inThisUnit } from './in-this-unit.ts';
import { internalEmployee } from './internal-employee.ts';
import { isCandidate } from './is-candidate.ts';
import { noRecentContact } from './no-recent-contact.ts';
import { nothingButOldOpenApplications } from './nothing-but-old-open-applications.ts';
import { offerAcceptedOrRunning } from './offer-accepted-or-running.ts';
import { oldOnFilledVacancy } from './old-on-filled-vacancy.ts';
import { oldOpenApplicationsAlways } from './old-open-applications-always.ts';
import { portfolioDate } from './portfolio-date.ts';
import { recentContact } from './recent-contact.ts';
import { rejectedLately } from './rejected-lately.ts';
import { runningApplication } from './running-application.ts';
import { statementNotSigned } from './statement-not-signed.ts';
import { vacancyStatus } from './vacancy-status.ts';
import { youngApplication } from './young-application.ts';

/** Every kind of rule, in the order in which they are offered (C24–C52). A new one is a file and a line. */
export const RULE_KINDS: readonly RuleKind[] = [
  blockedAlways,
  oldOpenApplicationsAlways,
  filledVacancyAlways,
  runningApplication,
  offerAcceptedOrRunning,
  availableTrajectory,
  closedLately,
  rejectedLately,
  hireSent,
  youngApplication,
  portfolioDate,
  inThisTalentPool,
  applicationType,
  applicationSource,
  noRecentContact,
  nothingButOldOpenApplications,
  oldOnFilledVacancy,
  blocked,
  inThisUnit,
  statementNotSigned,
  internalEmployee,
  inAnyTalentPool,
  applicationInTalentPool,
  fromExternalAgency,
  employee,
  employeeInService,
  isCandidate,
  vacancyStatus,
  recentContact,
];

export const RULE_KIND: ReadonlyMap<string, RuleKind> = new Map(RULE_KINDS.map((one) => [one.kind, one]));
