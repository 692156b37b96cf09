export { recordAudit, lockTrail, type AuditFact } from './record-audit.ts';
export { verifyAudit, type AuditVerdict } from './verify-audit.ts';
export { acceptLoss, noteHead, readAnchor, type AnchorOutcome } from './audit-anchor.ts';
export { headOf, readHead, writeHead, type AuditHead } from './audit-chain.ts';
export { checkTrail, checkTrailDaily } from './check-trail.ts';
export {
  lastVerification,
  TRAIL_PROBLEMS,
  type AuditVerification,
  type TrailProblem,
} from './audit-verification.entity.ts';
export { AuditEntrySchema, type AuditEntry } from './audit-entry.entity.ts';
export {
  actionWords,
  AUDIT_ACTIONS,
  AUDIT_FACTS,
  factLine,
  systemActorWords,
  type AuditAction,
  type FactKey,
  type FactLine,
  type Words,
} from './audit-words.ts';
