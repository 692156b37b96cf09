import { inTransaction, rows, sql } from '../../platform/database/index.ts';
import type { Work } from '../permissions/index.ts';

/** Takes away the exports whose day is over, and those that were given up, and notes their files for the store. */
export async function removeExpiredExports({ em, clock }: Work): Promise<number> {
  const now = clock.now();
  const dayAgo = new Date(now.getTime() - 86_400_000).toISOString();
  const gone = await inTransaction(em, (inside) =>
    rows(
      inside,
      sql`with gone as (
            delete from data_export
            where (state = 'READY' and expires_at <= ${now.toISOString()}::timestamptz)
              or (state = 'FAILED' and asked_at < ${dayAgo}::timestamptz)
            returning storage_key
          ), noted as (
            insert into file_removal (storage_key, receipt_id, requested_at, arriving)
            select storage_key, null, ${now.toISOString()}::timestamptz, false from gone where storage_key is not null
          )
          select 1 from gone`,
    ),
  );
  return gone.length;
}
