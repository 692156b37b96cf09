import { GraphQLError } from 'graphql';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createEmptyDatabase } from '../../../test-kit/databases.ts';
import { connectTo } from '../../../test-kit/index.ts';
import { createFormatError } from '../graphql/format-error.ts';
import { isOutOfConnections } from './lost-connections.ts';
import type { Orm } from './orm.ts';
import { rows, sql } from './sql.ts';
import { inTransaction } from './transaction.ts';

describe('a pool whose connections are all lent out', () => {
  let orm: Orm;
  beforeAll(async () => {
    const url = await createEmptyDatabase(inject('serverUrl'));
    orm = await connectTo(url, { poolSize: 2, patienceMs: 300 });
  });
  afterAll(() => orm.close());

  const ask = () => rows(orm.em.fork(), sql`select 1 as n`);
  /** Two who hold both connections, until told to let go. */
  async function lendAll(): Promise<() => Promise<void>> {
    const held: Promise<unknown>[] = [];
    const { promise: mayGo, resolve: letGo } = Promise.withResolvers<undefined>();
    for (let n = 0; n < 2; n += 1) {
      const { promise: isHeld, resolve: has } = Promise.withResolvers<undefined>();
      held.push(
        inTransaction(orm.em.fork(), async (em) => {
          await rows(em, sql`select 1 as n`);
          has(undefined);
          await mayGo;
        }),
      );
      await isHeld;
    }
    return async () => {
      letGo(undefined);
      await Promise.all(held);
    };
  }

  it('says so in time to whoever waits, with a code that clients know and nothing of the machine (S16)', async () => {
    const letGo = await lendAll();
    const error = await ask().then(
      () => undefined,
      (refusal: unknown) => refusal,
    );
    await letGo();
    expect(isOutOfConnections(error)).toBe(true);
    const told = createFormatError(pino({ level: 'silent' }))(
      { message: (error as Error).message, path: ['me'] },
      new GraphQLError('', { originalError: error as Error, path: ['me'] }),
    );
    expect(told).toEqual({
      path: ['me'],
      message: 'It is too busy now. Try again in a minute; look first whether a change that you made was kept.',
      extensions: { code: 'BUSY' },
    });
  });

  it('serves who comes in time, and everybody again once they are given back', async () => {
    const letGo = await lendAll();
    const waiting = ask();
    await letGo();
    expect(await waiting).toEqual([{ n: 1 }]);
    expect(await Promise.all([ask(), ask(), ask()])).toHaveLength(3);
  });
});
