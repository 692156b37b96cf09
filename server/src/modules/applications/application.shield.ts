import type { ShieldRules } from '../../platform/graphql/index.ts';
import { can, canSee, canSeeAnyOf, isStaff, shieldOf } from '../permissions/index.ts';
import { applicationData } from './application.personal-data.ts';

const columns = shieldOf(applicationData);

export const applicationShield: ShieldRules = {
  Query: { deregistrationRules: isStaff },
  Mutation: { addApplication: can('candidate:update'), updateApplication: can('candidate:update') },
  ApplicationPayload: isStaff,
  Candidate: { applications: canSeeAnyOf('Application') },
  Application: {
    ...columns['Application'],
    id: isStaff,
    vacancy: isStaff,
    running: canSee('Application.status'),
    deregistrationRule: canSee('Application.status'),
  },
  DeregistrationRule: { id: isStaff, name: isStaff, forErasure: isStaff },
};
