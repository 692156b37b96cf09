import type { ShieldRules } from '../../platform/graphql/index.ts';
import { can } from '../permissions/index.ts';

const readsTrail = can('audit:read');

export const auditTrailShield: ShieldRules = {
  Query: { auditEntries: readsTrail, auditTrail: readsTrail, auditActions: readsTrail, auditActors: readsTrail },
  Mutation: { exportAuditEntries: readsTrail },
  AuditEntry: readsTrail,
  AuditEntryConnection: readsTrail,
  AuditEntryEdge: readsTrail,
  AuditActor: readsTrail,
  AuditAction: readsTrail,
  AuditFact: readsTrail,
  AuditTrail: readsTrail,
  ExportAuditEntriesPayload: readsTrail,
};
