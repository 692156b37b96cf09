import { inTransaction, rows, sql, type EntityManager } from '../../platform/database/index.ts';
import { badInput } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { recordAudit } from '../audit/index.ts';
import type { Work } from '../permissions/index.ts';
import type { RoleBook } from '../roles/index.ts';
import { ApiClientSchema, type ApiClient } from './api-client.entity.ts';
import { agencyOf, mustBeAbleToGrant, mustManage } from './api-client.repository.ts';
import { addKey } from './issue-api-key.ts';
import { soundExpiry, soundSettings, type ClientSettings } from './sound-settings.ts';

/** A client with a key that is shown now and never again. */
export interface ClientWithKey {
  readonly client: ApiClient;
  readonly key: string;
}

/**
 * Makes a client of the API with its first key (conventions 9).
 * @param input.expiresOn the last day of the key, at most a year from now.
 * @throws DomainError FORBIDDEN for a role that the actor may not give away, NOT_FOUND, BAD_USER_INPUT
 */
export async function createApiClient(
  work: Work,
  book: RoleBook,
  input: ClientSettings & { expiresOn: string },
): Promise<ClientWithKey> {
  mustManage(work);
  const settings = soundSettings(work.actor, input);
  const expiresOn = soundExpiry(work.clock.today(), input.expiresOn);
  return inTransaction(work.em, async (em) => {
    const inside = { ...work, em };
    await mustBeAbleToGrant(em, work.actor, book, settings.roleId);
    const id = newId();
    await mustBeNewName(em, settings.name, id);
    const client = em.create(ApiClientSchema, { id, ...settings, createdAt: work.clock.now() });
    await em.flush();
    const key = await addKey(inside, client, expiresOn);
    await recordAudit(inside, [
      {
        action: 'api-client.created',
        subjectType: 'ApiClient',
        subjectId: id,
        agencyId: agencyOf(client),
        facts: { role: settings.roleId, agencies: settings.agencyIds.length, apiKeyId: key.id, expiresOn },
      },
    ]);
    return { client, key: key.text };
  });
}

/** @throws DomainError BAD_USER_INPUT */
export async function mustBeNewName(em: EntityManager, name: string, id: string): Promise<void> {
  const [other] = await rows(em, sql`select 1 from api_client where lower(name) = lower(${name}) and id <> ${id}`);
  if (other) throw badInput('name', 'There is an API client of this name already.');
}
