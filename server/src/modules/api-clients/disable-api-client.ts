import { inTransaction } from '../../platform/database/index.ts';
import { recordAudit } from '../audit/index.ts';
import type { Work } from '../permissions/index.ts';
import type { RoleBook } from '../roles/index.ts';
import type { ApiClient } from './api-client.entity.ts';
import { agencyOf, lockApiClient, mustBeAbleToGrant } from './api-client.repository.ts';

/**
 * Shuts a client out with all its keys, from its next request on.
 * @throws DomainError NOT_FOUND, FORBIDDEN
 */
export const disableApiClient = (work: Work, id: string): Promise<ApiClient> =>
  setDisabled(work, id, true, () => Promise.resolve());

/**
 * Lets it in again, with the keys that are still valid.
 * @throws DomainError NOT_FOUND, FORBIDDEN for a role that the actor may not give away
 */
export const enableApiClient = (work: Work, book: RoleBook, id: string): Promise<ApiClient> =>
  setDisabled(work, id, false, ({ em, actor }, client) => mustBeAbleToGrant(em, actor, book, client.roleId));

async function setDisabled(
  work: Work,
  id: string,
  disabled: boolean,
  check: (inside: Work, client: ApiClient) => Promise<void>,
): Promise<ApiClient> {
  return inTransaction(work.em, async (em) => {
    const inside = { ...work, em };
    const client = await lockApiClient(inside, id);
    await check(inside, client);
    if ((client.disabledAt != null) === disabled) return client;
    client.disabledAt = disabled ? work.clock.now() : null;
    await em.flush();
    await recordAudit(inside, [
      {
        action: disabled ? 'api-client.disabled' : 'api-client.enabled',
        subjectType: 'ApiClient',
        subjectId: id,
        agencyId: agencyOf(client),
      },
    ]);
    return client;
  });
}
