import type { LocalDate } from '../../platform/clock.ts';
import { badInput } from '../../platform/errors.ts';
import type { Secrets } from '../../platform/secrets.ts';
import { fieldChanges, type Rights } from '../permissions/index.ts';
import { sealBsn } from './bsn.ts';
import { candidateData } from './candidate.personal-data.ts';

/** Fields that a candidate always has. */
const REQUIRED = ['blocked', 'isCandidate', 'language'];

/**
 * What of an input is stored of a candidate; a BSN is sealed to his row.
 * @throws DomainError FORBIDDEN, BAD_USER_INPUT with the field's name
 */
export function candidateChanges(
  rights: Rights,
  secrets: Secrets,
  today: LocalDate,
  candidateId: string,
  input: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  for (const field of REQUIRED) if (input[field] === null) throw badInput(field, 'This field can’t be emptied.');
  const { bsnCipher: bsn, ...changes } = fieldChanges(candidateData, rights, today, input);
  if (bsn === undefined) return changes;
  return {
    ...changes,
    ...(bsn === null ? { bsnCipher: null, bsnHash: null } : sealBsn(secrets, candidateId, bsn as string)),
  };
}
