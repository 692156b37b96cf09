import { m } from '#messages';
import type { Failure } from '../api';

export function failureText(failure: Failure): string {
  const texts = { offline: m.failed_offline, busy: m.failed_busy, broken: m.failed_broken };
  return texts[failure.kind]();
}
