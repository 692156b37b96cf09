import type { ModuleManifest } from '../module-manifest.ts';
import { consentData } from './consent.ts';

export const consentModule: ModuleManifest = { declarations: [consentData] };
