import { badInput, DomainError } from '../../../platform/errors.ts';
import { COMMON_WORDS } from './common-passwords.ts';
import { PASSWORD_LENGTH } from './password-fits.ts';

/** Letters that must be left when everything that anybody would guess is taken out. */
const LEAST_OF_ONES_OWN = 4;
const LEAST_DIFFERENT_SIGNS = 5;
const LOOK_ALIKE: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};
/** The longest first, so that what a longer word holds is not looked for in its remains. */
const WORDS = COMMON_WORDS.toSorted((one, other) => other.length - one.length);

/**
 * Length first (NIST SP 800-63B), and nothing that is guessed at once: a common password with digits and signs around it, the
 * same few signs over and over, or one's own name or address.
 * @param about the name and the mail address of whose it is.
 * @throws DomainError BAD_USER_INPUT for its length, PASSWORD_TOO_EASY
 */
export function checkNewPassword(password: string, about: readonly string[], field = 'password'): void {
  const { shortest, longest } = PASSWORD_LENGTH;
  if (password.length < shortest || password.length > longest)
    throw badInput(field, `Choose a password of ${shortest} to ${longest} characters.`);
  if (isEasy(password.toLowerCase(), about))
    throw new DomainError('PASSWORD_TOO_EASY', 'This password is too easy to guess: choose another one.', [field]);
}

function isEasy(password: string, about: readonly string[]): boolean {
  if (new Set(password).size < LEAST_DIFFERENT_SIGNS) return true;
  return [password, withLetters(password)].some((one) => lettersOfOnesOwn(one, about) < LEAST_OF_ONES_OWN);
}

const withLetters = (text: string) => text.replace(/[013457@$!]/g, (sign) => LOOK_ALIKE[sign]!);

function lettersOfOnesOwn(password: string, about: readonly string[]): number {
  const own = about
    .flatMap((one) => one.toLowerCase().split(/[^\p{L}\p{N}]+/u))
    .filter((word) => word.length >= 3)
    .toSorted((one, other) => other.length - one.length);
  let left = password;
  for (const word of [...own, ...WORDS]) left = left.replaceAll(word, ' ');
  // One letter over and over counts for one, and so do those that follow each other in the alphabet.
  const signs = Array.from(left);
  const follows = (index: number) => signs[index]!.codePointAt(0) === (signs[index - 1]?.codePointAt(0) ?? NaN) + 1;
  return new Set(signs.filter((sign, index) => /\p{L}/u.test(sign) && !follows(index))).size;
}
