import type { ShieldRules } from '../../platform/graphql/index.ts';
import { can, canSeeAnyOf, isStaff, shieldOf } from '../permissions/index.ts';
import { consentData } from './consent.ts';

const columns = shieldOf(consentData);

export const consentShield: ShieldRules = {
  Mutation: {
    registerCandidate: can('candidate:register'),
    giveConsent: can('candidate:update'),
    withdrawConsent: can('candidate:update'),
  },
  ConsentPayload: isStaff,
  Candidate: { consents: canSeeAnyOf('Consent') },
  Consent: { ...columns['Consent'], id: isStaff },
  RegisterCandidatePayload: isStaff,
};
