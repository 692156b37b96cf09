import { m } from '#messages';
import type { Failure } from './failure.ts';

/** What went wrong, in words for somebody at work; a code without words of its own falls back on the server's. */
export function failureText(failure: Failure): string {
  switch (failure.code) {
    case 'NETWORK':
      return m.failure_network();
    case 'FORBIDDEN':
      return m.failure_forbidden();
    case 'NOT_FOUND':
      return m.failure_not_found();
    case 'RATE_LIMITED':
      return m.failure_rate_limited();
    default:
      return failure.message || m.failure_unexpected();
  }
}
