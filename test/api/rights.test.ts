import { describe, expect, it } from 'vitest';
import { DEMO_ROLES, demoClient } from '../kit/demo.ts';
import { declaredFields } from './declared-fields.ts';

/** What may be seen is looked for on every road in the server’s own tests. */
describe.each(DEMO_ROLES)('%s', (role) => {
  const api = demoClient(role);
  const fields = declaredFields(api);
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
