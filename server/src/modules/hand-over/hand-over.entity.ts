import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';
import { CandidateSchema, figure, technical } from '../candidates/index.ts';
import { AgencySchema } from '../organisation/index.ts';
import { computed, declarePersonalData, ERASURE_PARAMETERS } from '../personal-data/index.ts';
import type { BuiltInRole } from '../permissions/index.ts';

/** What passes between us and the back office about one person: the first two go there, the last one comes from there. */
export const HAND_OVER_KINDS = ['CANDIDATE', 'ERASURE_REQUEST', 'CLEAN_UP'] as const;
export type HandOverKind = (typeof HAND_OVER_KINDS)[number];

/**
 * `QUEUED` → `SENDING` (committed before a word is said) → `DONE`. What is found in `SENDING` when its lease is over is sent
 * again, under the same number, by which the receiver knows it. A reported clean-up is `QUEUED` while a hold stands in its way.
 */
export const HAND_OVER_STATES = ['QUEUED', 'SENDING', 'DONE', 'FAILED', 'WITHDRAWN'] as const;
export type HandOverState = (typeof HAND_OVER_STATES)[number];

/** One message, by ids alone: what it says of the person is read when it leaves. */
export const HandOverSchema = defineEntity({
  name: 'HandOver',
  tableName: 'hand_over',
  indexes: [{ name: 'hand_over_waiting', properties: ['state', 'nextAttemptAt'] }],
  uniques: [{ properties: ['candidateId', 'kind'] }],
  properties: {
    id: p.uuid().primary(),
    agencyId: () => p.manyToOne(AgencySchema).mapToPk().fieldName('agency_id').index(),
    candidateId: () => p.manyToOne(CandidateSchema).mapToPk().fieldName('candidate_id'),
    kind: p.enum(HAND_OVER_KINDS),
    state: p.enum(HAND_OVER_STATES).default('QUEUED'),
    attempts: p.integer().default(0),
    queuedAt: p.datetime(3),
    nextAttemptAt: p.datetime(3),
    doneAt: p.datetime(3).nullable(),
    /** Code of what went wrong last, `HTTP_503`, never the receiver's own words. */
    problem: p.text().nullable(),
  },
});
export type HandOver = InferEntity<typeof HandOverSchema>;

/** Those who may read hand-overs at all (`hand-over:read`). */
const see: readonly BuiltInRole[] = ['ADMIN', 'PRIVACY_OFFICER', 'BACK_OFFICE'];
const fact = { ...figure, group: 'handOver', see, portal: 'HIDDEN' } as const;
/** With the person goes what was still to be said; the clean-up that was reported has been done by it. */
const closed = computed(
  (column) =>
    `case when kind = 'CLEAN_UP' then 'DONE' when ${column} in ('QUEUED', 'SENDING', 'FAILED') then 'WITHDRAWN' else ${column} end`,
);
const closedAt = computed(
  (column) => `case when kind = 'CLEAN_UP' then coalesce(${column}, ${ERASURE_PARAMETERS.erasedAt}) else ${column} end`,
);

// prettier-ignore
export const handOverData = declarePersonalData(HandOverSchema, { person: 'candidateId' }, {
  id:            { ...technical, nl: 'Id', en: 'Id' },
  agencyId:      { ...technical, nl: 'Bureau', en: 'Agency' },
  candidateId:   { ...technical, nl: 'Kandidaat', en: 'Candidate' },
  kind:          { ...fact, ref: 'H40', nl: 'Bericht', en: 'Message' },
  state:         { ...fact, erase: closed, nl: 'Toestand', en: 'State' },
  attempts:      { ...fact, nl: 'Pogingen', en: 'Attempts' },
  queuedAt:      { ...fact, nl: 'Klaargezet op', en: 'Queued at' },
  nextAttemptAt: { ...fact, nl: 'Volgende poging', en: 'Next attempt' },
  doneAt:        { ...fact, erase: closedAt, nl: 'Aangekomen op', en: 'Arrived at' },
  problem:       { ...fact, erase: 'CLEAR', nl: 'Laatste probleem', en: 'Last problem' },
});
