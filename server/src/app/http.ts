import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import type { GatewayInterface } from '@apollo/server-gateway-interface';
import { fastifyApolloDrainPlugin, fastifyApolloHandler } from '@as-integrations/fastify';
import cookie from '@fastify/cookie';
import staticFiles from '@fastify/static';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { Environment } from '../modules/acceptance/index.ts';
import { staffOfSession, type SignInThrottle } from '../modules/accounts/index.ts';
import type { ApiThrottle } from '../modules/api-clients/index.ts';
import type { ImportPlace } from '../modules/imports/index.ts';
import { worksForAgency, type Actor, type RequestContext, type Work } from '../modules/permissions/index.ts';
import { PORTAL_COOKIE } from '../modules/portal-accounts/index.ts';
import type { MakeBackUp } from '../modules/rule-sets/index.ts';
import type { RoleBook } from '../modules/roles/index.ts';
import { inRowScope, type RowScope } from '../platform/database/index.ts';
import { isOutOfConnections } from '../platform/database/lost-connections.ts';
import type { Env } from '../platform/env.ts';
import { costPlugin } from '../platform/graphql/cost.ts';
import { BUSY, createFormatError } from '../platform/graphql/format-error.ts';
import { introspectionPlugin } from '../platform/graphql/introspection.ts';
import { trustedDocumentsPlugin } from '../platform/graphql/trusted-documents.ts';
import { MAX_TOKENS, requestLimits } from '../platform/graphql/limits.ts';
import type { Logger } from '../platform/logger.ts';
import { networkPlace } from '../platform/network-place.ts';
import type { Mailbox } from '../platform/mail/index.ts';
import { backOfficeReachOf } from './back-office-reach.ts';
import type { FileStore } from '../platform/storage/file-store.ts';
import { carryOut } from './compiled-queries.ts';
import { admitApiClients } from './api-client-access.ts';
import type { SchemaFor } from './guarded-schema.ts';
import { mailboxRoutes } from './mailbox-page.ts';
import { mayReadAllMail } from './may-read-all-mail.ts';
import { oidcRoutes } from './oidc-routes.ts';
import { ownOrigin, sameOriginOnly } from './own-origin.ts';
import { spendBy, type AsActor } from './file-answer.ts';
import { documentRoutes } from './document-route.ts';
import { labelLogoRoutes } from './label-logo-route.ts';
import { registrationCvRoutes } from './registration-cv-route.ts';
import type { RegistrationThrottle } from '../modules/registrations/index.ts';
import { jobAlertRoutes } from './job-alert-route.ts';
import { myPayslipRoute } from './my-payslip-route.ts';
import { pdfRoutes } from './pdf-routes.ts';
import { portalFileRoutes } from './portal-file-routes.ts';
import { createRequestContext } from './request-context.ts';
import { uploadRoutes } from './upload-route.ts';
import { cookiesOfVisitor, visitorAddressOf } from './visitor-of-program.ts';

const SESSION_COOKIE = 'wisbaar_session';
/** Set on requests of the portal: whoever is signed in as staff with the same browser isn't, for those. */
const PORTAL_HEADER = 'x-wisbaar-portal';
/** In which a program with a key, a portal of an agency's own, hands on the session of its visitor. */
const PORTAL_SESSION_HEADER = 'x-wisbaar-portal-session';
const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
/** Milliseconds in which a request must have come in, a file of a slow line too. */
const TO_SEND = 300_000;
const SCHEMA_FILE = join(ROOT, 'schema/schema.graphql');

export interface HttpOptions {
  env: Env;
  logger: Logger;
  schema: GraphQLSchema;
  /** The same as an actor meets it. */
  schemaFor: SchemaFor;
  roles: RoleBook;
  signInThrottle: SignInThrottle;
  /** Before a set of rules goes live (C15). */
  makeBackUp: MakeBackUp;
  apiThrottle: ApiThrottle;
  registrationThrottle: RegistrationThrottle;
  /** A fork of the database connection, made for each request. */
  newWork: () => Omit<Work, 'actor'>;
  isReady: () => Promise<boolean>;
  /** Where documents are kept. */
  store: FileStore;
  imports: ImportPlace;
  mailbox: Mailbox | undefined;
  environment: Environment;
}

/** Everything that is served over HTTP: the API, both apps, and what operators look at. */
export async function createHttpServer(options: HttpOptions): Promise<FastifyInstance> {
  const { env, logger } = options;
  const app = Fastify({
    logger: false,
    bodyLimit: 1_000_000,
    // Of a whole request, also one whose last byte never comes.
    requestTimeout: TO_SEND,
    trustProxy: env.trustedProxies.length > 0 ? [...env.trustedProxies] : false,
    routerOptions: { ignoreTrailingSlash: true },
  });
  await app.register(cookie);
  app.addHook('onRequest', securityHeaders(env));
  // PostgreSQL stores no NUL in a text: an address that holds one leads nowhere.
  app.addHook('onRequest', async (request, reply) => {
    if (/%00/.test(request.raw.url ?? '')) await reply.code(400).send('This address can’t be read.');
  });
  await admitApiClients(app, options);
  app.addHook('onRequest', sameOriginOnly(env));
  app.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
    if (isOutOfConnections(error)) {
      logger.warn('all connections to the database were lent out');
      const { code, message } = BUSY;
      return reply
        .status(503)
        .header('retry-after', 60)
        .send({ errors: [{ message, extensions: { code } }] });
    }
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
  const spend = spendBy(options.apiThrottle);
  const asActor: AsActor = (actor, work) => inRowScope(() => rowScopeOf(actor), work);
  await app.register(uploadRoutes({ dir: options.imports.uploadsDir, contextOf, spend }));
  await app.register(oidcRoutes({ contextOf, origin: (request) => ownOrigin(env, request) }));
  await app.register(pdfRoutes({ contextOf, asActor, spend }));
  await app.register(jobAlertRoutes(contextOf));
  await app.register(myPayslipRoute({ contextOf, spend }));
  await app.register(documentRoutes({ contextOf, asActor, spend, store: options.store, logger }));
  await app.register(portalFileRoutes({ contextOf, spend, store: options.store, logger }));
  await app.register(registrationCvRoutes({ contextOf, spend }));
  await app.register(labelLogoRoutes({ newWork: options.newWork }));
  app.get('/livez', () => ({ status: 'ok' }));
  app.get('/readyz', async (_request, reply) =>
    (await options.isReady()) ? { status: 'ok' } : reply.status(503).send({ status: 'not ready' }),
  );
  app.get('/schema.graphql', (_request, reply) =>
    reply.type('text/plain; charset=utf-8').send(createReadStream(SCHEMA_FILE)),
  );
  if (options.mailbox) {
    // By an acceptance copy in production’s surroundings anybody could come.
    const mayRead = async (request: FastifyRequest, reply: FastifyReply) => {
      if (!env.production) return true;
      const { work } = await contextOf(request, reply);
      return mayReadAllMail(work);
    };
    await app.register(mailboxRoutes(options.mailbox, mayRead));
  }
  await app.register(appRoutes('/admin', join(ROOT, 'admin/build'), options.environment));
  await app.register(appRoutes('/', join(ROOT, 'portal/build'), options.environment));
  return app;
}

export type ContextOf = (request: FastifyRequest, reply: FastifyReply) => Promise<RequestContext>;

function requestContextOf({
  env,
  roles,
  signInThrottle,
  registrationThrottle,
  makeBackUp,
  newWork,
  imports,
}: HttpOptions): ContextOf {
  const cookieOptions = {
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    secure: env.publicUrl?.startsWith('https:') ?? env.production,
  } as const;
  return async (request, reply) => {
    const work = newWork();
    const fromPortal = request.headers[PORTAL_HEADER] !== undefined;
    const token = fromPortal ? undefined : request.cookies[SESSION_COOKIE];
    const handedOn = request.headers[PORTAL_SESSION_HEADER];
    const portalToken = request.apiClient ? handedOn : request.cookies[PORTAL_COOKIE];
    return createRequestContext({
      work,
      actor: request.apiClient ?? (token === undefined ? undefined : await staffOfSession(work, roles, token)),
      roles,
      portalToken: typeof portalToken === 'string' ? portalToken : undefined,
      signInThrottle,
      registrationThrottle,
      makeBackUp,
      imports,
      address: networkPlace(request.ip),
      visitorAddress: request.apiClient ? visitorAddressOf(request) : undefined,
      userAgent: request.headers['user-agent'],
      providerReach: { http: !env.production, intranet: env.intranetProviders },
      backOfficeReach: backOfficeReachOf(env),
      cookies: request.apiClient
        ? cookiesOfVisitor(request)
        : {
            get: (name) => request.cookies[name],
            set: (name, value, { maxAgeSeconds, sameSite = 'strict' }) =>
              void reply.setCookie(name, value, { ...cookieOptions, sameSite, maxAge: maxAgeSeconds }),
            clear: (name) => void reply.clearCookie(name, cookieOptions),
          },
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

function graphqlRoute({ env, logger, schema, schemaFor, apiThrottle }: HttpOptions, context: ContextOf) {
  return async (app: FastifyInstance) => {
    const limits = requestLimits();
    const apollo = new ApolloServer<RequestContext>({
      gateway: executedPerRole(schema, schemaFor),
      introspection: true,
      includeStacktraceInErrorResponses: false,
      hideSchemaDetailsFromClientErrors: true,
      csrfPrevention: true,
      persistedQueries: false,
      parseOptions: { maxLexicalTokens: MAX_TOKENS },
      formatError: createFormatError(logger),
      validationRules: limits.validationRules,
      plugins: [
        // Answers are kept by nobody; to work out for how long would wrap the resolver of every field.
        ApolloServerPluginCacheControlDisabled(),
        ...limits.plugins,
        ...(env.trustedDocuments
          ? [trustedDocumentsPlugin(documentsOfApps(), ({ work }: RequestContext) => work.actor.kind === 'api-client')]
          : []),
        introspectionPlugin(({ work }) => !env.production || work.actor.kind === 'api-client'),
        costPlugin(async ({ work: { actor } }, cost) =>
          actor.kind === 'api-client' ? apiThrottle.spend(actor.id, cost) : undefined,
        ),
        fastifyApolloDrainPlugin(app),
      ],
      stopOnTerminationSignals: false,
      logger: { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined },
    });
    await apollo.start();
    app.addHook('onRequest', async (_request, reply) => {
      reply.header('cache-control', 'no-store');
    });
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

/** What the apps that are built here send, as their builds wrote it down. */
const documentsOfApps = (): string[] =>
  ['admin', 'portal']
    .map((app) => join(ROOT, app, 'build/documents.json'))
    .filter((file) => existsSync(file))
    .flatMap((file) => JSON.parse(readFileSync(file, 'utf8')) as string[]);

/** Lets Apollo check a request against the published schema, and carries it out on the schema of whoever asks. */
function executedPerRole(schema: GraphQLSchema, schemaFor: SchemaFor): GatewayInterface {
  return {
    onSchemaLoadOrUpdate(tell) {
      tell({ apiSchema: schema, coreSupergraphSdl: '' });
      return () => undefined;
    },
    load: () =>
      Promise.resolve({
        executor: async ({ document, operation, operationName, request, context }) => {
          const contextValue = context as RequestContext;
          const scope = () => rowScopeOf(contextValue.work.actor);
          return inRowScope(scope, () =>
            carryOut({
              schema: schemaFor(contextValue, operation.operation),
              document,
              operation,
              operationName,
              variables: request.variables,
              context: contextValue,
            }),
          );
        },
      }),
    stop: () => Promise.resolve(),
  };
}

/** Staff and API clients are held to their rows by the database too; others come by links that say which row is theirs. */
const rowScopeOf = (actor: Actor): RowScope | undefined =>
  worksForAgency(actor) ? { agencyIds: actor.agencyIds, unitIds: actor.unitIds } : undefined;

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

/**
 * A built single-page app: its files as they are, and its one page for every address that is not a file. Of an acceptance copy
 * the page says so itself, so that whoever is there sees it from the first moment.
 *
 * The files go out as their build compressed them; nothing that is made for a request is compressed (decision 21).
 */
function appRoutes(prefix: string, root: string, environment: Environment) {
  return async (app: FastifyInstance) => {
    if (!existsSync(join(root, 'index.html'))) return;
    const built = readFileSync(join(root, 'index.html'), 'utf8');
    const page = built.replace('<html ', `<html data-environment="${environment.toLowerCase()}" `);
    const base = prefix === '/' ? '' : prefix;
    await app.register(staticFiles, {
      root: join(root, '_app'),
      prefix: `${base}/_app/`,
      decorateReply: false,
      preCompressed: true,
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
