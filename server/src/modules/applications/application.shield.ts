import type { ShieldRules } from '../../platform/graphql/index.ts';
import { can, canSee, canSeeAnyOf, isStaff, shieldOf } from '../permissions/index.ts';
import { applicationData } from './application.personal-data.ts';

const seesApplications = canSeeAnyOf('Application');
const columns = shieldOf(applicationData);

export const applicationShield: ShieldRules = {
  Query: { deregistrationRules: isStaff, externalAgencies: isStaff },
  Mutation: {
    addApplication: can('candidate:update'),
    updateApplication: can('candidate:update'),
    saveExternalAgency: can('vacancy:manage'),
  },
  ExternalAgency: isStaff,
  SaveExternalAgencyPayload: isStaff,
  ApplicationPayload: isStaff,
  Candidate: { applications: seesApplications },
  Application: {
    ...columns['Application'],
    id: seesApplications,
    vacancy: seesApplications,
    running: canSee('Application.status'),
    deregistrationRule: canSee('Application.status'),
  },
  DeregistrationRule: { id: isStaff, name: isStaff, forErasure: isStaff },
};
