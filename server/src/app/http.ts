import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ApolloServer } from '@apollo/server';
import { fastifyApolloDrainPlugin, fastifyApolloHandler } from '@as-integrations/fastify';
import cookie from '@fastify/cookie';
import staticFiles from '@fastify/static';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import { staffOfSession, type SignInThrottle } from '../modules/accounts/index.ts';
import type { ImportPlace } from '../modules/imports/index.ts';
import type { RequestContext, RightsMatrix, Work } from '../modules/permissions/index.ts';
import type { Env } from '../platform/env.ts';
import { createFormatError } from '../platform/graphql/format-error.ts';
import { MAX_TOKENS, requestLimits } from '../platform/graphql/limits.ts';
import type { Logger } from '../platform/logger.ts';
import type { Mailbox } from '../platform/mail/index.ts';
import { mailboxRoutes } from './mailbox-page.ts';
import { createRequestContext } from './request-context.ts';
import { uploadRoutes } from './upload-route.ts';

const SESSION_COOKIE = 'wisbaar_session';
const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const SCHEMA_FILE = join(ROOT, 'schema/schema.graphql');

export interface HttpOptions {
  env: Env;
  logger: Logger;
  schema: GraphQLSchema;
  rights: RightsMatrix;
  signInThrottle: SignInThrottle;
  /** A fork of the database connection, made for each request. */
  newWork: () => Omit<Work, 'actor'>;
  isReady: () => Promise<boolean>;
  imports: ImportPlace;
  mailbox: Mailbox | undefined;
}

/** Everything that is served over HTTP: the API, both apps, and what operators look at. */
export async function createHttpServer(options: HttpOptions): Promise<FastifyInstance> {
  const { env, logger } = options;
  const app = Fastify({
    logger: false,
    bodyLimit: 1_000_000,
    trustProxy: env.trustedProxies.length > 0 ? [...env.trustedProxies] : false,
    routerOptions: { ignoreTrailingSlash: true },
  });
  await app.register(cookie);
  app.addHook('onRequest', securityHeaders(env));
  app.addHook('onRequest', sameOriginOnly(env));
  app.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) logger.error({ err: error }, 'a request failed');
    return reply.status(status).send({
      errors: [
        {
          message: status >= 500 ? 'Something went wrong on our side.' : 'This request can’t be handled.',
          extensions: { code: status >= 500 ? 'INTERNAL_SERVER_ERROR' : 'BAD_REQUEST' },
        },
      ],
    });
  });

  const contextOf = requestContextOf(options);
  await app.register(graphqlRoute(options, contextOf));
  await app.register(uploadRoutes({ dir: options.imports.uploadsDir, contextOf }));
  app.get('/livez', () => ({ status: 'ok' }));
  app.get('/readyz', async (_request, reply) =>
    (await options.isReady()) ? { status: 'ok' } : reply.status(503).send({ status: 'not ready' }),
  );
  app.get('/schema.graphql', (_request, reply) =>
    reply.type('text/plain; charset=utf-8').send(createReadStream(SCHEMA_FILE)),
  );
  if (options.mailbox) await app.register(mailboxRoutes(options.mailbox));
  await app.register(appRoutes('/admin', join(ROOT, 'admin/build')));
  await app.register(appRoutes('/', join(ROOT, 'portal/build')));
  return app;
}

export type ContextOf = (request: FastifyRequest, reply: FastifyReply) => Promise<RequestContext>;

function requestContextOf({ env, rights, signInThrottle, newWork, imports }: HttpOptions): ContextOf {
  const cookieOptions = {
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    secure: env.publicUrl?.startsWith('https:') ?? env.production,
  } as const;
  return async (request, reply) => {
    const work = newWork();
    const token = request.cookies[SESSION_COOKIE];
    return createRequestContext({
      work,
      actor: token === undefined ? undefined : await staffOfSession(work, token),
      rights,
      signInThrottle,
      imports,
      address: request.ip,
      session: {
        token,
        start: (fresh, expires) => {
          // Seconds from now, not a moment: the browser's clock, or a moved one of ours, may stand elsewhere.
          const maxAge = Math.round((expires.getTime() - work.clock.now().getTime()) / 1_000);
          void reply.setCookie(SESSION_COOKIE, fresh, { ...cookieOptions, maxAge });
        },
        end: () => void reply.clearCookie(SESSION_COOKIE, cookieOptions),
      },
    });
  };
}

function graphqlRoute({ env, logger, schema }: HttpOptions, context: ContextOf) {
  return async (app: FastifyInstance) => {
    const limits = requestLimits();
    const apollo = new ApolloServer<RequestContext>({
      schema,
      introspection: !env.production,
      includeStacktraceInErrorResponses: false,
      hideSchemaDetailsFromClientErrors: true,
      csrfPrevention: true,
      persistedQueries: false,
      parseOptions: { maxLexicalTokens: MAX_TOKENS },
      formatError: createFormatError(logger),
      validationRules: limits.validationRules,
      plugins: [...limits.plugins, fastifyApolloDrainPlugin(app)],
      stopOnTerminationSignals: false,
      logger: { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined },
    });
    await apollo.start();
    // PostgreSQL stores no NUL in a text; a request that holds one is refused before anything looks at it.
    app.addHook('preHandler', async (request, reply) => {
      if (!JSON.stringify(request.body ?? null).includes('\\u0000')) return;
      await reply.status(400).send({
        errors: [
          { message: 'A value holds a character that can’t be stored.', extensions: { code: 'BAD_USER_INPUT' } },
        ],
      });
    });
    app.route({
      url: '/graphql',
      method: ['GET', 'POST', 'OPTIONS'],
      handler: fastifyApolloHandler(apollo, { context }),
    });
  };
}

/** A page that nobody frames, that tells nobody where it came from, and that is what it says it is. */
function securityHeaders(env: Env) {
  return async (_request: FastifyRequest, reply: FastifyReply) => {
    reply.headers({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'x-frame-options': 'DENY',
      'content-security-policy': "frame-ancestors 'none'; base-uri 'self'; form-action 'self'",
      'cross-origin-opener-policy': 'same-origin',
      'permissions-policy': 'camera=(), geolocation=(), microphone=()',
      ...(env.production ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : {}),
    });
  };
}

/** What another site's page makes a browser send is refused, whatever cookie comes along (conventions 11). */
function sameOriginOnly(env: Env) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const { origin } = request.headers;
    if (origin === undefined || request.method === 'GET' || request.method === 'HEAD') return;
    const own = env.publicUrl ? new URL(env.publicUrl).origin : `${request.protocol}://${request.host}`;
    if (origin !== own) {
      await reply
        .status(403)
        .send({ errors: [{ message: 'Requests from other sites are not taken.', extensions: { code: 'FORBIDDEN' } }] });
    }
  };
}

/** A built single-page app: its files as they are, and its one page for every address that is not a file. */
function appRoutes(prefix: string, root: string) {
  return async (app: FastifyInstance) => {
    if (!existsSync(join(root, 'index.html'))) return;
    const page = readFileSync(join(root, 'index.html'));
    const base = prefix === '/' ? '' : prefix;
    await app.register(staticFiles, {
      root: join(root, '_app'),
      prefix: `${base}/_app/`,
      decorateReply: false,
      setHeaders: (reply, path) =>
        void reply.header(
          'cache-control',
          path.includes('/immutable/') ? 'public, max-age=31536000, immutable' : 'no-cache',
        ),
    });
    const sendPage = (_request: FastifyRequest, reply: FastifyReply) =>
      reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').send(page);
    for (const file of ['favicon.svg', 'robots.txt']) {
      const path = join(root, file);
      if (existsSync(path))
        app.get(`${base}/${file}`, (_request, reply) =>
          reply.type(file.endsWith('svg') ? 'image/svg+xml' : 'text/plain').send(createReadStream(path)),
        );
    }
    app.get(base === '' ? '/' : base, sendPage);
    app.get(`${base}/*`, sendPage);
  };
}
