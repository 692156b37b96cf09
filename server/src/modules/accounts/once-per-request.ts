import { oncePerRequest as once } from '../../platform/graphql/index.ts';
import type { RequestContext } from '../permissions/index.ts';

const guess = once();

/**
 * A document may name a mutation many times over by aliases; what guesses at a secret is carried out once for each request
 * (S4), so that a limit for requests is one for guesses too.
 * @throws DomainError RATE_LIMITED from the second time on
 */
export const oncePerRequest = ({ session }: Pick<RequestContext, 'session'>): void => guess(session);
