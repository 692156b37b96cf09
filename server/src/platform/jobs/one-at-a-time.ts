import pg from 'pg';
import { isOutOfReach } from '../database/lost-connections.ts';

/** Sets these locks apart from others in the same database. */
const JOBS = 7_229_031;

/** Of a machine that lost its power the server hears nothing: it asks, and lets go of its locks after some ten seconds. */
const NOTICE_WHO_IS_GONE = 'set tcp_keepalives_idle = 4; set tcp_keepalives_interval = 2; set tcp_keepalives_count = 3';

/** None of these questions waits for anybody: a server that takes longer is out of reach. */
const PATIENCE_MS = 10_000;

/**
 * Lets one worker at a time do a job, whichever engine gives the ticks. An engine can give a tick to two workers: a lock that
 * lapsed while its process had no moment to renew it, or a store whose find-and-modify isn't atomic. PostgreSQL's advisory locks
 * live as long as the connection that took them, and one connection holds all of a process.
 */
export class OneAtATime {
  readonly #databaseUrl: string;
  readonly #patienceMs: number;
  readonly #mine = new Set<string>();
  #connecting: Promise<pg.Client> | undefined;
  #before: Promise<unknown> = Promise.resolve();

  constructor(databaseUrl: string, patienceMs = PATIENCE_MS) {
    this.#databaseUrl = databaseUrl;
    this.#patienceMs = patienceMs;
  }

  /** @returns whether it was this process's turn; else nothing was done. */
  async run(name: string, work: () => Promise<void>): Promise<boolean> {
    if (this.#mine.has(name)) return false;
    this.#mine.add(name);
    try {
      const [found] = await this.#ask<{ mine: boolean }>('select pg_try_advisory_lock($1, hashtext($2)) as mine', name);
      if (!found!.mine) return false;
      try {
        await work();
      } finally {
        // With its connection gone the lock is gone too.
        await this.#ask('select pg_advisory_unlock($1, hashtext($2))', name).catch(() => this.#hangUp());
      }
      return true;
    } finally {
      this.#mine.delete(name);
    }
  }

  close(): void {
    this.#hangUp();
  }

  async #ask<Row extends object>(query: string, name: string): Promise<Row[]> {
    const ask = async () => (await (await this.#client()).query<Row>(query, [JOBS, name])).rows;
    const persistently = async () => {
      try {
        return await ask();
      } catch (error) {
        if (!isOutOfReach(error)) throw error;
        // The connection may have been lost while nobody used it.
        this.#hangUp();
        return ask();
      }
    };
    // One after another, as the driver wants it.
    const answer = this.#before.then(persistently);
    this.#before = answer.catch(() => undefined);
    return answer;
  }

  #client(): Promise<pg.Client> {
    if (this.#connecting) return this.#connecting;
    // What comes late from an older connection is no word about this one, with the locks that it holds.
    const lost = () => {
      if (this.#connecting === connecting) this.#connecting = undefined;
    };
    const connecting = this.#connect(lost);
    this.#connecting = connecting;
    connecting.catch(lost);
    return connecting;
  }

  async #connect(lost: () => void): Promise<pg.Client> {
    const client = new pg.Client({
      connectionString: this.#databaseUrl,
      application_name: 'wisbaar jobs',
      keepAlive: true,
      connectionTimeoutMillis: this.#patienceMs,
      query_timeout: this.#patienceMs,
    });
    client.on('error', lost);
    client.on('end', lost);
    await client.connect();
    await client.query(NOTICE_WHO_IS_GONE);
    return client;
  }

  /** Not waited for: of a connection that broke the driver may never hear that it has ended. */
  #hangUp(): void {
    void this.#connecting?.then((client) => client.end()).catch(() => undefined);
    this.#connecting = undefined;
  }
}
