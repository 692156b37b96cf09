export * from './consent.ts';
export { giveConsent, noteConsent } from './give-consent.ts';
export { withdrawConsent } from './withdraw-consent.ts';
