import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';
import { CandidateSchema, figure, technical } from '../candidates/index.ts';
import type { BuiltInRole } from '../permissions/index.ts';
import { computed, declarePersonalData, ERASURE_PARAMETERS } from '../personal-data/index.ts';

/** What somebody may ask of whoever holds his data (GDPR, articles 15–17, 20 and 21). */
export const REQUEST_KINDS = ['ACCESS', 'RECTIFICATION', 'ERASURE', 'OBJECTION', 'PORTABILITY'] as const;
export type RequestKind = (typeof REQUEST_KINDS)[number];

/** `LAPSED`: he was erased before it was answered, and nobody is left to answer. `WITHDRAWN`: he chose to be kept after all. */
export const REQUEST_STATES = ['OPEN', 'GRANTED', 'REFUSED', 'LAPSED', 'WITHDRAWN'] as const;
export type RequestState = (typeof REQUEST_STATES)[number];

export const REQUEST_CHANNELS = ['PORTAL', 'STAFF'] as const;

/** A request of a data subject as a case, with the day by which the law wants it answered (B6). */
export const DataRequestSchema = defineEntity({
  name: 'DataRequest',
  tableName: 'data_request',
  indexes: [{ name: 'data_request_due', properties: ['state', 'dueOn', 'id'] }],
  properties: {
    id: p.uuid().primary(),
    candidateId: () => p.manyToOne(CandidateSchema).mapToPk().fieldName('candidate_id').index(),
    kind: p.enum(REQUEST_KINDS),
    channel: p.enum(REQUEST_CHANNELS),
    state: p.enum(REQUEST_STATES).default('OPEN'),
    receivedOn: p.date(),
    /** A month after it was received; three when it was extended. */
    dueOn: p.date(),
    extendedAt: p.datetime(3).nullable(),
    extensionReason: p.text().nullable(),
    /** What stood in the way when it was asked in the portal: `HELD` or `HANDED_OVER` (D7). */
    refusedBecause: p.text().nullable(),
    /** In his own words, where he wrote it in the portal. */
    asked: p.text().nullable(),
    answer: p.text().nullable(),
    answeredAt: p.datetime(3).nullable(),
  },
});
export type DataRequest = InferEntity<typeof DataRequestSchema>;

/** Those who may handle requests at all (`request:handle`). */
const see: readonly BuiltInRole[] = ['ADMIN', 'PRIVACY_OFFICER'];
const fact = { ...figure, group: 'dataRequest', see } as const;
const words = { ...fact, is: 'FREE_TEXT', erase: 'OVERWRITE', portal: 'HIDDEN' } as const;
/** Erasing somebody is what a request to be erased asks; whatever else he asked has nobody left to be answered to. */
const closed = computed(
  (column) =>
    `case when ${column} = 'OPEN' then case when kind = 'ERASURE' then 'GRANTED' else 'LAPSED' end else ${column} end`,
);
const closedAt = computed((column) => `coalesce(${column}, ${ERASURE_PARAMETERS.erasedAt})`);

// prettier-ignore
export const dataRequestData = declarePersonalData(DataRequestSchema, { person: 'candidateId' }, {
  id:              { ...technical, nl: 'Id', en: 'Id' },
  candidateId:     { ...technical, nl: 'Kandidaat', en: 'Candidate' },
  kind:            { ...fact, nl: 'Soort verzoek', en: 'Kind of request' },
  channel:         { ...fact, nl: 'Via', en: 'By' },
  state:           { ...fact, erase: closed, nl: 'Toestand', en: 'State' },
  receivedOn:      { ...fact, nl: 'Ontvangen op', en: 'Received on' },
  dueOn:           { ...fact, nl: 'Uiterlijk beantwoorden op', en: 'Answer by' },
  extendedAt:      { ...fact, nl: 'Verlengd op', en: 'Extended at' },
  extensionReason: { ...words, erase: computed((column) => `case when ${column} is not null then 'xxx' end`), nl: 'Reden van verlenging', en: 'Reason for the extension' },
  refusedBecause:  { ...fact, portal: 'HIDDEN', erase: 'CLEAR', nl: 'Kon niet wegens', en: 'Refused because' },
  asked:           { ...words, portal: 'SEE', erase: computed((column) => `case when ${column} is not null then 'xxx' end`), nl: 'Wat er is gevraagd', en: 'What was asked' },
  answer:          { ...words, erase: computed((column) => `case when ${column} is not null then 'xxx' end`), nl: 'Antwoord', en: 'Answer' },
  answeredAt:      { ...fact, erase: closedAt, nl: 'Beantwoord op', en: 'Answered at' },
});
