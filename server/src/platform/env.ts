import { resolve } from 'node:path';
import { z } from 'zod';

const flag = z
  .enum(['0', '1', 'true', 'false'])
  .transform((value) => value === '1' || value === 'true')
  .optional();

/** A folder, or a bucket that speaks S3. */
const FILE_PLACE = /^(file:|s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\/?$)/;

const schema = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(4000),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  TRUSTED_PROXIES: z
    .string()
    .regex(/^[\d.:a-fA-F/, ]+$/, 'must be addresses or networks with commas between them')
    .optional(),
  DATA_DIR: z.string().min(1).default('.data'),
  DATABASE_URL: z.string().startsWith('postgres').optional(),
  JOBS_URL: z
    .string()
    .regex(/^(postgres$|mongodb(\+srv)?:\/\/)/, 'must be "postgres" or start with mongodb://')
    .default('postgres'),
  SMTP_URL: z.string().startsWith('smtp').optional(),
  STORAGE_URL: z.string().regex(FILE_PLACE, 'must start with file: or be s3:// and a bucket').optional(),
  LEDGER_URL: z.string().regex(FILE_PLACE, 'must start with file: or be s3:// and a bucket').optional(),
  S3_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  S3_REGION: z.string().min(1).default('eu-west-1'),
  S3_ACCESS_KEY_ID: z.string().min(1).optional(),
  S3_SECRET_ACCESS_KEY: z.string().min(1).optional(),
  SECRET_KEY: z.string().min(32, 'must have at least 32 characters').optional(),
  FAKE_NOW: z.iso.datetime({ offset: true }).optional(),
  BACK_UPS_TO_KEEP: z.coerce.number().int().min(1).max(1_000).default(5),
  INTRANET_PROVIDERS: flag,
  INTRANET_BACK_OFFICES: flag,
  TRUSTED_DOCUMENTS: flag,
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  DEMO: flag,
});

/** How buckets are reached, where files are kept in one. */
export interface S3Settings {
  /** `undefined`: Amazon’s own, of the region. */
  readonly endpoint: string | undefined;
  readonly region: string;
  /** `undefined`: as the machine itself is known, by the rules of the AWS SDK. */
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string } | undefined;
}

/** Everything that the outside world can set. Times in ISO 8601; paths are made absolute. */
export interface Env {
  readonly production: boolean;
  readonly port: number;
  readonly publicUrl: string | undefined;
  /** Addresses or networks of the proxies before us, whose word about the caller's address is taken; nobody's otherwise. */
  readonly trustedProxies: readonly string[];
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  readonly jobsUrl: string;
  readonly smtpUrl: string | undefined;
  readonly storageUrl: string | undefined;
  readonly ledgerUrl: string | undefined;
  readonly s3: S3Settings;
  readonly secretKey: string | undefined;
  /** How many back-ups stay on disk; the newest one always does. */
  readonly backUpsToKeep: number;
  readonly fakeNow: string | undefined;
  /** Whether an agency's own login may stand at an address that the internet does not have. */
  readonly intranetProviders: boolean;
  /** Whether an agency's back office may stand at an address that the internet does not have. */
  readonly intranetBackOffices: boolean;
  /** Whether whoever comes without a key can ask what our own apps ask, and nothing else. */
  readonly trustedDocuments: boolean;
  readonly logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'silent';
  readonly demo: boolean;
}

/** A setting that can't be used. Its message names the setting and never repeats its value. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

/**
 * Reads the settings once. The only place that touches `process.env`.
 * @throws SettingsError when a setting is malformed, or may not be used in production.
 */
export function readEnv(source: NodeJS.ProcessEnv = process.env): Env {
  const parsed = schema.safeParse(source);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new SettingsError(`These settings can't be used: ${problems.join('; ')}.`);
  }
  const value = parsed.data;
  const production = value.NODE_ENV === 'production';
  if (production && value.FAKE_NOW) throw new SettingsError('FAKE_NOW is refused when NODE_ENV is production.');
  if (production && !value.SECRET_KEY) throw new SettingsError('SECRET_KEY is required when NODE_ENV is production.');
  if (production && !value.PUBLIC_URL)
    throw new SettingsError('PUBLIC_URL is required when NODE_ENV is production: mailed links start with it.');
  if (production && !value.SMTP_URL) throw new SettingsError('SMTP_URL is required when NODE_ENV is production.');
  const { S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = value;
  if ((accessKeyId === undefined) !== (secretAccessKey === undefined))
    throw new SettingsError('S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY go together: set both, or neither.');
  return {
    production,
    port: value.PORT,
    publicUrl: value.PUBLIC_URL?.replace(/\/+$/, ''),
    trustedProxies: value.TRUSTED_PROXIES?.split(',').map((one) => one.trim()) ?? [],
    dataDir: resolve(value.DATA_DIR),
    databaseUrl: value.DATABASE_URL,
    jobsUrl: value.JOBS_URL,
    smtpUrl: value.SMTP_URL,
    storageUrl: value.STORAGE_URL,
    ledgerUrl: value.LEDGER_URL,
    s3: {
      endpoint: value.S3_ENDPOINT,
      region: value.S3_REGION,
      credentials:
        accessKeyId !== undefined && secretAccessKey !== undefined ? { accessKeyId, secretAccessKey } : undefined,
    },
    secretKey: value.SECRET_KEY,
    backUpsToKeep: value.BACK_UPS_TO_KEEP,
    fakeNow: value.FAKE_NOW,
    intranetProviders: value.INTRANET_PROVIDERS ?? !production,
    intranetBackOffices: value.INTRANET_BACK_OFFICES ?? !production,
    trustedDocuments: value.TRUSTED_DOCUMENTS ?? production,
    logLevel: value.LOG_LEVEL,
    demo: value.DEMO ?? !production,
  };
}
