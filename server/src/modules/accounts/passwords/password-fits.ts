import { DomainError } from '../../../platform/errors.ts';
import { checkPassword, hashPassword, PasswordQueueFull } from '../../../platform/passwords.ts';

/** Characters of a password; whatever is longer is not even looked at. */
export const PASSWORD_LENGTH = { shortest: 12, longest: 200 };

/**
 * One hash is computed, whether there is a password to compare with or not (S6).
 * @throws DomainError RATE_LIMITED when too many wait for theirs.
 */
export async function passwordFits(stored: string | null | undefined, password: string): Promise<boolean> {
  const tooLong = password.length > PASSWORD_LENGTH.longest;
  return inQueue(() => checkPassword(tooLong ? undefined : (stored ?? undefined), tooLong ? '' : password));
}

/** @throws DomainError RATE_LIMITED when too many wait for theirs. */
export const newPasswordHash = (password: string): Promise<string> => inQueue(() => hashPassword(password));

async function inQueue<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof PasswordQueueFull)
      throw new DomainError('RATE_LIMITED', 'Too many people sign in at this moment. Try again in a minute.');
    throw error;
  }
}
