import type { ModuleManifest } from '../module-manifest.ts';
import { AuditEntryResolver, AuditTrailResolver } from './audit-trail.resolver.ts';
import { auditTrailShield } from './audit-trail.shield.ts';

export const auditTrailModule: ModuleManifest = {
  resolvers: [AuditEntryResolver, AuditTrailResolver],
  shield: auditTrailShield,
};
