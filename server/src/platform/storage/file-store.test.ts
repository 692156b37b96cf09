import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import pino from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { S3_KEYS, startS3Server, type S3Server } from '../../../test-kit/s3-server.ts';
import { readEnv, SettingsError } from '../env.ts';
import { openFileStore, openLedger, type FileStore } from './file-store.ts';

let dir: string;
let s3: S3Server;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'wisbaar-store-'));
  s3 = await startS3Server();
});
beforeEach(() => s3.mend());
afterAll(async () => {
  await s3.stop();
  await rm(dir, { recursive: true });
});

/** As an operator sets it. */
const bucketEnv = (secret = S3_KEYS.secretAccessKey, endpoint = s3.endpoint) =>
  readEnv({
    DATA_DIR: dir,
    STORAGE_URL: s3.storageUrl,
    LEDGER_URL: s3.storageUrl,
    S3_ENDPOINT: endpoint,
    S3_ACCESS_KEY_ID: S3_KEYS.accessKeyId,
    S3_SECRET_ACCESS_KEY: secret,
  });

const STORES: readonly (readonly [string, () => FileStore])[] = [
  ['a folder', () => openFileStore(readEnv({ STORAGE_URL: pathToFileURL(join(dir, 'papers')).href }))],
  ['a folder in DATA_DIR', () => openFileStore(readEnv({ DATA_DIR: dir }))],
  ['a bucket', () => openFileStore(bucketEnv())],
  ['the ledger’s bucket', () => openLedger(bucketEnv())],
];

describe.each(STORES)('a file store in %s', (_, open) => {
  it('keeps bytes as they are under a key, and lets go of them', async () => {
    const store = open();
    const bytes = Buffer.from([0, 255, 13, 10, 0x25, 0x50]);
    await store.put('one.bin', bytes);
    await store.putStream('two.bin', Readable.from([Buffer.from('twee'), Buffer.from('de')]), { contentLength: 6 });
    expect(Buffer.from(await store.getBytes('one.bin'))).toEqual(bytes);
    expect(String(await buffer(await store.getStream('two.bin')))).toBe('tweede');
    expect(await store.exists('one.bin')).toBe(true);
    await store.delete('one.bin');
    expect(await store.exists('one.bin')).toBe(false);
    await expect(store.getBytes('one.bin')).rejects.toThrow();
    // Done twice it is no error: what a crash left behind is done again.
    await store.delete('one.bin');
    await store.delete('two.bin');
  });

  it('moves a file, and lists a folder', async () => {
    const store = open();
    await store.put('open/a.json', '{}');
    await store.move('open/a.json', 'filed/2026-06-01/a.json');
    const { objects } = await store.listAll('filed');
    expect([...objects].map(({ name }) => name)).toEqual(['2026-06-01']);
    expect(await store.exists('open/a.json')).toBe(false);
    await store.delete('filed/2026-06-01/a.json');
  });
});

describe('a store that is away', () => {
  it('says so, be it a bucket that answers an error, one that cuts the connection, or a folder that is none', async () => {
    const store = openFileStore(bucketEnv());
    for (const fault of [403, 'CUT'] as const) {
      s3.breakBy(() => fault);
      await expect(store.put('a.bin', 'x')).rejects.toThrow();
      await expect(store.delete('a.bin')).rejects.toThrow();
    }
    await writeFile(join(dir, 'no-folder'), '');
    const folder = openFileStore(readEnv({ STORAGE_URL: pathToFileURL(join(dir, 'no-folder')).href }));
    await expect(folder.put('a.bin', 'x')).rejects.toThrow();
  });

  it('gives nothing to another secret, and no secret to the log', async () => {
    const written: string[] = [];
    const log = pino(
      new Writable({
        write(chunk: Buffer, _encoding, done) {
          written.push(chunk.toString());
          done();
        },
      }),
    );
    const wrong = 'another-secret-that-nobody-may-read';
    for (const store of [openFileStore(bucketEnv(wrong)), openFileStore(bucketEnv(wrong, 'http://127.0.0.1:1'))])
      for (const attempt of [() => store.put('a.bin', 'x'), () => store.getBytes('a.bin')])
        await (attempt() as Promise<unknown>).then(
          () => expect.unreachable(),
          (error: unknown) => log.error({ err: error }, 'failed'),
        );
    expect(written).toHaveLength(4);
    expect(written.join('')).not.toContain(wrong);
    expect(written.join('')).not.toContain('Signature=');
  });
});

describe('settings of a bucket', () => {
  it.each([
    ['an address that is no bucket', { STORAGE_URL: 's3://' }],
    ['a secret in the address', { STORAGE_URL: 's3://key:secret@papieren' }],
    ['a place that nobody knows', { STORAGE_URL: 'ftp://papieren' }],
    ['a key without its secret', { STORAGE_URL: 's3://papieren', S3_ACCESS_KEY_ID: 'AK' }],
  ])('are refused with %s, without repeating it', (_, settings) => {
    expect(() => readEnv(settings)).toThrow(SettingsError);
    expect(() => readEnv(settings)).not.toThrow(/secret@|ftp:/);
  });
});
