import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { buildSchema, findBreakingChanges } from 'graphql';
import { describe, expect, it } from 'vitest';

const root = new URL('../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');
const git = (...args: string[]) =>
  execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });

/** Breaking changes that the changelog of the API doesn't name in so many words. */
function undeclared(before: string, after: string, changelog: string): string[] {
  return findBreakingChanges(buildSchema(before), buildSchema(after))
    .map((change) => change.description)
    .filter((description) => !changelog.includes(description));
}

describe('the published schema', () => {
  it('breaks nothing of the last release without saying so (conventions 8)', (context) => {
    const [release] = git('tag', '--list', 'v*', '--sort=-v:refname', '--merged', 'HEAD').split('\n');
    if (!release) return context.skip('nothing has been released yet');
    expect(
      undeclared(git('show', `${release}:schema/schema.graphql`), read('schema/schema.graphql'), read('docs/api.md')),
    ).toEqual([]);
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
