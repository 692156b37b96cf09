import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';
import { declareImpersonal } from '../personal-data/index.ts';

/**
 * One fact in the audit trail: ids, codes and counts, never personal data. Each entry holds the hash of the one before (B7).
 * The database itself refuses that one is changed or removed.
 */
export const AuditEntrySchema = defineEntity({
  name: 'AuditEntry',
  tableName: 'audit_entry',
  indexes: [
    { name: 'audit_entry_subject', properties: ['subjectId', 'seq'] },
    { name: 'audit_entry_actor', properties: ['actorId', 'at'] },
    { name: 'audit_entry_action', properties: ['action', 'seq'] },
    { name: 'audit_entry_agency', properties: ['agencyId', 'seq'] },
  ],
  // Emptying the table is refused by a second trigger, which the ORM can't describe.
  triggers: [
    {
      name: 'only_added_to',
      timing: 'before',
      events: ['update', 'delete'],
      forEach: 'statement',
      body: `raise exception 'The audit trail is only ever added to.' using errcode = 'restrict_violation';`,
    },
  ],
  properties: {
    seq: p.bigint('number').primary().autoincrement(false),
    at: p.datetime(3),
    action: p.text(),
    actorKind: p.text(),
    actorId: p.text().nullable(),
    subjectType: p.text(),
    subjectId: p.text().nullable(),
    facts: p.json<Record<string, string | number | boolean | null>>(),
    previousHash: p.blob(),
    hash: p.blob(),
    /** Whose readers may know of it. Without one it concerns the installation. Outlives the agency, hence no foreign key. */
    agencyId: p.uuid().nullable(),
  },
});
export type AuditEntry = InferEntity<typeof AuditEntrySchema>;
// prettier-ignore
export const auditEntryData = declareImpersonal(AuditEntrySchema, {
  seq: 'TECHNICAL', at: 'MANAGEMENT', action: 'MANAGEMENT', actorKind: 'MANAGEMENT', actorId: 'STAFF', subjectType: 'MANAGEMENT',
  subjectId: 'TECHNICAL', facts: 'MANAGEMENT', previousHash: 'TECHNICAL', hash: 'TECHNICAL', agencyId: 'TECHNICAL',
});
