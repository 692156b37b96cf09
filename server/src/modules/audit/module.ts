import type { ModuleManifest } from '../module-manifest.ts';
import { auditEntryData } from './audit-entry.entity.ts';
import { auditVerificationData } from './audit-verification.entity.ts';

export const auditModule: ModuleManifest = { declarations: [auditEntryData, auditVerificationData] };
