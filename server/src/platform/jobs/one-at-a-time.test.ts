import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { describe, expect, inject, it, onTestFinished } from 'vitest';
import { createEmptyDatabase } from '../../../test-kit/databases.ts';
import { OneAtATime } from './one-at-a-time.ts';

/** A way to the database whose connections can fall silent without ending, as behind a wall that forgot them. */
async function wayTo(url: string) {
  const target = new URL(url);
  const open: Socket[][] = [];
  const server = createServer((own) => {
    const there = connect(Number(target.port), target.hostname);
    for (const [from, to] of [
      [own, there],
      [there, own],
    ] as const) {
      from.on('error', () => undefined);
      from.pipe(to);
    }
    open.push([own, there]);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of open.flat()) socket.destroy();
    server.close();
  });
  return {
    url: Object.assign(new URL(url), { host: `127.0.0.1:${String((server.address() as AddressInfo).port)}` }).href,
    fallSilent: () => {
      const silent = open.splice(0);
      for (const [own, there] of silent) {
        own!.unpipe();
        there!.unpipe();
      }
      return {
        breakOff: () => {
          for (const socket of silent.flat()) socket.resetAndDestroy();
        },
      };
    },
  };
}

describe('the turns of workers', () => {
  it('go on over a new connection when the old one falls silent, and are not upset by how that one ends', async () => {
    const url = await createEmptyDatabase(inject('serverUrl'));
    const way = await wayTo(url);
    const [ours, theirs] = [new OneAtATime(way.url, 500), new OneAtATime(url)];
    onTestFinished(() => {
      ours.close();
      theirs.close();
    });
    expect(await ours.run('first', () => Promise.resolve())).toBe(true);
    const old = way.fallSilent();
    const [started, finish] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()];
    const run = ours.run('second', async () => {
      started.resolve(undefined);
      await finish.promise;
    });
    await started.promise;
    expect(await theirs.run('second', () => Promise.resolve())).toBe(false);
    old.breakOff();
    expect(await ours.run('third', () => Promise.resolve())).toBe(true);
    expect(await theirs.run('second', () => Promise.resolve())).toBe(false);
    finish.resolve(undefined);
    expect(await run).toBe(true);
    // Its lock was given back on the connection that had taken it.
    expect(await theirs.run('second', () => Promise.resolve())).toBe(true);
  });
});
