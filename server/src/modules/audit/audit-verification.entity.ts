import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';
import type { Work } from '../permissions/index.ts';
import { declareImpersonal } from '../personal-data/index.ts';

/** What can be wrong with the trail, or with the note of its head outside the database. */
export const TRAIL_PROBLEMS = ['BROKEN', 'CUT', 'REPLACED', 'NO_NOTE', 'NOTE_UNREADABLE'] as const;
export type TrailProblem = (typeof TRAIL_PROBLEMS)[number];

/** One walk along the whole trail and what it found: so that the admin can say when it was whole last. */
export const AuditVerificationSchema = defineEntity({
  name: 'AuditVerification',
  tableName: 'audit_verification',
  properties: {
    id: p.uuid().primary(),
    at: p.datetime(3).index(),
    /** Entries in order, from the first on. */
    entries: p.bigint('number'),
    /** The last of them, `1234:0a1b…`. */
    head: p.text().nullable(),
    problem: p.enum(TRAIL_PROBLEMS).nullable(),
    /** The entry at which it is wrong, where it is about one. */
    problemAt: p.bigint('number').nullable(),
  },
});
export type AuditVerification = InferEntity<typeof AuditVerificationSchema>;
// prettier-ignore
export const auditVerificationData = declareImpersonal(AuditVerificationSchema, {
  id: 'TECHNICAL', at: 'MANAGEMENT', entries: 'MANAGEMENT', head: 'TECHNICAL', problem: 'MANAGEMENT', problemAt: 'TECHNICAL',
});

/** The walk that was finished last. */
export async function lastVerification({ em }: Pick<Work, 'em'>): Promise<AuditVerification | undefined> {
  const [last] = await em.fork().find(AuditVerificationSchema, {}, { orderBy: { at: 'desc', id: 'desc' }, limit: 1 });
  return last;
}
