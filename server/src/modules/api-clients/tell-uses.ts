import { inTransaction, rows, sql } from '../../platform/database/index.ts';
import { recordAudit } from '../audit/index.ts';
import { NO_RIGHTS, type ApiClientActor, type Work } from '../permissions/index.ts';

const HOUR = 3_600_000;

interface PastHour {
  key_id: string;
  hour: Date;
  requests: number;
  client_id: string;
  agency_ids: string[];
}

/** Puts into the audit trail how often each key was used in the hours that are over; afterwards the trail alone knows it. */
export async function tellUses(work: Work): Promise<number> {
  const current = new Date(Math.floor(work.clock.now().getTime() / HOUR) * HOUR).toISOString();
  return inTransaction(work.em, async (em) => {
    const past = await rows<PastHour>(
      em,
      sql`with past as (
            delete from api_key_hour where hour < ${current}::timestamptz returning key_id, hour, requests)
          select past.*, k.client_id, c.agency_ids::text[] as agency_ids
          from past join api_key k on k.id = past.key_id join api_client c on c.id = k.client_id
          order by past.hour, past.key_id`,
    );
    for (const { key_id: apiKeyId, hour, requests, client_id: id, agency_ids: agencyIds } of past) {
      const actor: ApiClientActor = { kind: 'api-client', id, rights: NO_RIGHTS, agencyIds, unitIds: undefined };
      await recordAudit(
        { ...work, em, actor },
        agencyIds.map((agencyId) => ({
          action: 'api-key.uses-counted',
          subjectType: 'ApiClient',
          subjectId: id,
          agencyId,
          facts: { apiKeyId, hour: new Date(hour).toISOString(), requests },
        })),
      );
    }
    return past.length;
  });
}

/** Takes away what the limits counted and no longer need. */
export async function forgetSpentPoints({ em, clock }: Pick<Work, 'em' | 'clock'>): Promise<void> {
  await rows(em, sql`delete from api_points where expire <= ${clock.now().getTime()}`);
}
