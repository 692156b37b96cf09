import type { ModuleManifest } from '../module-manifest.ts';
import { staffAgencyData, staffSessionData, staffUserData } from './staff.ts';

export const accountsModule: ModuleManifest = { declarations: [staffUserData, staffAgencyData, staffSessionData] };
