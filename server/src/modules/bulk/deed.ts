import { sql, type Sql } from '../../platform/database/index.ts';
import { extensionRefusal } from '../anonymisation/index.ts';
import type { Permission, Work } from '../permissions/index.ts';
import { erasureRefusal } from '../retention/index.ts';

/** What can be done to many people of the list at once. */
export const BULK_DEEDS = ['EXTEND', 'HOLD', 'PLAN', 'ANONYMISE'] as const;
export type BulkDeed = (typeof BULK_DEEDS)[number];

/** Why somebody who was chosen is left out. */
export const BULK_REFUSALS = [
  'NOT_FOUND',
  'ALREADY_ANONYMISED',
  'HANDED_OVER',
  'HELD',
  'NO_TERM',
  'PLANNED_ALREADY',
  'NOT_POSSIBLE',
] as const;
export type BulkRefusal = (typeof BULK_REFUSALS)[number];

/** All of these rights are needed for it. */
export const RIGHTS_FOR: Readonly<Record<BulkDeed, readonly Permission[]>> = {
  EXTEND: ['retention:extend'],
  HOLD: ['hold:place'],
  PLAN: ['candidate:anonymise', 'plan:execute'],
  ANONYMISE: ['candidate:anonymise', 'plan:execute'],
};

/** SQL over `candidate c`: why this can't be done to him, or null. */
export function refusalOf(deed: BulkDeed, work: Work): Sql<Exclude<BulkRefusal, 'NOT_FOUND'> | null> {
  const erasure = erasureRefusal(work.clock.today());
  if (deed === 'EXTEND') return extensionRefusal;
  if (deed === 'HOLD') return sql<'ALREADY_ANONYMISED' | null>`case when c.anonymised then 'ALREADY_ANONYMISED' end`;
  if (deed === 'ANONYMISE') return erasure;
  return sql<'PLANNED_ALREADY' | Exclude<BulkRefusal, 'NOT_FOUND'> | null>`coalesce(${erasure},
    case when exists (select from erasure_plan open where open.candidate_id = c.id and open.state = 'PLANNED') then 'PLANNED_ALREADY' end)`;
}
