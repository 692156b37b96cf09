import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Disk } from 'flydrive';
import { FSDriver } from 'flydrive/drivers/fs';
import type { Env } from '../env.ts';

/** Where files are kept, by keys that say nothing about whose they are. */
export type FileStore = Pick<Disk, 'put' | 'putStream' | 'getBytes' | 'getStream' | 'delete' | 'exists'>;

/** A folder: STORAGE_URL when it is a `file:` address, else `files` in DATA_DIR. */
export function openFileStore(env: Pick<Env, 'storageUrl' | 'dataDir'>): FileStore {
  const location = env.storageUrl ? fileURLToPath(env.storageUrl) : join(env.dataDir, 'files');
  return new Disk(new FSDriver({ location, visibility: 'private' }));
}
