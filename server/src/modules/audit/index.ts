export { recordAudit, type AuditFact } from './record-audit.ts';
export { verifyAudit, type AuditVerdict } from './verify-audit.ts';
