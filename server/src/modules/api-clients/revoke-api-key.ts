import { inTransaction } from '../../platform/database/index.ts';
import { notFound } from '../../platform/errors.ts';
import { recordAudit } from '../audit/index.ts';
import type { Work } from '../permissions/index.ts';
import { ApiKeySchema, type ApiClient } from './api-client.entity.ts';
import { agencyOf, lockApiClient, mustManage } from './api-client.repository.ts';

/**
 * Ends a key for good, from its next request on. Revoking it again changes nothing.
 * @throws DomainError NOT_FOUND, FORBIDDEN
 */
export async function revokeApiKey(work: Work, id: string): Promise<ApiClient> {
  mustManage(work);
  return inTransaction(work.em, async (em) => {
    const inside = { ...work, em };
    const known = await em.findOne(ApiKeySchema, { id });
    if (!known) throw notFound();
    const client = await lockApiClient(inside, known.clientId);
    const key = await em.findOneOrFail(ApiKeySchema, { id }, { refresh: true });
    if (key.revokedAt != null) return client;
    key.revokedAt = work.clock.now();
    await em.flush();
    await recordAudit(inside, [
      {
        action: 'api-key.revoked',
        subjectType: 'ApiClient',
        subjectId: client.id,
        agencyId: agencyOf(client),
        facts: { apiKeyId: id },
      },
    ]);
    return client;
  });
}
