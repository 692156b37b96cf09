import type { ModuleManifest } from '../module-manifest.ts';
import { consentData } from './consent.ts';
import { CandidateConsentsResolver, ConsentResolver } from './consent.resolver.ts';
import { consentShield } from './consent.shield.ts';

export const consentModule: ModuleManifest = {
  declarations: [consentData],
  resolvers: [CandidateConsentsResolver, ConsentResolver],
  shield: consentShield,
};
