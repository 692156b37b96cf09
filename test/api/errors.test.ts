import { describe, expect, it } from 'vitest';
import { demoClient, stranger } from '../kit/demo.ts';

/** A value that is not in the schema, nor in any message of ours. */
const TYPED = 'zeer-persoonlijk-4711';
const STABLE_CODE = /^[A-Z]+(_[A-Z]+)*$/;

const REFUSED: readonly [string, string, object, string][] = [
  ['an unknown field', `{ candidates(first: 1) { nodes { lastNam } } }`, {}, 'GRAPHQL_VALIDATION_FAILED'],
  ['an unknown argument', `{ candidates(first: 1, since: "x") { totalCount } }`, {}, 'GRAPHQL_VALIDATION_FAILED'],
  ['an unknown type', `{ viewer { ... on Nobody { id } } }`, {}, 'GRAPHQL_VALIDATION_FAILED'],
  ['a document that is none', `{ candidates(first: "${TYPED}" `, {}, 'GRAPHQL_PARSE_FAILED'],
  ['a literal of another type', `{ candidates(first: "${TYPED}") { totalCount } }`, {}, 'GRAPHQL_VALIDATION_FAILED'],
  [
    'an unknown enum value',
    `{ candidates(orderBy: zeer_persoonlijk_4711) { totalCount } }`,
    {},
    'GRAPHQL_VALIDATION_FAILED',
  ],
  [
    'a variable of another type',
    `query ($n: Int) { candidates(first: $n) { totalCount } }`,
    { n: TYPED },
    'BAD_USER_INPUT',
  ],
  [
    'an unknown enum value in a variable',
    `query ($f: CandidateFilter) { candidates(filter: $f) { totalCount } }`,
    { f: { state: TYPED } },
    'BAD_USER_INPUT',
  ],
  [
    'an input field that does not exist',
    `query ($f: CandidateFilter) { candidates(filter: $f) { totalCount } }`,
    { f: { nickname: TYPED } },
    'BAD_USER_INPUT',
  ],
  ['an unknown id', `{ node(id: "${TYPED}") { id } }`, {}, 'NOT_FOUND'],
  [
    'an id of another kind in a filter',
    `{ candidates(filter: { agencyId: "${TYPED}" }) { totalCount } }`,
    {},
    'BAD_USER_INPUT',
  ],
  [
    'a search that is too long',
    `{ candidates(filter: { search: "${TYPED.repeat(9)}" }) { totalCount } }`,
    {},
    'BAD_USER_INPUT',
  ],
  [
    'days outside what makes sense',
    `{ candidates(filter: { daysUntilDue: 4711000 }) { totalCount } }`,
    {},
    'BAD_USER_INPUT',
  ],
];

describe('an error of the API (conventions, API 4; D12)', () => {
  it.each(REFUSED)(
    'for %s has a stable code and repeats nothing of what was sent',
    async (_what, query, variables, code) => {
      const { status, text, errors } = await demoClient('ADMIN').send(query, variables);
      expect(status).toBeLessThan(500);
      expect(errors.map(({ extensions }) => extensions?.code)).toContain(code);
      for (const { extensions } of errors) expect(extensions?.code).toMatch(STABLE_CODE);
      expect(text).not.toMatch(/zeer.?persoonlijk|4711/i);
      expect(text).not.toMatch(/did you mean/i);
    },
  );

  it('never holds a stack, a path of the server or SQL (S16)', async () => {
    const bodies: string[] = [];
    for (const [, query, variables] of REFUSED) {
      for (const api of [demoClient('ADMIN'), stranger()]) bodies.push((await api.send(query, variables)).text);
    }
    for (const body of bodies)
      expect(body).not.toMatch(/stacktrace|node_modules|\.ts\b|\bat \w+ \(|select .+ from|"exception"/i);
  });

  it('refuses a birth date as BAD_USER_INPUT that is no date, without saying it again', async () => {
    const { text, errors } = await demoClient('ADMIN').send(
      'mutation ($i: UpdateCandidateInput!) { updateCandidate(input: $i) { userErrors { code } } }',
      { i: { id: 'x', birthDate: TYPED } },
    );
    expect(errors.map(({ extensions }) => extensions)).toEqual([{ code: 'BAD_USER_INPUT', field: ['birthDate'] }]);
    expect(text).not.toContain(TYPED);
  });

  it('tells a form which field it is about, in userErrors (conventions, API 5)', async () => {
    const { data } = await demoClient('ADMIN').send(
      'mutation ($i: SignInInput!) { signIn(input: $i) { viewer { id } userErrors { field code message } } }',
      { i: { email: 'nobody@wisbaar.example', password: TYPED } },
    );
    expect(data).toMatchObject({
      signIn: { viewer: null, userErrors: [{ field: ['password'], code: 'BAD_USER_INPUT' }] },
    });
  });

  it.each([
    ['candidates', '{ candidates { totalCount } }'],
    ['erasurePlans', '{ erasurePlans { totalCount } }'],
    ['erasureReceipts', '{ erasureReceipts { totalCount } }'],
    ['outgoingMails', '{ outgoingMails { totalCount } }'],
    ['agencies', '{ agencies { id } }'],
    ['personalDataFields', '{ personalDataFields { field } }'],
    ['importRuns', '{ importRuns { id } }'],
    ['node', '{ node(id: "x") { id } }'],
  ])('says UNAUTHENTICATED to a stranger who asks for %s', async (field, query) => {
    const { data, errors } = await stranger().send(query);
    expect(errors).toMatchObject([{ path: [field], extensions: { code: 'UNAUTHENTICATED' } }]);
    expect(data?.[field] ?? null).toBeNull();
  });
});
