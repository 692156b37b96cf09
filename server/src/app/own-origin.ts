import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Env } from '../platform/env.ts';

/** Where this product is served, as a browser names it in the header `origin`. */
export const ownOrigin = ({ publicUrl }: Env, request: FastifyRequest): string =>
  publicUrl ? new URL(publicUrl).origin : `${request.protocol}://${request.host}`;

/**
 * What another site's page makes a browser send is refused, whatever cookie comes along (conventions 11). A key is no
 * cookie: no browser sends it by itself.
 */
export function sameOriginOnly(env: Env) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const { origin } = request.headers;
    if (request.apiClient || origin === undefined || request.method === 'GET' || request.method === 'HEAD') return;
    if (origin !== ownOrigin(env, request)) {
      await reply
        .status(403)
        .send({ errors: [{ message: 'Requests from other sites are not taken.', extensions: { code: 'FORBIDDEN' } }] });
    }
  };
}
