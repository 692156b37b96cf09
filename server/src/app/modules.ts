import { acceptanceModule } from '../modules/acceptance/module.ts';
import { accountsModule } from '../modules/accounts/module.ts';
import { anonymisationModule } from '../modules/anonymisation/module.ts';
import { apiClientsModule } from '../modules/api-clients/module.ts';
import { applicationsModule } from '../modules/applications/module.ts';
import { auditModule } from '../modules/audit/module.ts';
import { auditTrailModule } from '../modules/audit-trail/module.ts';
import { bulkModule } from '../modules/bulk/module.ts';
import { candidatesModule } from '../modules/candidates/module.ts';
import { consentModule } from '../modules/consent/module.ts';
import { contactMomentsModule } from '../modules/contact-moments/module.ts';
import { contactsModule } from '../modules/contacts/module.ts';
import { dataRequestsModule } from '../modules/data-requests/module.ts';
import { documentsModule } from '../modules/documents/module.ts';
import { employeesModule } from '../modules/employees/module.ts';
import { handOverModule } from '../modules/hand-over/module.ts';
import { importsModule } from '../modules/imports/module.ts';
import type { ModuleManifest } from '../modules/module-manifest.ts';
import { jobAlertsModule } from '../modules/job-alerts/module.ts';
import { organisationModule } from '../modules/organisation/module.ts';
import { outgoingMailModule } from '../modules/outgoing-mail/module.ts';
import { payslipsModule } from '../modules/payslips/module.ts';
import { recipientsModule } from '../modules/recipients/module.ts';
import { placementsModule } from '../modules/placements/module.ts';
import { portalDataModule } from '../modules/portal-data/module.ts';
import { portalAccountsModule } from '../modules/portal-accounts/module.ts';
import { privacyStatementsModule } from '../modules/privacy-statements/module.ts';
import { PersonalDataCatalogue } from '../modules/personal-data/index.ts';
import { permissionsModule } from '../modules/permissions/module.ts';
import { registrationsModule } from '../modules/registrations/module.ts';
import { reportsModule } from '../modules/reports/module.ts';
import { rolesModule } from '../modules/roles/module.ts';
import { retentionModule } from '../modules/retention/module.ts';
import { ruleSetsModule } from '../modules/rule-sets/module.ts';
import { savedViewsModule } from '../modules/saved-views/module.ts';
import { selectionRulesModule } from '../modules/selection-rules/module.ts';
import { surveysModule } from '../modules/surveys/module.ts';
import { talentPoolsModule } from '../modules/talent-pools/module.ts';
import { vacanciesModule } from '../modules/vacancies/module.ts';

/** The whole product; a module that is not in this list does not exist. */
export const modules: readonly ModuleManifest[] = [
  auditModule,
  permissionsModule,
  organisationModule,
  rolesModule,
  accountsModule,
  apiClientsModule,
  candidatesModule,
  vacanciesModule,
  applicationsModule,
  placementsModule,
  talentPoolsModule,
  contactsModule,
  employeesModule,
  documentsModule,
  consentModule,
  retentionModule,
  privacyStatementsModule,
  selectionRulesModule,
  outgoingMailModule,
  recipientsModule,
  anonymisationModule,
  dataRequestsModule,
  handOverModule,
  contactMomentsModule,
  portalAccountsModule,
  jobAlertsModule,
  registrationsModule,
  ruleSetsModule,
  surveysModule,
  bulkModule,
  savedViewsModule,
  payslipsModule,
  portalDataModule,
  importsModule,
  reportsModule,
  auditTrailModule,
  acceptanceModule,
];

export const declarations = modules.flatMap((one) => one.declarations ?? []);
export const entities = declarations.map((one) => one.schema);
export const catalogue = new PersonalDataCatalogue(declarations);
