import type { Work } from '../permissions/index.ts';
import { ApiKeySchema, type ApiKey } from './api-client.entity.ts';

/** The keys of these clients, of each the newest first; the clients are known to exist for the actor. */
export async function keysOfClients({ em }: Work, clientIds: readonly string[]): Promise<Map<string, ApiKey[]>> {
  const keys = await em.find(
    ApiKeySchema,
    { clientId: { $in: [...clientIds] } },
    { orderBy: { createdAt: 'desc', id: 'desc' } },
  );
  return Map.groupBy(keys, (key) => key.clientId);
}
