import { rows, sql, type EntityManager } from '../../../platform/database/index.ts';

export async function hasSecondFactor(em: EntityManager, staffId: string): Promise<boolean> {
  const found = await rows(
    em,
    sql`select 1 from second_factor where staff_id = ${staffId} and confirmed_at is not null`,
  );
  return found.length > 0;
}
