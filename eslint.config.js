import { readdirSync } from 'node:fs';
import js from '@eslint/js';
import { createNodeResolver, importX } from 'eslint-plugin-import-x';
import svelte from 'eslint-plugin-svelte';
import { defineConfig, globalIgnores } from 'eslint/config';
import globals from 'globals';
import ts from 'typescript-eslint';

// ---------------------------------------------------------------------------------------------------------------------
// Who may import what. Each ban says why, because whoever meets it did not expect it.

const from = (path) => `./server/src/${path}`;
const modules = readdirSync(new URL('server/src/modules', import.meta.url), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

const LAYERS = [
  {
    target: from('platform'),
    from: [from('modules'), from('app'), from('main.ts')],
    message:
      'The platform knows no word of the domain, so that the domain can be read without it: pass in what it needs.',
  },
  {
    target: from('modules'),
    from: [from('app'), from('main.ts')],
    message: 'Only app/ knows every module: a module that imports it upward makes a circle of the whole product.',
  },
  ...modules.map((name) => ({
    target: modules.filter((other) => other !== name).map((other) => from(`modules/${other}`)),
    from: from(`modules/${name}`),
    except: ['./index.ts'],
    message: `What is not in ${name}/index.ts is that module's own business, and may change without asking.`,
  })),
];

const CLIENTS_ONLY_SEE_THE_SCHEMA = {
  group: ['wisbaar-server', 'wisbaar-server/*', '**/server/src/**', '**/server/dist/**'],
  message: 'Clients and tests know the product by its schema alone, as a third party does: import from wisbaar-schema.',
};

const DOCUMENTS_ARE_FOUND = [
  { group: ['wisbaar-schema'], importNames: ['graphql'] },
  { group: ['graphql'], importNames: ['parse'] },
].map((one) => ({
  ...one,
  message: 'The server answers only documents that the build finds: write and export it in a *.graphql.ts.',
}));

const TYPE_GRAPHQL = {
  regex: '^type-graphql(/|$)',
  message:
    'What enters and leaves is declared in *.type.ts, *.inputs.ts and *.resolver.ts: use cases serve jobs and imports too.',
};
const GRAPHQL_SHIELD = {
  regex: '^graphql-shield(/|$)',
  message:
    'Who may try a field is declared in *.shield.ts alone, so that the whole of it can be read: put the rule there.',
};
const AGENDA = {
  regex: '^(agenda|@agendajs/.+)$',
  message: 'Agenda gives the ticks and platform/jobs hides its traps: use defineJob from there.',
};

const onlyThese = (...patterns) => ({ 'no-restricted-imports': ['error', { patterns }] });

// ---------------------------------------------------------------------------------------------------------------------
// What only one file may touch.

const PROCESS_ENV = {
  object: 'process',
  property: 'env',
  message:
    'platform/env.ts is the sole reader of the environment, so that every setting is parsed and documented once.',
};
const CLOCK = 'platform/clock.ts is the sole source of now and of calendar days: tests and FAKE_NOW move that one.';
const NOW = [
  { object: 'Date', property: 'now', message: CLOCK },
  { object: 'DateTime', property: 'now', message: CLOCK },
  { object: 'DateTime', property: 'local', message: CLOCK },
  { object: 'DateTime', property: 'utc', message: CLOCK },
];
const NEW_DATE = {
  selector: ':matches(NewExpression, CallExpression)[callee.name="Date"][arguments.length=0]',
  message: CLOCK,
};
const DEFAULT_EXPORT = {
  selector: 'ExportDefaultDeclaration',
  message: 'A name is the same wherever it is imported, and can be searched for: export by name.',
};

export default defineConfig(
  globalIgnores([
    '**/node_modules/',
    '**/dist/',
    '**/build/',
    '**/.svelte-kit/',
    '**/paraglide/',
    '**/coverage/',
    '.data/',
    'test/output/',
    'schema/src/*.d.ts',
    '**/migrations/.snapshot*',
  ]),

  js.configs.recommended,
  ts.configs.strictTypeChecked,
  svelte.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    languageOptions: {
      globals: { ...globals.node },
      parserOptions: {
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.svelte'],
      },
    },
    plugins: { 'import-x': importX },
    settings: {
      'import-x/extensions': ['.ts', '.js'],
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts'] },
      // Imports name the compiled file; the source lies beside it.
      'import-x/resolver-next': [createNodeResolver({ extensionAlias: { '.js': ['.ts', '.js'] } })],
    },
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'object-shorthand': 'error',
      'no-console': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // Under noUncheckedIndexedAccess it is how one says that an element is there.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },

  {
    name: 'server',
    files: ['server/src/**/*.ts'],
    rules: {
      ...onlyThese(TYPE_GRAPHQL, GRAPHQL_SHIELD, AGENDA),
      'import-x/no-restricted-paths': ['error', { basePath: import.meta.dirname, zones: LAYERS }],
      'import-x/no-cycle': 'error',
      'no-restricted-properties': ['error', PROCESS_ENV, ...NOW],
      'no-restricted-syntax': ['error', DEFAULT_EXPORT, NEW_DATE],
      // The classes of type-graphql are declarations, and hold nothing else.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true, allowEmpty: true }],
      // TypeGraphQL's classes describe a shape; what resolvers return are rows and plain objects of that shape.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
    },
  },
  {
    name: 'server: what enters and leaves',
    files: ['server/src/**/*.{type,inputs,resolver}.ts'],
    rules: onlyThese(GRAPHQL_SHIELD, AGENDA),
  },
  {
    name: 'server: who may try a field',
    files: ['server/src/**/*.shield.ts'],
    rules: onlyThese(TYPE_GRAPHQL, AGENDA),
  },
  {
    name: 'server: where both come together',
    files: ['server/src/app/schema.ts', 'server/src/platform/graphql/**/*.ts'],
    rules: onlyThese(AGENDA),
  },
  {
    name: 'server: jobs',
    files: ['server/src/platform/jobs/**/*.ts'],
    rules: onlyThese(TYPE_GRAPHQL, GRAPHQL_SHIELD),
  },
  {
    name: 'server: the reader of the environment',
    files: ['server/src/platform/env.ts'],
    rules: { 'no-restricted-properties': ['error', ...NOW] },
  },
  {
    name: 'server: the clock',
    files: ['server/src/platform/clock.ts'],
    rules: {
      'no-restricted-properties': ['error', PROCESS_ENV],
      'no-restricted-syntax': ['error', DEFAULT_EXPORT],
    },
  },
  {
    name: 'server: the command line speaks to a person',
    files: ['server/src/main.ts', 'server/src/app/commands/**/*.ts'],
    rules: { 'no-console': 'off' },
  },

  {
    name: 'clients and tests',
    files: ['{portal,admin,ui,schema,test}/**/*.{ts,svelte}'],
    rules: onlyThese(CLIENTS_ONLY_SEE_THE_SCHEMA),
  },
  {
    name: 'documents of the apps',
    files: ['{portal,admin}/src/**/*.{ts,svelte}'],
    ignores: ['**/*.graphql.ts'],
    rules: onlyThese(CLIENTS_ONLY_SEE_THE_SCHEMA, ...DOCUMENTS_ARE_FOUND),
  },
  {
    name: 'clients run in a browser',
    files: ['{portal,admin,ui}/src/**/*.{ts,svelte}'],
    languageOptions: { globals: { ...globals.browser } },
  },
  {
    name: 'components',
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser } },
    rules: {
      // The compiler and svelte-check see the types that flow through a template; from here they all look like any.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  {
    name: 'the benchmarks print their figures',
    files: ['test/bench/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    name: 'plain scripts',
    files: ['**/*.{js,mjs}'],
    extends: [ts.configs.disableTypeChecked],
    rules: { 'no-console': 'off' },
  },
);
