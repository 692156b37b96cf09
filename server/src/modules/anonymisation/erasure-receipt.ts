import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';
import { declareImpersonal } from '../personal-data/index.ts';
import { ENDINGS } from '../retention/index.ts';

export const ERASURE_WAYS = ['DUE_DATE', 'STAFF', 'CANDIDATE', 'BACK_OFFICE'] as const;
export type ErasureWay = (typeof ERASURE_WAYS)[number];

/** What was erased of one person: counts only, no personal data (B8). Outlives the person's row, hence no foreign key. */
export const ErasureReceiptSchema = defineEntity({
  name: 'ErasureReceipt',
  tableName: 'erasure_receipt',
  indexes: [{ name: 'erasure_receipt_list', properties: ['agencyId', 'erasedAt'] }],
  properties: {
    id: p.uuid().primary(),
    candidateId: p.uuid().unique(),
    agencyId: p.uuid(),
    /** Where he belonged, by which it is known who may see the proof when he is gone himself. */
    organisationUnitId: p.uuid().nullable(),
    erasedAt: p.datetime(3),
    way: p.enum(ERASURE_WAYS),
    ending: p.enum(ENDINGS).default('ANONYMISE'),
    plus: p.boolean(),
    /** Hash of the declarations by which it was done. */
    declarationsVersion: p.text(),
    /** Rows touched, by table. */
    counts: p.json<Record<string, number>>(),
    applicationsClosed: p.integer(),
    /** Staff's remark; refused when it holds one of the person's own values (C58, C59, D8). */
    memo: p.text().nullable(),
    idempotencyKey: p.text().nullable().unique(),
  },
});
export type ErasureReceipt = InferEntity<typeof ErasureReceiptSchema>;
// prettier-ignore
export const erasureReceiptData = declareImpersonal(ErasureReceiptSchema, {
  id: 'TECHNICAL', candidateId: 'TECHNICAL', agencyId: 'TECHNICAL', organisationUnitId: 'TECHNICAL', ending: 'MANAGEMENT', erasedAt: 'MANAGEMENT', way: 'MANAGEMENT', plus: 'MANAGEMENT',
  declarationsVersion: 'TECHNICAL', counts: 'MANAGEMENT', applicationsClosed: 'MANAGEMENT', memo: 'MANAGEMENT', idempotencyKey: 'TECHNICAL',
});
