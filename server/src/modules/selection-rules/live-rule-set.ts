import { rows, sql, type EntityManager } from '../../platform/database/index.ts';
import { RuleSetSchema, type RuleSet } from './rule-set.entity.ts';

/** The set by which an agency's people are selected now, if there is one (C17). */
export async function liveRuleSet(em: EntityManager, agencyId: string): Promise<RuleSet | null> {
  const [live] = await rows<{ id: string }>(
    em,
    sql`select id from rule_set where state = 'LIVE' and agency_ids @> array[${agencyId}::uuid]`,
  );
  // In the transaction of whoever asks: one with a connection of its own would wait for a second one, and some day for ever.
  return live ? em.fork({ keepTransactionContext: true }).findOneOrFail(RuleSetSchema, { id: live.id }) : null;
}
