import { inTransaction, rows, sql } from '../../platform/database/index.ts';
import { recordAudit } from '../audit/index.ts';
import type { ApiClientActor, Work } from '../permissions/index.ts';
import type { KnownClient } from './client-of-key.ts';

const HOUR = 3_600_000;

/**
 * Counts one use of a key before it is served. The first of an hour goes into the audit trail at once, and without that entry
 * nothing is served; the hour's count follows when it is over (docs/decisions/0012-uses-of-keys.md).
 */
export async function noteUse(work: Omit<Work, 'actor'>, { actor, keyId }: KnownClient): Promise<void> {
  const now = work.clock.now();
  const hour = new Date(Math.floor(now.getTime() / HOUR) * HOUR).toISOString();
  await rows(
    work.em,
    sql`update api_key set last_used_at = ${now.toISOString()}::timestamptz
        where id = ${keyId} and (last_used_at is null or last_used_at < ${now.toISOString()}::timestamptz - interval '1 minute')`,
  );
  const [counted] = await rows(
    work.em,
    sql`update api_key_hour set requests = requests + 1
        where key_id = ${keyId} and hour = ${hour}::timestamptz returning 1 as counted`,
  );
  if (!counted) await openHour(work, actor, keyId, hour);
}

async function openHour(work: Omit<Work, 'actor'>, actor: ApiClientActor, keyId: string, hour: string): Promise<void> {
  await inTransaction(work.em, async (em) => {
    const [opened] = await rows<{ requests: number }>(
      em,
      sql`insert into api_key_hour (key_id, hour, requests) values (${keyId}, ${hour}::timestamptz, 1)
          on conflict (key_id, hour) do update set requests = api_key_hour.requests + 1 returning requests`,
    );
    if (opened!.requests > 1) return;
    // An entry for each agency, whose people may each read what concerns theirs.
    const of = actor.agencyIds.length > 0 ? actor.agencyIds : [null];
    await recordAudit(
      { ...work, em, actor },
      of.map((agencyId) => ({
        action: 'api-key.used',
        subjectType: 'ApiClient',
        subjectId: actor.id,
        agencyId,
        facts: { apiKeyId: keyId },
      })),
    );
  });
}
