import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildClientSchema, getIntrospectionQuery, printSchema, type IntrospectionQuery } from 'graphql';
import {
  ApiClient,
  makeApiClient,
  makeInstallation,
  sendWithKey,
  setUpAgency,
  startMailServer,
  type Installation,
  type MailServer,
  type Product,
} from '../kit/index.ts';

describe('introspection in production (conventions, API 10; S8)', () => {
  let mail: MailServer;
  let installation: Installation;
  let product: Product;
  let staff: ApiClient;

  beforeAll(async () => {
    mail = await startMailServer();
    installation = await makeInstallation({
      NODE_ENV: 'production',
      // Else nobody without a key could so much as ask.
      TRUSTED_DOCUMENTS: '0',
      PUBLIC_URL: 'http://localhost',
      SMTP_URL: mail.url,
      SECRET_KEY: 'a key for tests that is long enough to be one',
    });
    const local = { PUBLIC_URL: `http://localhost:${String(installation.port)}` };
    product = await installation.start(local);
    staff = await new ApiClient(product.url).signIn(await setUpAgency(installation, 'Bureau Kralingen'));
  });
  afterAll(async () => {
    await installation.remove();
    await mail.stop();
  });

  it('answers a program with a key with the whole schema', async () => {
    const { key } = await makeApiClient(staff, 'READ_ONLY');
    const { errors, data } = await sendWithKey(product.url, key, getIntrospectionQuery());
    expect(errors).toEqual([]);
    const schema = printSchema(buildClientSchema(data as unknown as IntrospectionQuery));
    expect(schema).toContain('type Candidate implements Node');
  });

  it.each([
    ['__schema', '{ __schema { types { name } } }'],
    ['__type', '{ __type(name: "Candidate") { fields { name } } }'],
    ['__schema in a fragment', '{ ...all } fragment all on Query { other: __schema { types { name } } }'],
  ])('tells neither a stranger nor an employee %s', async (_what, query) => {
    for (const api of [new ApiClient(product.url), staff]) {
      const { status, data, errors } = await api.send(query);
      expect([status, data ?? null, errors.map(({ extensions }) => extensions?.code)]).toEqual([
        400,
        null,
        ['GRAPHQL_VALIDATION_FAILED'],
      ]);
    }
  });

  it('lets everybody ask of what type an answer is, as clients need it to cache', async () => {
    expect((await new ApiClient(product.url).send('{ __typename }')).data).toEqual({ __typename: 'Query' });
  });
});
