import { pino, type Logger } from 'pino';
import type { Env } from './env.ts';

export type { Logger };

/**
 * Log lines carry ids, counts, codes and durations. Errors are reduced to their name and code: a message of a driver
 * can quote the row that it failed on.
 */
export function createLogger(env: Pick<Env, 'logLevel' | 'production'>): Logger {
  return pino({
    level: env.logLevel,
    base: null,
    serializers: { err: (error: unknown) => describeError(error) },
    ...(env.production
      ? {}
      : { transport: { target: 'pino-pretty', options: { ignore: 'pid,hostname', singleLine: true } } }),
  });
}

/** What of an error may be logged: its class, its code and the frames of its stack, without its message. */
export function describeError(error: unknown): { name: string; code?: string; at?: string[] } {
  if (!(error instanceof Error)) return { name: typeof error };
  const code = (error as { code?: unknown }).code;
  const frames = error.stack
    ?.split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 8)
    .map((line) => line.trim());
  return { name: error.name, ...(typeof code === 'string' ? { code } : {}), ...(frames ? { at: frames } : {}) };
}
