import { arrayOf, inTransaction, rows, sql, type Sql } from '../../platform/database/index.ts';
import { recordAudit } from '../audit/index.ts';
import type { Work } from '../permissions/index.ts';
import { isPastTerm, mayGo } from './due-documents.ts';
import { takeAway } from './take-away.ts';

/** People whose documents go in one transaction. */
const PEOPLE = 500;

/**
 * Takes away every document that is older than the term of its type (H51–H53), row and file, with an entry in the audit trail for
 * each. Repeatable, and stopped at any moment: what is gone is gone as a whole, and the next run finds the rest.
 * @returns how many went.
 */
export async function removeExpiredDocuments(
  work: Work,
  { onBatch, signal }: { onBatch?: () => void | Promise<void>; signal?: AbortSignal } = {},
): Promise<number> {
  let removed = 0;
  let after: string | undefined;
  while (signal?.aborted !== true) {
    const batch = await inTransaction(work.em, (em) => removeOfSome({ ...work, em }, after));
    if (batch.last === undefined) break;
    removed += batch.removed;
    after = batch.last;
    await onBatch?.();
  }
  return removed;
}

/** Locks first and looks again afterwards: a hold that somebody placed meanwhile keeps what it is for (F8). */
async function removeOfSome(
  work: Work,
  after: string | undefined,
): Promise<{ last: string | undefined; removed: number }> {
  const { em } = work;
  const found = await rows<{ id: string }>(
    em,
    sql`select distinct candidate_id as id from (${due(work)}) due
        where ${after ?? null}::uuid is null or candidate_id > ${after ?? null}::uuid order by 1 limit ${PEOPLE}`,
  );
  const people = arrayOf(found.map(({ id }) => id));
  await rows(
    em,
    sql`with locked as (select from candidate where id = any(${people}::uuid[]) order by id for update) select count(*) from locked`,
  );
  const gone = await takeAway(
    work,
    sql`d.id in (select due.id from (${due(work, sql`d.candidate_id = any(${people}::uuid[])`)}) due)`,
  );
  const terms = new Map(
    (
      await rows<{ id: string; days: number }>(
        em,
        sql`select id, retention_days as days from document_type where id = any(${gone.map((one) => one.documentTypeId)}::uuid[])`,
      )
    ).map(({ id, days }) => [id, days]),
  );
  await recordAudit(
    work,
    gone.map((one) => ({
      action: 'document.expired',
      subjectType: 'Candidate',
      subjectId: one.candidateId,
      facts: {
        documentId: one.id,
        documentTypeId: one.documentTypeId,
        retentionDays: terms.get(one.documentTypeId) ?? null,
      },
    })),
  );
  return { last: found.at(-1)?.id, removed: gone.length };
}

const due = ({ clock }: Work, which: Sql = sql`true`): Sql => {
  const today = clock.today();
  return sql`
    select d.id, d.candidate_id from document d
      join document_type t on t.id = d.document_type_id join candidate c on c.id = d.candidate_id
    where t.retention_days is not null and ${isPastTerm(sql`t.retention_days`, today)} and ${mayGo(today)} and ${which}`;
};
