import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Env } from './env.ts';
import { StartupError } from './errors.ts';

/** Where a sealed value lives; a value moved to another row or column no longer opens. */
export interface SealPlace {
  table: string;
  row: string;
  column: string;
}

/** Keys derived from SECRET_KEY, one per purpose. */
export interface Secrets {
  /** AES-256-GCM; layout: key id (1 byte), IV (12), tag (16), text. */
  seal(text: string, place: SealPlace): Buffer;
  /** @throws when the value was altered, moved, or sealed with another key. */
  open(sealed: Uint8Array, place: SealPlace): string;
  /** A keyed hash by which an exact value can be found again, but not read back. */
  fingerprint(purpose: string, value: string): Buffer;
}

const KEY_ID = 1;

export function createSecrets(secretKey: string): Secrets {
  const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', secretKey, 'wisbaar', purpose, 32));
  const sealKey = derive('seal:1');
  const fingerprintKey = derive('fingerprint:1');
  const bind = (place: SealPlace) => Buffer.from(`${place.table}:${place.row}:${place.column}`);

  return {
    seal(text, place) {
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', sealKey, iv).setAAD(bind(place));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([Buffer.of(KEY_ID), iv, cipher.getAuthTag(), body]);
    },
    open(sealed, place) {
      const bytes = Buffer.from(sealed);
      if (bytes[0] !== KEY_ID) throw new Error('This value was sealed with a key that is not at hand.');
      const decipher = createDecipheriv('aes-256-gcm', sealKey, bytes.subarray(1, 13)).setAAD(bind(place));
      decipher.setAuthTag(bytes.subarray(13, 29));
      return Buffer.concat([decipher.update(bytes.subarray(29)), decipher.final()]).toString('utf8');
    },
    fingerprint: (purpose, value) => createHmac('sha256', fingerprintKey).update(`${purpose}\0${value}`).digest(),
  };
}

/**
 * The key from the settings, or for the demo one that is made once and kept in DATA_DIR, readable by its owner alone.
 * @throws StartupError when it can't be kept there.
 */
export function secretKeyFor(env: Pick<Env, 'secretKey' | 'dataDir'>): string {
  if (env.secretKey) return env.secretKey;
  const file = join(env.dataDir, 'secret.key');
  try {
    mkdirSync(env.dataDir, { recursive: true });
    if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' });
    chmodSync(file, 0o600);
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    throw new StartupError(
      `The data directory ${env.dataDir} can't be written to (${code}): set DATA_DIR to one that can.`,
    );
  }
}

/** 256 random bits for a mailed link or a session, to be stored only as its hash. */
export const newToken = () => randomBytes(32).toString('base64url');
export const hashToken = (token: string) => createHash('sha256').update(token).digest();
