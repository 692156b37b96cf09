import type { Attempt, RequestBrowser } from '../../accounts/index.ts';
import { DomainError } from '../../../platform/errors.ts';
import { mustBePortal, type RequestContext } from '../../permissions/index.ts';

type Visit = Pick<RequestBrowser, 'address' | 'signInThrottle'> & Pick<RequestContext, 'work' | 'visitorAddress'>;

/**
 * From where somebody guesses: with a program that hands no addresses on, from where all its visitors do.
 * @throws DomainError FORBIDDEN for a program that is nobody’s portal
 */
export function placeOfVisitor({
  work: { actor },
  address,
  visitorAddress,
}: Visit): Pick<Attempt, 'address' | 'ofMany'> {
  if (actor.kind !== 'api-client') return { address };
  mustBePortal(actor);
  // A key’s own count: by what it says of its visitors it takes nobody’s allowance away elsewhere.
  return visitorAddress === undefined
    ? { address: actor.id, ofMany: true }
    : { address: `${actor.id} ${visitorAddress}` };
}

/**
 * Counts something that asks for no account. All visitors of a program that hands no addresses on share a wide allowance, apart
 * from that for signing in.
 * @throws DomainError RATE_LIMITED
 */
export function countVisitor(context: Visit): Promise<void> {
  const { address, ofMany } = placeOfVisitor(context);
  return ofMany ? context.signInThrottle.countVisit(`${address} links`) : context.signInThrottle.countAddress(address);
}

/**
 * The same of somebody by whom a letter goes out. A program that hands no addresses on has the wide allowance alone.
 * @throws DomainError RATE_LIMITED, FORBIDDEN
 */
export async function countAsker(context: Visit & Pick<RequestContext, 'registrationThrottle'>): Promise<void> {
  await countVisitor(context);
  const { address, ofMany } = placeOfVisitor(context);
  if (!ofMany) await context.registrationThrottle.countAsker(address);
}

/** To whom writes to somebody too often, in a day. */
export const tooManyLetters = () =>
  new DomainError('RATE_LIMITED', 'This was asked for several times today. Try again tomorrow.');
