import type { ModuleManifest } from '../module-manifest.ts';
import { agencyData } from './agency.entity.ts';

export const organisationModule: ModuleManifest = { declarations: [agencyData] };
