import type { ModuleManifest } from '../module-manifest.ts';
import { importRunData, uploadData } from './import-run.entity.ts';
import { ImportResolver, loadImportRun } from './import.resolver.ts';
import { importShield } from './import.shield.ts';

export const importsModule: ModuleManifest = {
  declarations: [importRunData, uploadData],
  resolvers: [ImportResolver],
  nodes: { ImportRun: loadImportRun },
  shield: importShield,
};
