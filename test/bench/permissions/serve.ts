import { fromServer, openApi } from './api.ts';
import { withPeople } from './people.ts';

/** A process that serves the same people in one of the ways that are compared, and says what it costs. */
const [, , side, databaseUrl] = process.argv;
const api = await openApi();
const schema = withPeople(api.publishedSchema());
const served =
  side === 'product' ? await serveProduct() : await serveApollo(side === 'shield' ? api.shielded(schema) : schema);
process.on('message', () => process.send!({ cpu: process.cpuUsage() }));
// Whoever asks has ended, or has seen enough.
process.on('disconnect', () => process.exit());
process.send!(served);

async function serveProduct() {
  const orm = await api.openOrm(databaseUrl!);
  const work = () => api.workOn(orm);
  const login = { email: `${process.pid}@bench.example`, password: 'een lang genoeg wachtwoord' };
  await api.setUpAgency(
    { ...work(), actor: { kind: 'system', name: 'bench' } },
    {
      name: `Bureau ${process.pid}`,
      contactEmail: 'help@bench.example',
      autoErase: false,
      admin: { name: 'Beheer', ...login },
    },
  );
  const nothing = () => Promise.resolve();
  const app = await api.createHttpServer({
    env: { production: false, trustedProxies: [], dataDir: '', publicUrl: undefined },
    logger: { error: console.error, warn: console.error, info: () => undefined },
    schema,
    schemaFor: api.guardSchema(schema, api.shieldTree),
    roles: new api.RoleBook(api.catalogue),
    signInThrottle: { count: nothing, forget: nothing },
    apiThrottle: { count: nothing, forget: nothing },
    newWork: work,
    isReady: () => Promise.resolve(true),
    imports: { uploadsDir: '', inBackground: nothing },
    mailbox: undefined,
    environment: 'PRODUCTION',
  });
  const signedIn = await app.inject({
    method: 'POST',
    url: '/graphql',
    headers: { 'content-type': 'application/json' },
    payload: { query: 'mutation ($i: SignInInput!) { signIn(input: $i) { viewer { id } } }', variables: { i: login } },
  });
  const cookie = [signedIn.headers['set-cookie']].flat()[0]?.split(';')[0];
  if (!cookie) throw new Error(`Signing in was refused: ${signedIn.body}`);
  return { url: await app.listen({ port: 0, host: '127.0.0.1' }), cookie };
}

/** Apollo on the same transport, and nothing else: no session, no limits, no headers of ours. */
async function serveApollo(apolloSchema: object) {
  const { ApolloServer } = fromServer('@apollo/server') as {
    ApolloServer: new (options: object) => { start(): Promise<void> };
  };
  const { fastifyApolloHandler } = fromServer('@as-integrations/fastify') as {
    fastifyApolloHandler: (apollo: object, options: object) => unknown;
  };
  const fastify = fromServer('fastify') as (options: object) => {
    route(options: object): void;
    listen(options: object): Promise<string>;
  };
  const apollo = new ApolloServer({ schema: apolloSchema, includeStacktraceInErrorResponses: false });
  await apollo.start();
  const app = fastify({ logger: false });
  const context = () =>
    Promise.resolve({
      rights: api.rights,
      work: { actor: { kind: 'staff', id: '', rights: api.rights, agencyIds: [], unitIds: undefined } },
    });
  app.route({
    url: '/graphql',
    method: ['GET', 'POST', 'OPTIONS'],
    handler: fastifyApolloHandler(apollo, { context }),
  });
  return { url: await app.listen({ port: 0, host: '127.0.0.1' }), cookie: '' };
}
