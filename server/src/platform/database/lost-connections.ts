import type { Pool, PoolClient } from 'pg';

/**
 * Lets a process outlive its connections: a database that restarts, or is told to end them, tells each of them so, and an
 * `error` that nobody listens to ends a Node process. Whoever waits for an answer on one gets his own error; the pool makes a new one.
 * @param onLost told of each connection that nobody was using.
 */
export function surviveLostConnections(pool: Pool, onLost: (error: Error) => void = () => undefined): void {
  pool.on('error', onLost);
  // Also while somebody has it, between two of his queries.
  pool.on('connect', (client) => void client.on('error', () => undefined));
  takeBackLost(pool);
}

/**
 * A connection that ended while somebody had it is given back for him: whoever can't even roll back on it forgets to, and the
 * pool would keep its place for ever, one for each loss, and wait for it at the end.
 */
function takeBackLost(pool: Pool): void {
  const take = pool.connect.bind(pool) as (callback?: unknown) => unknown;
  const lend = (client: PoolClient): PoolClient => {
    const giveBack = client.release.bind(client);
    let isBack = false;
    const once: PoolClient['release'] = (error) => {
      if (isBack) return;
      isBack = true;
      client.off('end', lost);
      giveBack(error);
    };
    const lost = () => once(true);
    client.once('end', lost);
    client.release = once;
    return client;
  };
  // With a callback the pool lends to itself, for one query, and takes back whatever happens.
  pool.connect = ((callback?: unknown) =>
    callback === undefined ? (take() as Promise<PoolClient>).then(lend) : take(callback)) as typeof pool.connect;
}

const POSTGRES = /^(08...|57P0[1-5]|53300)$/;
const SOCKET = /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)$/;
const MONGO = /^Mongo(Network|NetworkTimeout|ServerSelection|NotConnected|PoolCleared|PoolClosed|TopologyClosed)Error$/;
const WITHOUT_CODE =
  /^(Connection terminated|timeout expired|Query read timeout|timeout exceeded when trying to connect|Client has encountered a connection error)/;

/** Whether a database could not be reached, or went away, and the same may well succeed in a moment. */
export function isOutOfReach(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof AggregateError && error.errors.some(isOutOfReach)) return true;
  const code = (error as { code?: unknown }).code;
  if (typeof code === 'string' && (POSTGRES.test(code) || SOCKET.test(code))) return true;
  return MONGO.test(error.name) || WITHOUT_CODE.test(error.message);
}

/** Whether all connections were lent out for as long as anybody waits; the driver has no code for it. */
export const isOutOfConnections = (error: unknown): boolean =>
  error instanceof Error &&
  (error.message === 'timeout exceeded when trying to connect' || isOutOfConnections(error.cause));
