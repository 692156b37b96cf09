import type { ShieldRules } from '../../platform/graphql/index.ts';
import { can } from '../permissions/index.ts';

const imports = can('candidate:import');

export const importShield: ShieldRules = {
  Query: { importRuns: imports },
  Mutation: { previewImport: imports, startImport: imports },
  ImportPreview: imports,
  ImportColumn: imports,
  ImportProblem: imports,
  ImportRun: imports,
  PreviewImportPayload: imports,
  StartImportPayload: imports,
};
