import type { Attempt, RequestBrowser } from '../../accounts/index.ts';
import type { RequestContext } from '../../permissions/index.ts';

type Visit = Pick<RequestBrowser, 'address' | 'signInThrottle'> & Pick<RequestContext, 'work' | 'visitorAddress'>;

/** From where somebody guesses: with a program that hands no addresses on, from where all its visitors do. */
export function placeOfVisitor({
  work: { actor },
  address,
  visitorAddress,
}: Visit): Pick<Attempt, 'address' | 'ofMany'> {
  if (actor.kind !== 'api-client') return { address };
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
