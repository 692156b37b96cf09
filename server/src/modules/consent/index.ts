export * from './consent.ts';
export { consentProof } from './consent-proof.ts';
export { giveConsent, noteConsent } from './give-consent.ts';
export { withdrawConsent } from './withdraw-consent.ts';
