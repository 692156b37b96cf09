import { defineEntity, p } from '@mikro-orm/postgresql';
import { rows, sql } from '../../../platform/database/index.ts';
import type { Work } from '../../permissions/index.ts';
import { declareImpersonal } from '../../personal-data/index.ts';

/** Up to which day this database is known to hold what the ledger holds; in a back-up that is put back it is the day of then. */
export const LedgerMarkSchema = defineEntity({
  name: 'LedgerMark',
  tableName: 'ledger_mark',
  properties: {
    /** There is one. */
    id: p.integer().primary().autoincrement(false),
    /** In universal time, as the ledger's folders are. */
    day: p.date(),
  },
});
export const ledgerMarkData = declareImpersonal(LedgerMarkSchema, { id: 'TECHNICAL', day: 'TECHNICAL' });

/** @returns the day before the mark, since an erasure may take long to be filed; undefined: from the beginning on. */
export async function replayFrom({ em }: Work): Promise<string | undefined> {
  const [mark] = await rows<{ day: string }>(em, sql`select (day - 1)::text as day from ledger_mark where id = 1`);
  return mark?.day;
}

export async function markReplayed({ em, clock }: Work): Promise<void> {
  const today = clock.now().toISOString().slice(0, 10);
  await rows(
    em,
    sql`insert into ledger_mark (id, day) values (1, ${today}::date) on conflict (id) do update set day = excluded.day`,
  );
}
