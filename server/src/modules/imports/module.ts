import type { ModuleManifest } from '../module-manifest.ts';
import { importRunData, uploadData } from './import-run.entity.ts';

export const importsModule: ModuleManifest = { declarations: [importRunData, uploadData] };
