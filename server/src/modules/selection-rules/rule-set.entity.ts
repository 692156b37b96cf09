import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';
import { declareImpersonal } from '../personal-data/index.ts';
import type { Rule } from './rule-kind.ts';

/** Where a set stands (C12–C16): a consultant drafts it, the customer tries and approves it on acceptance, and it goes live. */
export const RULE_SET_STATES = ['DRAFT', 'ON_ACCEPTANCE', 'APPROVED', 'LIVE', 'RETIRED'] as const;
export type RuleSetState = (typeof RULE_SET_STATES)[number];

/** A notice before the end, as a set words it (C65–C69). */
export interface NoticeWords {
  readonly name: string;
  /** Days after the first contact moment; 0 is the first (C70). */
  readonly daysAfterFirst: number;
  readonly subjectNl: string;
  readonly bodyNl: string;
  readonly subjectEn: string;
  readonly bodyEn: string;
}

/** Everything that is approved as one: who is selected, what is asked of him before, and how he is erased. */
export interface RuleSetContent {
  readonly rules: readonly Rule[];
  /** With or without notice (C22). */
  readonly withNotice: boolean;
  /** Days from the first contact moment to the erasure (C70, C71). */
  readonly daysToErasure: number;
  readonly moments: readonly NoticeWords[];
  /** By whose name running applications are closed (C54, C55). */
  readonly deregistrationRule: string;
  /** Anonimisering Plus (C172–C178). */
  readonly plus: boolean;
  /** By how many percent a run may go above the preview before it stops and asks (S18). */
  readonly marginPercent: number;
}

/** Which rules select whom in which agencies, in one version; a set that was sent to acceptance never changes again. */
export const RuleSetSchema = defineEntity({
  name: 'RuleSet',
  tableName: 'rule_set',
  properties: {
    id: p.uuid().primary(),
    name: p.text(),
    agencyIds: p.array().columnType('uuid[]'),
    state: p.enum(RULE_SET_STATES).default('DRAFT'),
    version: p.integer().default(1),
    content: p.json<RuleSetContent>(),
    /** SHA-256 over the content and the agencies, by their names: what is approved, and what goes live. Hexadecimal. */
    contentHash: p.text(),
    createdAt: p.datetime(3),
    submittedAt: p.datetime(3).nullable(),
    approvedAt: p.datetime(3).nullable(),
    /** Who approved, in the environment where that was done. */
    approvedBy: p.text().nullable(),
    /** Of a set that came as a file: the hash that was approved on acceptance, and when. It alone may go live (C16). */
    acceptedHash: p.text().nullable(),
    acceptedAt: p.datetime(3).nullable(),
    liveSince: p.datetime(3).nullable(),
    retiredAt: p.datetime(3).nullable(),
    /** How many people the preview named to which going live was bound (B2). */
    previewedCount: p.integer().nullable(),
    previewedFor: p.date().nullable(),
    /** A run that was far above the preview stopped here, and asks (S18). */
    stoppedAt: p.datetime(3).nullable(),
    stoppedCount: p.integer().nullable(),
  },
});
export type RuleSet = InferEntity<typeof RuleSetSchema>;
// prettier-ignore
export const ruleSetData = declareImpersonal(RuleSetSchema, {
  id: 'TECHNICAL', name: 'SETTING', agencyIds: 'SETTING', state: 'SETTING', version: 'TECHNICAL', content: 'SETTING', contentHash: 'TECHNICAL',
  createdAt: 'MANAGEMENT', submittedAt: 'MANAGEMENT', approvedAt: 'MANAGEMENT', approvedBy: 'STAFF', acceptedHash: 'TECHNICAL', acceptedAt: 'MANAGEMENT', liveSince: 'MANAGEMENT', retiredAt: 'MANAGEMENT',
  previewedCount: 'MANAGEMENT', previewedFor: 'MANAGEMENT', stoppedAt: 'MANAGEMENT', stoppedCount: 'MANAGEMENT',
});
