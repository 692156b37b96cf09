import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { createSignInThrottle } from '../modules/accounts/index.ts';
import { failOrphanedRuns } from '../modules/imports/index.ts';
import { RightsMatrix, type Actor, type Work } from '../modules/permissions/index.ts';
import { createClock } from '../platform/clock.ts';
import type { Env } from '../platform/env.ts';
import { StartupError } from '../platform/errors.ts';
import { startJobs } from '../platform/jobs/index.ts';
import { createLogger } from '../platform/logger.ts';
import { openPost, startMailbox } from '../platform/mail/index.ts';
import { createSecrets, secretKeyFor } from '../platform/secrets.ts';
import { openFileStore, type FileStore } from '../platform/storage/file-store.ts';
import { openDatabase } from './database.ts';
import { createHttpServer } from './http.ts';
import { jobsOf } from './jobs.ts';
import { catalogue } from './modules.ts';
import { guardedSchema } from './schema.ts';

/** What a command or a server process works with. */
export interface Core {
  readonly databaseUrl: string;
  readonly store: FileStore;
  readonly uploadsDir: string;
  workAs(actor: Actor): Work;
  isReady(): Promise<boolean>;
  close(): Promise<void>;
}

/** @param joining a command that uses the database of a product that runs. */
export async function openCore(env: Env, log: (line: string) => void, joining = false): Promise<Core> {
  const clock = createClock(env.fakeNow);
  const secrets = createSecrets(secretKeyFor(env));
  const database = await openDatabase(env, log, joining);
  return {
    databaseUrl: database.url,
    store: openFileStore(env),
    uploadsDir: join(env.dataDir, 'uploads'),
    workAs: (actor) => ({ catalogue, em: database.orm.em.fork(), clock, secrets, actor }),
    isReady: () => database.orm.isConnected(),
    close: () => database.close(),
  };
}

export interface Product {
  /** Where it is served, without a slash at the end; undefined for a process that only works. */
  readonly url: string | undefined;
  readonly core: Core;
  stop(): Promise<void>;
}

export interface ProductParts {
  /** Done before anything is served or a job ticks. */
  prepare?: (core: Core) => Promise<unknown>;
  http: boolean;
  jobs: boolean;
}

/** Starts the parts that this process is for. `stop` takes them down in turn and leaves nothing running. */
export async function startProduct(env: Env, parts: ProductParts, log: (line: string) => void): Promise<Product> {
  const logger = createLogger(env);
  const core = await openCore(env, log);
  const closers: (() => Promise<void>)[] = [() => core.close()];
  const stop = async () => {
    for (const close of closers.splice(0).reverse()) await close();
  };
  try {
    const system: Actor = { kind: 'system', name: 'product' };
    await failOrphanedRuns(core.workAs(system));
    await parts.prepare?.(core);
    const mailbox = env.smtpUrl ? undefined : await startMailbox(() => core.workAs(system).clock.now());
    if (mailbox) closers.push(() => mailbox.stop());

    let url: string | undefined;
    if (parts.http) {
      const pool = new pg.Pool({ connectionString: core.databaseUrl, max: 2 });
      pool.on('error', (error) => logger.warn({ err: error }, 'a connection of the sign-in throttle was lost'));
      closers.push(() => pool.end());
      const running = new Set<Promise<void>>();
      closers.push(async () => {
        await Promise.allSettled(running);
      });
      const app = await createHttpServer({
        env,
        logger,
        schema: guardedSchema(),
        rights: new RightsMatrix(catalogue),
        signInThrottle: createSignInThrottle(pool, core.workAs(system).secrets),
        newWork: () => core.workAs(system),
        isReady: () => core.isReady(),
        imports: {
          uploadsDir: core.uploadsDir,
          inBackground: (rest) => {
            const work: Promise<void> = rest()
              .catch((error: unknown) => logger.error({ err: error }, 'an import failed'))
              .finally(() => running.delete(work));
            running.add(work);
          },
        },
        mailbox,
      });
      url = await listen(app, env);
      closers.push(() => app.close());
    }
    if (parts.jobs) {
      const publicUrl = env.publicUrl ?? url ?? `http://localhost:${String(env.port)}`;
      const post = openPost(mailbox?.smtpUrl ?? env.smtpUrl!);
      const jobs = await startJobs(jobsOf({ core, post, linkBase: `${publicUrl}/bewaren#`, logger }), {
        jobsUrl: env.jobsUrl,
        databaseUrl: core.databaseUrl,
        logger,
      });
      closers.push(() => jobs.stop());
    }
    return { url: env.publicUrl ?? url, core, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function listen(app: Awaited<ReturnType<typeof createHttpServer>>, env: Env): Promise<string> {
  try {
    await app.listen({ port: env.port, host: env.production ? '0.0.0.0' : '127.0.0.1' });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE')
      throw new StartupError(
        `Port ${String(env.port)} is taken by another program: stop that one, or set PORT to another number.`,
      );
    if (code === 'EACCES')
      throw new StartupError(`Port ${String(env.port)} may not be used by this user: set PORT to a number above 1023.`);
    throw error;
  }
  return `http://localhost:${String((app.server.address() as AddressInfo).port)}`;
}
