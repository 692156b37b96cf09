import type { ModuleManifest } from '../module-manifest.ts';
import { ReportResolver } from './report.resolver.ts';
import { reportsShield } from './reports.shield.ts';

export const reportsModule: ModuleManifest = { resolvers: [ReportResolver], shield: reportsShield };
