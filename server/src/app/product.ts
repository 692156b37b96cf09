import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { environmentOf, type Environment } from '../modules/acceptance/index.ts';
import { createSignInThrottle } from '../modules/accounts/index.ts';
import { LedgerUnreadable, replayLedger } from '../modules/anonymisation/index.ts';
import { noteHead } from '../modules/audit/index.ts';
import { createApiThrottle } from '../modules/api-clients/index.ts';
import { failOrphanedRuns } from '../modules/imports/index.ts';
import type { Actor, Work } from '../modules/permissions/index.ts';
import { createRegistrationThrottle } from '../modules/registrations/index.ts';
import { RoleBook } from '../modules/roles/index.ts';
import { createClock } from '../platform/clock.ts';
import { outsideRowScope, PATIENCE_MS, type Orm } from '../platform/database/index.ts';
import { surviveLostConnections } from '../platform/database/lost-connections.ts';
import { makeBackUp, type BackUp } from '../platform/database/back-up.ts';
import type { Env } from '../platform/env.ts';
import { StartupError } from '../platform/errors.ts';
import { startJobs } from '../platform/jobs/index.ts';
import { createLogger } from '../platform/logger.ts';
import { openPost, startMailbox } from '../platform/mail/index.ts';
import { createSecrets, secretKeyFor } from '../platform/secrets.ts';
import { openFileStore, openLedger, type FileStore } from '../platform/storage/file-store.ts';
import { backOfficeReachOf } from './back-office-reach.ts';
import { openDatabase } from './database.ts';
import { createHttpServer } from './http.ts';
import { jobsOf } from './jobs.ts';
import { mailLinks } from './mail-links.ts';
import { catalogue } from './modules.ts';
import { guardedSchema } from './schema.ts';

/** What a command or a server process works with. */
export interface Core {
  readonly databaseUrl: string;
  readonly orm: Orm;
  /** What the database says that it is (C13). */
  readonly environment: Environment;
  readonly store: FileStore;
  readonly uploadsDir: string;
  readonly exportsDir: string;
  /** Writes every table to a folder in DATA_DIR/back-ups, and lets go of the oldest ones there (C15). */
  makeBackUp(): Promise<BackUp>;
  workAs(actor: Actor): Work;
  isReady(): Promise<boolean>;
  close(): Promise<void>;
}

/** @param joining a command that uses the database of a product that runs. */
export async function openCore(
  env: Env,
  log: (line: string) => void,
  joining = false,
  asked?: AbortSignal,
): Promise<Core> {
  const clock = createClock(env.fakeNow);
  const secrets = createSecrets(secretKeyFor(env));
  const ledger = openLedger(env);
  const database = await openDatabase(env, log, joining, asked);
  return {
    databaseUrl: database.url,
    orm: database.orm,
    environment: await environmentOf(database.orm.em.fork()),
    store: openFileStore(env),
    uploadsDir: join(env.dataDir, 'uploads'),
    exportsDir: join(env.dataDir, 'exporting'),
    makeBackUp: () => makeBackUp(database.url, join(env.dataDir, 'back-ups'), clock.now(), env.backUpsToKeep),
    workAs: (actor) => ({ catalogue, em: database.orm.em.fork(), clock, secrets, ledger, actor }),
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
  /** Aborted when the process is asked to stop while it starts. */
  asked?: AbortSignal;
}

/** Starts the parts that this process is for. `stop` takes them down in turn and leaves nothing running. */
export async function startProduct(env: Env, parts: ProductParts, log: (line: string) => void): Promise<Product> {
  const logger = createLogger(env);
  const core = await openCore(env, log, false, parts.asked);
  const closers: (() => Promise<void>)[] = [
    () => core.close(),
    // After everything that may still write to the audit trail.
    async () => {
      await noteHead(core.workAs({ kind: 'system', name: 'product' }), core.store).catch((error: unknown) =>
        logger.warn({ err: error }, 'the head of the audit trail could not be noted'),
      );
    },
  ];
  const stop = async () => {
    for (const close of closers.splice(0).reverse()) await close();
  };
  try {
    const system: Actor = { kind: 'system', name: 'product' };
    await forgetAgain(core, log);
    await failOrphanedRuns(core.workAs(system));
    await parts.prepare?.(core);
    // From an acceptance copy no letter reaches anybody, whatever is set (B12).
    const smtpUrl = core.environment === 'ACCEPTANCE' ? undefined : env.smtpUrl;
    const mailbox = smtpUrl ? undefined : await startMailbox(() => core.workAs(system).clock.now());
    if (mailbox) closers.push(() => mailbox.stop());

    let url: string | undefined;
    if (parts.http) {
      const pool = new pg.Pool({
        connectionString: core.databaseUrl,
        max: 2,
        connectionTimeoutMillis: PATIENCE_MS,
      });
      surviveLostConnections(pool, (error) => logger.warn({ err: error }, 'a connection of the throttles was lost'));
      closers.push(() => pool.end());
      const running = new Set<Promise<void>>();
      closers.push(async () => {
        await Promise.allSettled(running);
      });
      const app = await createHttpServer({
        env,
        logger,
        ...guardedSchema(),
        roles: new RoleBook(catalogue),
        environment: core.environment,
        makeBackUp: () => core.makeBackUp(),
        signInThrottle: createSignInThrottle(pool, core.workAs(system).secrets),
        registrationThrottle: createRegistrationThrottle(pool, core.workAs(system).secrets),
        apiThrottle: createApiThrottle(pool, core.workAs(system).secrets),
        newWork: () => core.workAs(system),
        isReady: () => core.isReady(),
        store: core.store,
        imports: {
          uploadsDir: core.uploadsDir,
          inBackground: (rest) => {
            const work: Promise<void> = outsideRowScope(rest)
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
      const post = openPost(mailbox?.smtpUrl ?? smtpUrl!);
      const jobs = await startJobs(
        jobsOf({ core, post, links: mailLinks(publicUrl), backOfficeReach: backOfficeReachOf(env), logger }),
        {
          jobsUrl: env.jobsUrl,
          databaseUrl: core.databaseUrl,
          logger,
        },
      );
      closers.push(() => jobs.stop());
    }
    return { url: env.publicUrl ?? url, core, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * Before anybody is served, who was erased is erased in this database too: it may be a back-up that was put back (F14).
 * @throws StartupError when the ledger can't tell who that is.
 */
export async function forgetAgain(core: Core, log: (line: string) => void): Promise<void> {
  let again: number;
  try {
    again = await replayLedger(core.workAs({ kind: 'system', name: 'ledger' }));
  } catch (error) {
    if (!(error instanceof LedgerUnreadable)) throw error;
    throw new StartupError(
      `${error.message} Whom it would erase again is not known, so nobody is served: put the ledger back from its own back-up, and see "verify ledger".`,
    );
  }
  if (again > 0)
    log(
      `This database is from a back-up: ${String(again)} ${again === 1 ? 'person was' : 'people were'} erased again.`,
    );
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
