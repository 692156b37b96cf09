import { m } from '#messages';
import type { Failure } from './failure.ts';

/** What went wrong, in words for somebody at work; a code without words of its own falls back on the server's. */
export function failureText(failure: Failure): string {
  switch (failure.code) {
    case 'NETWORK':
      return m.failure_network();
    case 'FORBIDDEN':
      return m.failure_forbidden();
    case 'READ_ONLY':
      return m.look_as_read_only();
    case 'NOT_FOUND':
      return m.failure_not_found();
    case 'REAUTHENTICATION_REQUIRED':
      return m.check_too_late();
    case 'RATE_LIMITED':
    case 'BUSY':
      return m.failure_rate_limited();
    default:
      return failure.message || m.failure_unexpected();
  }
}
