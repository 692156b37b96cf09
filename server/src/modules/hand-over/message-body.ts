import { rows, sql } from '../../platform/database/index.ts';
import { toGlobalId } from '../../platform/graphql/index.ts';
import { CandidateSchema } from '../candidates/index.ts';
import type { Work } from '../permissions/index.ts';
import type { HandOverKind } from './hand-over.entity.ts';
import { handedOverValues } from './handed-over-fields.ts';

export type SentKind = Exclude<HandOverKind, 'CLEAN_UP'>;

export const EVENTS: Readonly<Record<SentKind, string>> = {
  CANDIDATE: 'candidate.approved',
  ERASURE_REQUEST: 'candidate.erasure-requested',
};

export interface MessageToSend {
  id: string;
  agency_id: string;
  candidate_id: string;
  kind: SentKind;
}

/**
 * Read as it leaves, so that nothing of the person waits in the outbox, and what was corrected meanwhile is right.
 * @returns undefined for who was erased meanwhile: his message was withdrawn with him.
 * @throws when what is stored sealed can't be opened.
 */
export async function bodyOf(
  work: Work,
  { id, kind, candidate_id, agency_id }: MessageToSend,
): Promise<object | undefined> {
  const candidate = await work.em.fork().findOne(CandidateSchema, { id: candidate_id, anonymised: false });
  if (!candidate) return undefined;
  const about = {
    event: EVENTS[kind],
    deliveryId: id,
    agencyId: toGlobalId('Agency', agency_id),
    candidateId: toGlobalId('Candidate', candidate_id),
  };
  return kind === 'CANDIDATE'
    ? { ...about, approvedOn: candidate.approvedOn, candidate: handedOverValues(work, candidate) }
    : { ...about, requestedAt: await requestedAt(work, id) };
}

/**
 * When he asked, from which the law's month counts, whoever had to wait for what since: the least of when it was queued, when he asked by
 * his link, and the day on which a request of his was received. Of a day alone its beginning is told.
 */
async function requestedAt({ em }: Work, id: string): Promise<string> {
  const [asked] = await rows<{ at: Date }>(
    em,
    sql`with instant as (
          select least(h.queued_at, (
            select min(p.requested_at) from erasure_plan p
            where p.candidate_id = h.candidate_id and p.state in ('PLANNED', 'CANCELLED')
              and (p.closed_at is null or (p.closed_at at time zone 'Europe/Amsterdam')::date >= c.approved_on))) as at, h.candidate_id
          from hand_over h join candidate c on c.id = h.candidate_id where h.id = ${id})
        select least(i.at, (
            select min(r.received_on)::timestamp at time zone 'Europe/Amsterdam' from data_request r
            where r.candidate_id = i.candidate_id and r.kind = 'ERASURE' and r.state = 'OPEN'
              and r.received_on < (i.at at time zone 'Europe/Amsterdam')::date)) as at
        from instant i`,
  );
  return new Date(asked!.at).toISOString();
}
