import { inTransaction } from '../../platform/database/index.ts';
import { DomainError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { hashToken } from '../../platform/secrets.ts';
import { recordAudit } from '../audit/index.ts';
import type { Work } from '../permissions/index.ts';
import type { RoleBook } from '../roles/index.ts';
import { ApiKeySchema, type ApiClient } from './api-client.entity.ts';
import { agencyOf, lockApiClient, mustBeAbleToGrant } from './api-client.repository.ts';
import type { ClientWithKey } from './create-api-client.ts';
import { newKeyText } from './key-text.ts';
import { soundExpiry } from './sound-settings.ts';

/** Two at a time: the new one is put in place while the old one still works. */
const MOST_VALID_KEYS = 2;

/**
 * Gives a client another key, shown now and never again. The old one goes on until it is revoked or expires.
 * @throws DomainError CONFLICT when two keys are valid already, FORBIDDEN, NOT_FOUND, BAD_USER_INPUT
 */
export async function issueApiKey(
  work: Work,
  book: RoleBook,
  input: { clientId: string; expiresOn: string },
): Promise<ClientWithKey> {
  const expiresOn = soundExpiry(work.clock.today(), input.expiresOn);
  return inTransaction(work.em, async (em) => {
    const inside = { ...work, em };
    const client = await lockApiClient(inside, input.clientId);
    await mustBeAbleToGrant(em, work.actor, book, client.roleId);
    const valid = await em.count(ApiKeySchema, {
      clientId: client.id,
      revokedAt: null,
      expiresOn: { $gte: work.clock.today() },
    });
    if (valid >= MOST_VALID_KEYS)
      throw new DomainError('CONFLICT', 'This client has two valid keys already. Revoke one of them first.');
    const key = await addKey(inside, client, expiresOn);
    await recordAudit(inside, [
      {
        action: 'api-key.issued',
        subjectType: 'ApiClient',
        subjectId: client.id,
        agencyId: agencyOf(client),
        facts: { apiKeyId: key.id, expiresOn },
      },
    ]);
    return { client, key: key.text };
  });
}

/** Stores a new key's hash, in the caller's transaction. */
export async function addKey(
  { em, clock }: Work,
  client: ApiClient,
  expiresOn: string,
): Promise<{ id: string; text: string }> {
  const { text, start } = newKeyText();
  const id = newId();
  em.create(ApiKeySchema, {
    id,
    clientId: client.id,
    start,
    hash: hashToken(text),
    createdAt: clock.now(),
    expiresOn,
  });
  await em.flush();
  return { id, text };
}
