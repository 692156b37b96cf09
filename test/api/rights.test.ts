import { describe, expect, it } from 'vitest';
import { DEMO_ROLES, demoClient } from '../kit/demo.ts';
import { askAll, declaredFields, PLACE_OF } from './declared-fields.ts';

describe.each(DEMO_ROLES)('%s', (role) => {
  const api = demoClient(role);
  const fields = declaredFields(api);
  const sees = async (name: string) =>
    (await fields).some(({ type, field, canSee }) => canSee && `${type}.${field}` === name);

  it('has every declared field back, or null and FORBIDDEN on its path, just as the matrix says (H5, H6, D17)', async () => {
    const byType = Map.groupBy(await fields, ({ type }) => type);
    for (const [type, declared] of byType) {
      if (type !== 'Candidate' && !(type in PLACE_OF)) continue;
      const { data, errors } = await askAll(
        api,
        type,
        declared.map(({ field }) => field),
      );
      const refused = new Set<unknown>();
      for (const { path = [], extensions } of errors) {
        expect(extensions?.code).toBe('FORBIDDEN');
        expect(valueAt(data, path)).toBeNull();
        refused.add(path.at(-1));
      }
      // Where none of a kind may be seen, the kind itself may be what is refused.
      const hidden = declared.filter(({ canSee }) => !canSee).map(({ field }) => field);
      const all = hidden.length === declared.length && refused.has(PLACE_OF[type]);
      expect({ type, refused: [...refused].toSorted() }).toEqual({
        type,
        refused: all ? [PLACE_OF[type]] : hidden.toSorted(),
      });
    }
  });

  it.each([
    [
      'search',
      'filter: { search: "jan" }',
      ['lastName', 'firstNames', 'callName', 'town', 'emailPrivate', 'emailWork'],
    ],
    ['registrationKind', 'filter: { registrationKind: IMPORT }', ['registrationKind']],
    ['order by name', 'orderBy: NAME_ASC', ['lastName']],
    ['order by town', 'orderBy: TOWN_DESC', ['town']],
    ['order by registration', 'orderBy: REGISTERED_ASC', ['registeredOn']],
  ])('may %s only by what it may see (D17)', async (_what, args, looksAt) => {
    const may = (await Promise.all(looksAt.map((field) => sees(`Candidate.${field}`)))).includes(true);
    const { errors } = await api.send(`{ candidates(first: 1, ${args}) { totalCount } }`);
    expect(errors.map(({ extensions }) => extensions?.code)).toEqual(may ? [] : ['FORBIDDEN']);
  });

  it('finds nobody by a field that it may not see (D17)', async () => {
    if (await sees('Candidate.lastName')) return;
    const { data, errors } = await api.send('{ candidates(first: 5) { nodes { displayName emailPrivate } } }');
    expect(errors.map(({ extensions }) => extensions?.code)).toEqual(Array.from({ length: 10 }, () => 'FORBIDDEN'));
    expect(JSON.stringify(data)).not.toContain('@');
  });

  it('reads through node() what it reads in the list, no more (H5, conventions API 2)', async () => {
    const hidden = (await fields)
      .filter(({ type, canSee }) => type === 'Candidate' && !canSee)
      .map(({ field }) => field);
    const first = await api.send('{ candidates(first: 1) { nodes { id } } }');
    const [{ id }] = (first.data!['candidates'] as { nodes: [{ id: string }] }).nodes;
    if (hidden.length === 0) return;
    const { data, errors } = await api.send(
      `query ($id: ID!) { node(id: $id) { ... on Candidate { ${hidden.join(' ')} } } }`,
      { id },
    );
    expect(Object.values(data!['node'] as object).every((value) => value === null)).toBe(true);
    expect(errors.map(({ path, extensions }) => [path?.at(-1), extensions?.code]).toSorted()).toEqual(
      hidden.map((field) => [field, 'FORBIDDEN']).toSorted(),
    );
  });

  it('may not change what it may not change, and nothing changes (H6)', async () => {
    const fixed = (await fields)
      .filter(({ type, canChange }) => type === 'Candidate' && !canChange)
      .map(({ field }) => field);
    const first = await api.send('{ candidates(first: 1, filter: { state: ACTIVE }) { nodes { id lastName } } }');
    const [{ id }] = (first.data!['candidates'] as { nodes: [{ id: string }] }).nodes;
    const texts = ['lastName', 'memo', 'nationality', 'placeOfBirth', 'town'].filter((field) => fixed.includes(field));
    for (const field of texts) {
      const { data, errors } = await api.send(
        'mutation ($i: UpdateCandidateInput!) { updateCandidate(input: $i) { candidate { id } userErrors { code } } }',
        { i: { id, [field]: 'Anders' } },
      );
      const payload = data?.['updateCandidate'] as
        { candidate: unknown; userErrors: { code: string }[] } | null | undefined;
      const codes = [
        ...errors.map(({ extensions }) => extensions?.code),
        ...(payload?.userErrors ?? []).map(({ code }) => code),
      ];
      expect({ field, codes }).toEqual({ field, codes: ['FORBIDDEN'] });
      expect(payload?.candidate ?? null).toBeNull();
    }
  });
});

function valueAt(data: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce((value, key) => (value as Record<string, unknown> | null)?.[key] ?? null, data);
}
