import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.ts';
import { postmasterPid } from './product.ts';

interface EmbeddedPostgres {
  startEmbeddedPostgres: (options: {
    dataDir: string;
    port: number;
    settings: Record<string, string>;
  }) => Promise<{ url: string; stop(): Promise<void> }>;
}

/** A PostgreSQL that the product does not look after, as many have one: for `DATABASE_URL`. */
export interface Postgres {
  readonly url: string;
  /** Stops it at once, as a power cut would (`pg_ctl stop -m immediate`): nothing is finished and nothing written down. */
  crash(): Promise<void>;
  /** At the same address, after it has recovered. */
  startAgain(): Promise<void>;
  remove(): Promise<void>;
}

export async function startPostgres(): Promise<Postgres> {
  const { startEmbeddedPostgres } = (await import(
    new URL('../../server/dist/platform/database/embedded-postgres.js', import.meta.url).href
  )) as EmbeddedPostgres;
  const dataDir = await mkdtemp(join(tmpdir(), 'wisbaar-postgres-'));
  // Where root runs this, the server has a user of its own, who must get in.
  await chmod(dataDir, 0o711);
  const port = await freePort();
  const start = () => startEmbeddedPostgres({ dataDir, port, settings: { fsync: 'off' } });
  let server = await start();
  return {
    url: server.url,
    async crash() {
      process.kill(await postmasterPid(dataDir), 'SIGQUIT');
      await server.stop();
    },
    async startAgain() {
      server = await start();
    },
    async remove() {
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
