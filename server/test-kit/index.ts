import { inject } from 'vitest';
import { catalogue, entities } from '../src/app/modules.ts';
import { ANONYMOUS, type Actor, type Work } from '../src/modules/permissions/index.ts';
import { createStoppedClock } from '../src/platform/clock.ts';
import { connect } from '../src/platform/database/index.ts';
import { createSecrets } from '../src/platform/secrets.ts';
import { copyDatabase } from './databases.ts';

/** A product of one's own: an empty, migrated database, and a clock that stands still. */
export async function startTestProduct(at = '2026-06-01T10:00:00+02:00') {
  const url = await copyDatabase(inject('serverUrl'), inject('templateName'));
  const orm = await connect({ url, entities });
  const clock = createStoppedClock(at);
  const secrets = createSecrets('a key for tests that is long enough to be one');
  return {
    url,
    orm,
    clock,
    secrets,
    workAs: (actor: Actor = ANONYMOUS): Work => ({ catalogue, em: orm.em.fork(), clock, secrets, actor }),
    stop: () => orm.close(),
  };
}
export type TestProduct = Awaited<ReturnType<typeof startTestProduct>>;
