import type { Pool, PoolClient, QueryResult } from 'pg';
import { planNameOf } from './kept-plans.ts';

type Answer = (error: Error | null, result: QueryResult) => void;
type Query = (text: unknown, values?: unknown, answer?: Answer) => unknown;

/**
 * Lets go of what a query carried, its parameters and its rows, as soon as it is answered. Asked for a promise, the driver
 * answers by a closure that holds the query itself; such queries outlive the quick collections of young garbage, one after
 * another, and lie until a full one. A run over 100,000 people grew by 60 MB and more for that, and an import likewise;
 * asked by callback, they don't.
 */
export function forgetAnsweredQueries(pool: Pool): void {
  pool.on('connect', askByCallback);
}

function askByCallback(client: PoolClient): void {
  const ask = client.query.bind(client) as Query;
  const query: Query = (text, values, answer) =>
    typeof text === 'string' && answer === undefined && typeof values !== 'function'
      ? new Promise<QueryResult>((resolve, reject) => {
          const name = planNameOf(text);
          ask(name === undefined ? text : { name, text }, values, (error, result) => {
            if (error) reject(error);
            else resolve(result);
          });
        })
      : ask(text, values, answer);
  client.query = query as PoolClient['query'];
}
