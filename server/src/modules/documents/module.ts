import type { ModuleManifest } from '../module-manifest.ts';
import { documentData, documentTypeData, fileRemovalData } from './document.ts';

export const documentsModule: ModuleManifest = { declarations: [documentTypeData, documentData, fileRemovalData] };
