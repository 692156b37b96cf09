import { describe, expect, it } from 'vitest';
import { DEMO_ROLES, demoClient } from '../kit/demo.ts';
import { askAll, declaredFields, PLACE_OF } from './declared-fields.ts';

/** Nine digits on their own that pass the eleven-test, as every BSN does. */
function numbersIn(text: string): string[] {
  return (text.match(/(?<![\w-])\d{9}(?![\w-])/g) ?? []).filter((digits) => {
    const sum = digits
      .split('')
      .reduce((total, digit, index) => total + Number(digit) * (index === 8 ? -1 : 9 - index), 0);
    return sum % 11 === 0;
  });
}

describe('the BSN (C111, H9, D18)', () => {
  it('is recognised by what searches for it', () => {
    expect(numbersIn('{"a":"111222333","b":"123456789"}')).toEqual(['111222333']);
  });

  it.each(DEMO_ROLES)('is never in any answer to %s, whatever is asked for', async (role) => {
    const api = demoClient(role);
    for (const [type, fields] of Map.groupBy(await declaredFields(api), (one) => one.type)) {
      if (type !== 'Candidate' && !(type in PLACE_OF)) continue;
      const { text } = await askAll(
        api,
        type,
        fields.map(({ field }) => field),
      );
      expect(numbersIn(text)).toEqual([]);
    }
    const lists = await api.send(
      '{ erasurePlans(first: 100) { nodes { state dueOn } } importRuns { id problems { message } } }',
    );
    expect(numbersIn(lists.text)).toEqual([]);
  });

  it('shows its last three digits to who may see it', async () => {
    const { data } = await demoClient('ADMIN').send('{ candidates(first: 100) { nodes { bsn } } }');
    const shown = (data!['candidates'] as { nodes: { bsn: string | null }[] }).nodes.flatMap(({ bsn }) => bsn ?? []);
    expect(shown.length).toBeGreaterThan(0);
    for (const bsn of shown) expect(bsn).toMatch(/^\*{6}\d{3}$/);
  });

  it.each([
    ['a number that fails the eleven-test', '123456788'],
    ['a number that is another’s', '111222333'],
  ])('is not repeated when %s is refused', async (_what, bsn) => {
    const api = demoClient('ADMIN');
    const { data } = await api.send('{ agencies { id } }');
    const [{ id: agencyId }] = data!['agencies'] as [{ id: string }];
    const input = { agencyId, lastName: 'Proef', bsn };
    const query =
      'mutation ($i: RegisterCandidateInput!) { registerCandidate(input: $i) { candidate { bsn } userErrors { code field message } } }';
    for (const attempt of [1, 2]) {
      const { text } = await api.send(query, { i: input });
      expect(text, `attempt ${attempt}`).not.toContain(bsn);
    }
  });
});
