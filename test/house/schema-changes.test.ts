import { readFileSync } from 'node:fs';
import { buildSchema, findBreakingChanges } from 'graphql';
import { describe, expect, it } from 'vitest';

const root = new URL('../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');

/** Breaking changes that the changelog of the API doesn't name in so many words. */
function undeclared(before: string, after: string, changelog: string): string[] {
  return findBreakingChanges(buildSchema(before), buildSchema(after))
    .map((change) => change.description)
    .filter((description) => !changelog.includes(description));
}

describe('the published schema', () => {
  const changelog = read('docs/api.md');
  const released = read('schema/released.graphql');

  it('breaks nothing of the last release without saying so (conventions 8)', () => {
    expect(undeclared(released, read('schema/schema.graphql'), changelog)).toEqual([]);
  });

  it('would fail when something of the last release went', () => {
    const without = released.replace(/^type Query \{[^]*?^\}/m, (query) =>
      query.replace(/^ {2}candidates\(/m, '  people('),
    );
    expect(undeclared(released, without, changelog)).toEqual(['Query.candidates was removed.']);
  });

  it('is compared by what clients would notice', () => {
    const before = 'type Query { a: Int b: Int }';
    const after = 'type Query { a: String c: Int }';
    expect(undeclared(before, before, '')).toEqual([]);
    expect(undeclared(before, after, '')).toEqual(['Query.b was removed.', 'Query.a changed type from Int to String.']);
    expect(undeclared(before, after, '| 2027-01-01 | Query.b was removed. Use Query.a. |')).toEqual([
      'Query.a changed type from Int to String.',
    ]);
  });
});
