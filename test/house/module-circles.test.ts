import { globSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const modules = fileURLToPath(new URL('../../server/src/modules', import.meta.url));

/** Which other modules each module imports, types aside: those are gone when it runs. */
function imports(): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const file of globSync('*/**/*.ts', { cwd: modules }).filter((path) => !path.endsWith('.test.ts'))) {
    const own = file.split('/')[0]!;
    const others = found.get(own) ?? new Set();
    found.set(own, others);
    const source = readFileSync(join(modules, file), 'utf8');
    for (const [, path] of source.matchAll(/^(?:import|export) (?!type )[^;]*? from '(\.[^']+)'/gm)) {
      const [other] = posix.join(posix.dirname(file), path!).split('/');
      if (other !== '..' && other !== own) others.add(other!);
    }
  }
  return found;
}

function circle(graph: Map<string, Set<string>>, path: string[], done: Set<string>): string[] | undefined {
  const current = path.at(-1)!;
  for (const next of graph.get(current) ?? []) {
    if (path.includes(next)) return [...path.slice(path.indexOf(next)), next];
    if (done.has(next)) continue;
    const found = circle(graph, [...path, next], done);
    if (found) return found;
  }
  done.add(current);
  return undefined;
}

it('lets no module import itself by way of others, so that each can be read after those that it stands on', () => {
  const graph = imports();
  expect(graph.size).toBeGreaterThan(0);
  const done = new Set<string>();
  const found = [...graph.keys()].map((name) => circle(graph, [name], done)).find(Boolean);
  expect(found?.join(' → ')).toBeUndefined();
});
