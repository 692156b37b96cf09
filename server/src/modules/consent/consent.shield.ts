import type { ShieldRules } from '../../platform/graphql/index.ts';
import { can, canReadAndSee, canSee, canSeeAnyOf, isStaff, shieldOf } from '../permissions/index.ts';
import { consentData } from './consent.ts';

const columns = shieldOf(consentData);

// Withdrawing one that does not stand is refused in words, which tell who may not see consents whether it did.
const notesConsents = canReadAndSee('candidate:update', 'Consent.purpose');

export const consentShield: ShieldRules = {
  Mutation: {
    registerCandidate: can('candidate:register'),
    giveConsent: notesConsents,
    withdrawConsent: notesConsents,
  },
  ConsentPayload: isStaff,
  Candidate: { consents: canSeeAnyOf('Consent') },
  Consent: { ...columns['Consent'], id: isStaff, statement: canSee('Consent.statementVersion') },
  RegisterCandidatePayload: isStaff,
};
