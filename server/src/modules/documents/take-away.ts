import { rows, sql, type Sql } from '../../platform/database/index.ts';
import type { Work } from '../permissions/index.ts';

export interface TakenAway {
  id: string;
  candidateId: string;
  documentTypeId: string;
}

/**
 * Takes rows of documents away and notes their files for the store, in one statement of the caller's transaction.
 * @param which SQL over a `document d`.
 */
export const takeAway = ({ em, clock }: Work, which: Sql): Promise<TakenAway[]> =>
  rows<TakenAway>(
    em,
    sql`with gone as (
          delete from document d where ${which}
          returning d.id, d.candidate_id, d.document_type_id, d.storage_key
        ), noted as (
          insert into file_removal (storage_key, receipt_id, requested_at, arriving)
          select storage_key, null, ${clock.now().toISOString()}::timestamptz, false from gone
        )
        select id, candidate_id as "candidateId", document_type_id as "documentTypeId" from gone order by id`,
  );
