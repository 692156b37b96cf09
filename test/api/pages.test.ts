import { describe, expect, it } from 'vitest';
import { demoClient } from '../kit/demo.ts';

interface Page {
  nodes: { id: string }[];
  edges: { cursor: string; node: { id: string } }[];
  totalCount: number;
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
}
const LISTS = ['candidates', 'erasurePlans', 'erasureReceipts', 'outgoingMails'] as const;
const ORDERS = ['NAME', 'REGISTERED', 'DUE', 'TOWN'].flatMap((key) => [`${key}_ASC`, `${key}_DESC`]);
const WALKS = [
  ...ORDERS.map((order) => ['candidates', order] as const),
  ...LISTS.slice(1).map((list) => [list, undefined] as const),
];

const api = demoClient('ADMIN');
const page = async (list: string, args: string): Promise<Page> => {
  const query = `{ ${list}(${args}) { nodes { id } edges { cursor node { id } } totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;
  const { data, errors } = await api.send(query);
  expect(errors).toEqual([]);
  return data![list] as Page;
};

/** All ids of a list, walked from one end to the other, a hundred at a time. */
async function walk(list: string, order: string | undefined, direction: 'forward' | 'backward'): Promise<string[]> {
  const [size, place] = direction === 'forward' ? ['first', 'after'] : ['last', 'before'];
  const ids: string[] = [];
  for (let cursor: string | null = null; ;) {
    const args = [
      `${size}: 100`,
      ...(cursor === null ? [] : [`${place}: "${cursor}"`]),
      ...(order ? [`orderBy: ${order}`] : []),
    ];
    const { nodes, edges, pageInfo } = await page(list, args.join(', '));
    expect(edges.map(({ node }) => node)).toEqual(nodes);
    expect([pageInfo.startCursor, pageInfo.endCursor]).toEqual([
      edges[0]?.cursor ?? null,
      edges.at(-1)?.cursor ?? null,
    ]);
    const found = nodes.map(({ id }) => id);
    if (direction === 'forward') ids.push(...found);
    else ids.unshift(...found);
    const more = direction === 'forward' ? pageInfo.hasNextPage : pageInfo.hasPreviousPage;
    if (!more) return ids;
    cursor = direction === 'forward' ? pageInfo.endCursor : pageInfo.startCursor;
  }
}

describe('a list in pages (conventions, API 1)', () => {
  it.each(WALKS)('gives each of %s once, forward and backward, ordered by %s', async (list, order) => {
    const forward = await walk(list, order, 'forward');
    const { totalCount } = await page(list, 'first: 1');
    expect(forward).toHaveLength(totalCount);
    expect(new Set(forward).size).toBe(totalCount);
    expect(await walk(list, order, 'backward')).toEqual(forward);
  });

  it.each(ORDERS.filter((order) => order.endsWith('_ASC')))(
    'is the other way round when %s is turned round',
    async (order) => {
      const ascending = await walk('candidates', order, 'forward');
      expect(await walk('candidates', order.replace('_ASC', '_DESC'), 'forward')).toEqual(ascending.toReversed());
    },
  );

  it.each(
    LISTS.flatMap((list) => ['first', 'last'].flatMap((size) => [0, 101, -1].map((n) => [list, size, n] as const))),
  )('refuses %s(%s: %i) and names the argument', async (list, size, number) => {
    const literal = await api.send(`{ ${list}(${size}: ${number}) { totalCount } }`);
    const variable = await api.send(`query ($n: Int) { ${list}(${size}: $n) { totalCount } }`, { n: number });
    for (const { data, errors } of [literal, variable]) {
      expect(data).toBeNull();
      expect(errors).toMatchObject([{ path: [list], extensions: { code: 'BAD_USER_INPUT', field: [size] } }]);
    }
  });

  it.each([
    ['both directions at once', 'first: 2, last: 2'],
    ['a cursor of nowhere', 'first: 2, after: "bm93aGVyZQ"'],
    ['a cursor of another list', 'first: 2, after: "$PLAN"'],
  ])('refuses %s', async (_what, args) => {
    const { edges } = await page('erasurePlans', 'first: 1');
    const { errors } = await api.send(`{ candidates(${args.replace('$PLAN', edges[0]!.cursor)}) { totalCount } }`);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  it('has cursors that tell nothing of what they point at', async () => {
    const { edges } = await page('candidates', 'first: 3');
    const { data } = await api.send('{ candidates(first: 3) { nodes { lastName } } }');
    const names = (data!['candidates'] as { nodes: { lastName: string }[] }).nodes;
    edges.forEach(({ cursor }, index) => {
      const name = names[index]!.lastName;
      expect(Buffer.from(cursor, 'base64url').toString()).not.toContain(name);
    });
  });
});
