import { inTransaction } from '../../platform/database/index.ts';
import { recordAudit } from '../audit/index.ts';
import type { Work } from '../permissions/index.ts';
import type { RoleBook } from '../roles/index.ts';
import type { ApiClient } from './api-client.entity.ts';
import { agencyOf, lockApiClient, mustBeAbleToGrant } from './api-client.repository.ts';
import { mustBeNewName } from './create-api-client.ts';
import { soundSettings, type ClientSettings } from './sound-settings.ts';

/**
 * Changes a client; its keys have the new role, agencies and sites from their next request on.
 * @throws DomainError FORBIDDEN for a role that the actor may not give away, the old one as well; NOT_FOUND, BAD_USER_INPUT
 */
export async function updateApiClient(
  work: Work,
  book: RoleBook,
  id: string,
  input: Partial<ClientSettings>,
): Promise<ApiClient> {
  return inTransaction(work.em, async (em) => {
    const inside = { ...work, em };
    const client = await lockApiClient(inside, id);
    await mustBeAbleToGrant(em, work.actor, book, client.roleId);
    const settings = soundSettings(work.actor, {
      name: input.name ?? client.name,
      roleId: input.roleId ?? client.roleId,
      agencyIds: input.agencyIds ?? client.agencyIds,
      origins: input.origins ?? client.origins,
    });
    await mustBeAbleToGrant(em, work.actor, book, settings.roleId);
    await mustBeNewName(em, settings.name, id);
    client.name = settings.name;
    client.roleId = settings.roleId;
    client.agencyIds = settings.agencyIds;
    client.origins = settings.origins;
    await em.flush();
    await recordAudit(inside, [
      {
        action: 'api-client.changed',
        subjectType: 'ApiClient',
        subjectId: id,
        agencyId: agencyOf(client),
        facts: { role: settings.roleId, agencies: settings.agencyIds.length, origins: settings.origins.length },
      },
    ]);
    return client;
  });
}
