import { fileURLToPath } from 'node:url';
import { ESLint, type Linter } from 'eslint';
import ts from 'typescript-eslint';
import { expect, it } from 'vitest';

const eslint = new ESLint({
  cwd: fileURLToPath(new URL('../..', import.meta.url)),
  // The sources below are in no project, so nothing is known of their types; the bans need none.
  overrideConfig: ts.configs.disableTypeChecked as Linter.Config,
});

/** What lint says of a source, were it in this file. Only bans: the made-up sources use nothing that they import. */
async function bans(filePath: string, source: string): Promise<string[]> {
  const [result] = await eslint.lintText(source, { filePath });
  return (result?.messages ?? [])
    .filter(({ ruleId }) => ruleId === null || /^(no-restricted-|import-x\/)/.test(ruleId))
    .map(({ message }) => message);
}

const importing = (path: string) => `import { it } from '${path}';\nit();\n`;

it.each([
  ['the platform', 'a module', 'platform/virtual.ts', '../modules/candidates/index.js', 'no word of the domain'],
  ['the platform', 'the app', 'platform/virtual.ts', '../app/modules.js', 'no word of the domain'],
  ['a module', 'the app', 'modules/candidates/virtual.ts', '../../app/modules.js', 'Only app/ knows every module'],
  ['a module', 'the inside of another', 'modules/candidates/virtual.ts', '../audit/record-audit.js', 'own business'],
  ['a module', "another's manifest", 'modules/candidates/virtual.ts', '../audit/module.js', 'own business'],
  [
    'a use case',
    'type-graphql',
    'modules/candidates/virtual.ts',
    'type-graphql',
    'use cases serve jobs and imports too',
  ],
  ['an entity', 'graphql-shield', 'modules/candidates/virtual.entity.ts', 'graphql-shield', '*.shield.ts alone'],
  ['a resolver', 'graphql-shield', 'modules/candidates/virtual.resolver.ts', 'graphql-shield', '*.shield.ts alone'],
  ['a shield', 'type-graphql', 'modules/candidates/virtual.shield.ts', 'type-graphql', 'declared in *.type.ts'],
  ['a job of a module', 'agenda', 'modules/candidates/virtual.jobs.ts', 'agenda', 'use defineJob'],
  ['a module', 'a backend of agenda', 'modules/candidates/virtual.ts', '@agendajs/postgres-backend', 'use defineJob'],
])('%s may not import %s', async (_who, _what, file, path, reason) => {
  expect(await bans(`server/src/${file}`, importing(path))).toEqual([expect.stringContaining(reason)]);
});

it.each([
  ['a module', 'the platform', 'modules/candidates/virtual.ts', '../../platform/clock.js'],
  ['a module', 'another by its index', 'modules/candidates/virtual.ts', '../audit/index.js'],
  ['a module', 'its own files', 'modules/audit/virtual.ts', './record-audit.js'],
  ['the app', 'the manifest of a module', 'app/virtual.ts', '../modules/audit/module.js'],
  ['a type', 'type-graphql', 'modules/candidates/virtual.type.ts', 'type-graphql'],
  ['a shield', 'graphql-shield', 'modules/candidates/virtual.shield.ts', 'graphql-shield'],
  ['the schema', 'graphql-shield', 'app/schema.ts', 'graphql-shield'],
  ['platform/jobs', 'agenda', 'platform/jobs/virtual.ts', 'agenda'],
])('%s may import %s', async (_who, _what, file, path) => {
  expect(await bans(`server/src/${file}`, importing(path))).toEqual([]);
});

it.each(['portal/src/lib/virtual.ts', 'admin/src/lib/virtual.ts', 'test/virtual.ts'])(
  '%s may not import the server',
  async (file) => {
    const reason = 'Clients and tests know the product by its schema alone';
    const path = '../../../server/src/platform/clock.js';
    expect(await bans(file, importing(path))).toEqual([expect.stringContaining(reason)]);
    expect(await bans(file, importing('wisbaar-schema'))).toEqual([]);
  },
);

it.each([
  ['graphql', 'wisbaar-schema'],
  ['parse', 'graphql'],
])('an app writes no document by %s of %s but where its build finds it', async (name, path) => {
  const source = `import { ${name} } from '${path}';\n${name}('{ today }');\n`;
  const reason = 'The server answers only documents that the build finds';
  expect(await bans('admin/src/lib/virtual.ts', source)).toEqual([expect.stringContaining(reason)]);
  expect(await bans('portal/src/lib/virtual.graphql.ts', source)).toEqual([]);
});

it.each([
  ['process.env', 'env.ts', 'export const it = process.env.HOME;\n', 'sole reader of the environment'],
  ['new Date()', 'clock.ts', 'export const it = new Date();\n', 'sole source of now'],
  ['Date()', 'clock.ts', 'export const it = Date();\n', 'sole source of now'],
  ['Date.now()', 'clock.ts', 'export const it = Date.now();\n', 'sole source of now'],
])('%s is only in platform/%s', async (_what, home, source, reason) => {
  expect(await bans('server/src/modules/candidates/virtual.ts', source)).toEqual([expect.stringContaining(reason)]);
  expect(await bans(`server/src/platform/${home}`, source)).toEqual([]);
});

it('reads a given date without asking the clock', async () => {
  expect(await bans('server/src/modules/candidates/virtual.ts', "export const it = new Date('2026-12-05');\n")).toEqual(
    [],
  );
});

it('exports by name in the server', async () => {
  const reason = 'A name is the same wherever it is imported';
  const source = 'export default 1;\n';
  expect(await bans('server/src/platform/virtual.ts', source)).toEqual([expect.stringContaining(reason)]);
});
