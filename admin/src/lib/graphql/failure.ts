import type { CombinedError } from '@urql/svelte';

/** Why a whole request failed; a single guarded field is no failure (see `GuardedPaths`). */
export interface Failure {
  readonly code:
    'NETWORK' | 'UNAUTHENTICATED' | 'FORBIDDEN' | 'NOT_FOUND' | 'RATE_LIMITED' | 'UNEXPECTED' | (string & {});
  readonly message: string;
}

const codeOf = (extensions: Record<string, unknown> | undefined): string =>
  typeof extensions?.['code'] === 'string' ? extensions['code'] : 'UNEXPECTED';

export function codesOf(error: CombinedError | undefined): string[] {
  return error?.graphQLErrors.map((one) => codeOf(one.extensions)) ?? [];
}

/** A field below the root that the role may not see: its value is null, and the rest of the answer stands. */
const isGuardedField = (one: CombinedError['graphQLErrors'][number]) =>
  codeOf(one.extensions) === 'FORBIDDEN' && (one.path?.length ?? 0) > 1;

export function failureOf(result: { data?: unknown; error?: CombinedError | undefined }): Failure | undefined {
  const { error, data } = result;
  if (!error) return undefined;
  const hard = error.graphQLErrors.find((one) => !data || !isGuardedField(one));
  if (hard) return { code: codeOf(hard.extensions), message: hard.message };
  return error.networkError ? { code: 'NETWORK', message: error.networkError.message } : undefined;
}

/** Where in an answer the values are that the role may not see. */
export class GuardedPaths {
  readonly #paths: ReadonlySet<string>;

  constructor(error?: CombinedError) {
    this.#paths = new Set(error?.graphQLErrors.filter(isGuardedField).map((one) => one.path!.join('.')));
  }

  /** Also true for what lies below a guarded field. */
  has(...path: readonly (string | number)[]): boolean {
    if (this.#paths.size === 0) return false;
    return path.some((_, index) => this.#paths.has(path.slice(0, index + 1).join('.')));
  }
}
