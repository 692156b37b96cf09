import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ApiClient, makeInstallation, setUpAgency, type Installation, type Product } from '../kit/index.ts';

const times = (count: number, text: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => text(index)).join(' ');
/** Each fragment twice in the one before: 2^20 fields in a document of twenty lines. */
const doubling = `{ viewer { ...f0 } } ${times(20, (level) => `fragment f${level} on Viewer { ...f${level + 1} ...f${level + 1} }`)} fragment f20 on Viewer { id }`;
const MANY = 1_000_000;

const HEAVY: readonly [string, string, object?][] = [
  ['a hundred aliases', `{ ${times(100, (index) => `a${index}: viewer { id }`)} }`],
  [
    'a depth of thirty',
    `{ candidates(first: 1) { nodes ${'{ applications { vacancy { agency '.repeat(10)} { id } ${'} } }'.repeat(10)} } }`,
  ],
  ['ten thousand tokens', `{ viewer { ${'id '.repeat(10_000)} } }`],
  ['a thousand directives', `{ viewer { id ${times(1_000, () => '@include(if: true)')} } }`],
  ['directives that nobody knows', `{ viewer { id ${times(300, (index) => `@d${index}`)} } }`],
  ['2^20 fragments', doubling],
  ['fragments in a circle', '{ viewer { ...a } } fragment a on Viewer { ...b } fragment b on Viewer { ...a }'],
  ['a first that is a literal', `{ candidates(first: ${MANY}) { nodes { id } } }`],
  ['a first that is a variable', 'query ($n: Int) { candidates(first: $n) { nodes { id } } }', { n: MANY }],
  ['a first that is a default', `query ($n: Int = ${MANY}) { candidates(first: $n) { nodes { id } } }`],
  [
    'a first in a fragment',
    `query ($n: Int) { ...f } fragment f on Query { candidates(first: $n) { nodes { id } } }`,
    { n: MANY },
  ],
  ['a last instead', `{ candidates(last: ${MANY}) { nodes { id } } }`],
  ['a number beyond all numbers', '{ candidates(first: 99999999999999999999) { nodes { id } } }'],
  [
    'lists in lists, twelve times over',
    `{ ${times(12, (index) => `a${index}: candidates(first: 100) { nodes { applications { vacancy { agency { contactMoments { id } } } } mails { candidate { applications { vacancy { id } } } } } }`)} }`,
  ],
  ['a list in brackets that never end', `{ node(id: ${'['.repeat(5_000)}`],
  [
    'a value as deep as a well',
    'query ($f: CandidateFilter) { candidates(filter: $f) { totalCount } }',
    { f: JSON.parse(`${'{"search":'.repeat(500)}"x"${'}'.repeat(500)}`) as object },
  ],
];

describe('a document that is far too heavy (S7)', () => {
  let installation: Installation;
  let product: Product;
  let staff: ApiClient;
  beforeAll(async () => {
    installation = await makeInstallation();
    product = await installation.start();
    staff = await new ApiClient(product.url).signIn(await setUpAgency(installation, 'Bureau Zwaargewicht'));
  });
  afterAll(() => installation.remove());

  it.each(HEAVY)(
    'is refused for %s, to employees and to strangers, before anything is carried out',
    async (_what, query, variables = {}) => {
      for (const api of [staff, new ApiClient(product.url)]) {
        const { status, data, errors, text } = await api.send(query, variables);
        expect(status, text.slice(0, 300)).toBeGreaterThanOrEqual(400);
        expect(status).toBeLessThan(500);
        expect(data ?? null).toBeNull();
        expect(errors).not.toEqual([]);
        expect(text.length).toBeLessThan(20_000);
      }
    },
  );

  it('is refused in a batch, of which there are none', async () => {
    const body = JSON.stringify(Array.from({ length: 50 }, () => ({ query: '{ viewer { id } }' })));
    const { status } = await staff.fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    expect(status).toBe(400);
  });

  it('is refused when it is larger than any document is', async () => {
    const { status } = await staff.fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: ' '.repeat(2_000_000) }),
    });
    expect(status).toBe(413);
  });

  it('leaves the product answering as before, and nothing in its log', async () => {
    expect((await staff.send('{ viewer { email } }')).errors).toEqual([]);
    expect(product.said()).not.toMatch(/unexpected error|"level":50|ERROR/);
  });
});
