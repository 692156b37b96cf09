import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { isPublicAddress, fetchWithin } from './network-reach.ts';

describe('where the server goes for a service of an agency’s own', () => {
  let server: Server;
  let port: number;
  const asked: string[] = [];
  beforeAll(async () => {
    server = createServer((request, response) => {
      asked.push(request.url!);
      if (request.url === '/moved') response.writeHead(302, { location: '/elsewhere' }).end();
      else if (request.url === '/endless') response.end('x'.repeat(2_000_000));
      else response.end('{}');
    });
    await new Promise<void>((resolve) => server.listen(0, resolve));
    ({ port } = server.address() as AddressInfo);
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));
  beforeEach(() => asked.splice(0));
  const get = (host: string, path: string, intranet: boolean) =>
    fetchWithin({ http: true, intranet })(`http://${host}:${String(port)}${path}`, {
      method: 'GET',
      headers: {},
      body: undefined,
      redirect: 'manual',
    });

  it.each(['localhost', '127.0.0.1', '[::1]', '[::ffff:127.0.0.1]', '2130706433', '0.0.0.0', '0x7f.1'])(
    'is not our own network: %s',
    async (host) => {
      await expect(get(host, '/', false)).rejects.toThrow();
      expect(asked).toEqual([]);
    },
  );

  it('is our own network where the installation says so', async () => {
    for (const host of ['localhost', '127.0.0.1']) expect((await get(host, '/', true)).status).toBe(200);
    expect(asked).toEqual(['/', '/']);
  });

  it('is nowhere that the provider sends it on to', async () => {
    expect((await get('localhost', '/moved', true)).status).toBe(302);
    expect(asked).toEqual(['/moved']);
  });

  it('takes no answer without end', async () => {
    await expect(get('localhost', '/endless', true)).rejects.toThrow();
  });

  it.each([
    ['8.8.8.8', true],
    ['2a00:1450:400e:80f::200e', true],
    ['10.0.0.1', false],
    ['172.16.0.1', false],
    ['192.168.1.1', false],
    ['100.64.0.1', false],
    ['169.254.169.254', false],
    ['224.0.0.1', false],
    ['fd00::1', false],
    ['fe80::1', false],
    ['::ffff:10.0.0.1', false],
    ['64:ff9b::a00:1', false],
    ['geen adres', false],
  ])('knows whether everybody on the internet reaches %s', (address, open) => {
    expect(isPublicAddress(address)).toBe(open);
  });
});
