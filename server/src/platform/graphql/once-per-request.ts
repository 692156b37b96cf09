import { DomainError } from '../errors.ts';

/**
 * For a deed that an answer may hold once only, however many aliases a document gives it: the first is done, the rest are
 * refused.
 * @returns to be called with an object that lives as long as the request.
 * @throws DomainError RATE_LIMITED
 */
export function oncePerRequest(): (request: object) => void {
  const done = new WeakSet();
  return (request) => {
    if (done.has(request)) throw new DomainError('RATE_LIMITED', 'This can be asked once in a request.');
    done.add(request);
  };
}
