import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { catalogue, entities } from '../src/app/modules.ts';
import { ANONYMOUS, type Actor, type Work } from '../src/modules/permissions/index.ts';
import { createStoppedClock } from '../src/platform/clock.ts';
import { connect } from '../src/platform/database/index.ts';
import { openLedger } from '../src/platform/storage/file-store.ts';
import { createSecrets } from '../src/platform/secrets.ts';
import { copyDatabase } from './databases.ts';

export const SECRET_KEY = 'a key for tests that is long enough to be one';

/** A product of one's own: an empty, migrated database, and a clock that stands still. */
export async function startTestProduct(at = '2026-06-01T10:00:00+02:00') {
  const url = await copyDatabase(inject('serverUrl'), inject('templateName'));
  const orm = await connect({ url, entities });
  const clock = createStoppedClock(at);
  const secrets = createSecrets(SECRET_KEY);
  const dataDir = await mkdtemp(join(tmpdir(), 'wisbaar-ledger-'));
  const ledger = openLedger({ dataDir, ledgerUrl: undefined });
  return {
    url,
    orm,
    clock,
    secrets,
    ledger,
    workAs: (actor: Actor = ANONYMOUS): Work => ({ catalogue, em: orm.em.fork(), clock, secrets, ledger, actor }),
    stop: async () => {
      await orm.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
export type TestProduct = Awaited<ReturnType<typeof startTestProduct>>;

/** Another database of the same tables. */
export const connectTo = (url: string, more: { poolSize?: number; patienceMs?: number } = {}) =>
  connect({ url, entities, ...more });
