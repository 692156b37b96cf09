import cors from '@fastify/cors';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { clientOfKey, holdsKeyText, isAllowedOrigin, noteUse, type ApiThrottle } from '../modules/api-clients/index.ts';
import type { ApiClientActor, Work } from '../modules/permissions/index.ts';
import type { RoleBook } from '../modules/roles/index.ts';
import type { Env } from '../platform/env.ts';
import { networkPlace } from '../platform/network-place.ts';
import { ownOrigin } from './own-origin.ts';
import { VISITOR_ADDRESS_HEADER, VISITOR_DEVICE_HEADER } from './visitor-of-program.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Whose key came with the request; `null`: none did. */
    apiClient: ApiClientActor | null;
  }
}

export interface ApiClientAccess {
  env: Env;
  roles: RoleBook;
  apiThrottle: ApiThrottle;
  newWork: () => Omit<Work, 'actor'>;
}

/** Where keys are taken from pages of other sites. */
const FOR_OTHER_SITES = /^\/(graphql|payslips|registration-cvs)(?=[/?]|$)/;
/** Seconds that a browser may keep the answer to a preflight. */
const PREFLIGHT_AGE = 600;

/**
 * Lets programs in by `Authorization: Bearer wsb_…`, and pages of the sites that a client names call us. Cookies never come
 * along from other sites: no answer allows credentials. Call it after cookies are read, before other origins are refused.
 */
export async function admitApiClients(app: FastifyInstance, access: ApiClientAccess): Promise<void> {
  const { env, newWork } = access;
  app.decorateRequest('apiClient', null);
  await app.register(cors, {
    delegator: async (request: FastifyRequest) => {
      const { origin } = request.headers;
      const foreign = origin !== undefined && origin !== ownOrigin(env, request);
      return {
        origin: foreign && FOR_OTHER_SITES.test(request.url) && (await isAllowedOrigin(newWork(), origin)),
        methods: ['GET', 'POST'],
        allowedHeaders: [
          ...['authorization', 'content-type', 'apollo-require-preflight'],
          ...['x-wisbaar-portal-session', VISITOR_ADDRESS_HEADER, VISITOR_DEVICE_HEADER],
        ],
        exposedHeaders: ['retry-after', 'content-disposition'],
        credentials: false,
        maxAge: PREFLIGHT_AGE,
      };
    },
  });
  app.addHook('onRequest', (request, reply) => admit(access, request, reply));
}

async function admit(
  { env, roles, apiThrottle, newWork }: ApiClientAccess,
  request: FastifyRequest,
  reply: FastifyReply,
) {
  if (holdsKeyText(request.url))
    return refuse(
      reply,
      400,
      'BAD_REQUEST',
      'A key in an address ends up in logs. Revoke it, and send keys as a header.',
    );
  const [, key] = /^bearer\s+(.*)$/i.exec(request.headers.authorization ?? '') ?? [];
  if (key === undefined) return undefined;
  if (carriesOurCookie(request))
    return refuse(reply, 400, 'BAD_REQUEST', 'Send a key or a session’s cookie, not both at once.');
  const work = newWork();
  const client = await clientOfKey(work, roles, key.trim());
  if (!client) {
    const wait = await apiThrottle.wrongKey(networkPlace(request.ip));
    if (wait !== undefined)
      return refuse(
        reply.header('retry-after', wait),
        429,
        'RATE_LIMITED',
        'Too many wrong keys came from here. Wait.',
      );
    void reply.header('www-authenticate', 'Bearer realm="wisbaar"');
    return refuse(reply, 401, 'UNAUTHENTICATED', 'This key does not work.');
  }
  const { origin } = request.headers;
  if (origin !== undefined && origin !== ownOrigin(env, request) && !client.origins.includes(origin))
    return refuse(reply, 403, 'FORBIDDEN', 'This key is not for pages of this site.');
  await noteUse(work, client);
  request.apiClient = client.actor;
  return undefined;
}

const carriesOurCookie = ({ cookies }: FastifyRequest) => Object.keys(cookies).some((name) => name.includes('wisbaar'));

const refuse = (reply: FastifyReply, status: number, code: string, message: string) =>
  reply.status(status).send({ errors: [{ message, extensions: { code } }] });
