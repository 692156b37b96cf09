import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Disk } from 'flydrive';
import { FSDriver } from 'flydrive/drivers/fs';
import type { Env, S3Settings } from '../env.ts';

/** Where files are kept, by keys that say nothing about whose they are. */
export type FileStore = Pick<
  Disk,
  'put' | 'putStream' | 'getBytes' | 'getStream' | 'delete' | 'exists' | 'move' | 'listAll'
>;

type WithS3 = Partial<Pick<Env, 's3'>>;

/** STORAGE_URL when it is set, a folder (`file:`) or a bucket (`s3://`); else `files` in DATA_DIR. */
export const openFileStore = (env: Pick<Env, 'storageUrl' | 'dataDir'> & WithS3): FileStore =>
  open(env.storageUrl, join(env.dataDir, 'files'), env.s3);

/** LEDGER_URL when it is set, else `ledger` in DATA_DIR: apart from the files, so that putting those back leaves it alone. */
export const openLedger = (env: Pick<Env, 'ledgerUrl' | 'dataDir'> & WithS3): FileStore =>
  open(env.ledgerUrl, join(env.dataDir, 'ledger'), env.s3);

function open(url: string | undefined, otherwise: string, s3: S3Settings | undefined): FileStore {
  if (url?.startsWith('s3:')) return openBucket(new URL(url).hostname, s3);
  const location = url === undefined ? otherwise : fileURLToPath(url);
  return new Disk(new FSDriver({ location, visibility: 'private' }));
}

/** Milliseconds; a store that is away is told of, and the job or the visitor tries again. */
const TO_CONNECT = 5_000;
const TO_ANSWER = 30_000;

/** The driver, with the SDK that it needs, is loaded when a bucket is first asked for: who keeps folders pays nothing for it. */
function openBucket(bucket: string, s3: S3Settings | undefined): FileStore {
  let opened: Promise<Disk> | undefined;
  const disk = () => (opened ??= driverOf(bucket, s3));
  return {
    put: async (...given) => (await disk()).put(...given),
    putStream: async (...given) => (await disk()).putStream(...given),
    getBytes: async (key) => (await disk()).getBytes(key),
    getStream: async (key) => (await disk()).getStream(key),
    delete: async (key) => (await disk()).delete(key),
    exists: async (key) => (await disk()).exists(key),
    move: async (...given) => (await disk()).move(...given),
    listAll: async (...given) => (await disk()).listAll(...given),
  };
}

async function driverOf(bucket: string, s3: S3Settings | undefined): Promise<Disk> {
  const { S3Driver } = await import('flydrive/drivers/s3');
  const driver = new S3Driver({
    bucket,
    visibility: 'private',
    // Who may read is the bucket’s own setting; many that speak S3 know no lists of access.
    supportsACL: false,
    region: s3?.region ?? 'eu-west-1',
    requestHandler: {
      connectionTimeout: TO_CONNECT,
      requestTimeout: TO_ANSWER,
      // Without this a breach is only warned of, and whoever asked waits for ever.
      throwOnRequestTimeout: true,
      socketTimeout: TO_ANSWER,
    },
    // Only Amazon’s own knows its newest checksums.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    ...(s3?.endpoint === undefined ? {} : { endpoint: s3.endpoint, forcePathStyle: true }),
    ...(s3?.credentials ? { credentials: s3.credentials } : {}),
  });
  return new Disk(driver);
}
