import { accountsModule } from '../modules/accounts/module.ts';
import { anonymisationModule } from '../modules/anonymisation/module.ts';
import { applicationsModule } from '../modules/applications/module.ts';
import { auditModule } from '../modules/audit/module.ts';
import { candidatesModule } from '../modules/candidates/module.ts';
import { consentModule } from '../modules/consent/module.ts';
import { contactMomentsModule } from '../modules/contact-moments/module.ts';
import { documentsModule } from '../modules/documents/module.ts';
import { importsModule } from '../modules/imports/module.ts';
import type { ModuleManifest } from '../modules/module-manifest.ts';
import { organisationModule } from '../modules/organisation/module.ts';
import { outgoingMailModule } from '../modules/outgoing-mail/module.ts';
import { PersonalDataCatalogue } from '../modules/personal-data/index.ts';
import { permissionsModule } from '../modules/permissions/module.ts';
import { retentionModule } from '../modules/retention/module.ts';
import { vacanciesModule } from '../modules/vacancies/module.ts';

/** The whole product; a module that is not in this list does not exist. */
export const modules: readonly ModuleManifest[] = [
  auditModule,
  permissionsModule,
  accountsModule,
  organisationModule,
  candidatesModule,
  vacanciesModule,
  applicationsModule,
  documentsModule,
  consentModule,
  retentionModule,
  outgoingMailModule,
  anonymisationModule,
  contactMomentsModule,
  importsModule,
];

export const declarations = modules.flatMap((one) => one.declarations ?? []);
export const entities = declarations.map((one) => one.schema);
export const catalogue = new PersonalDataCatalogue(declarations);
