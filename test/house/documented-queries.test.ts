import { readdirSync, readFileSync } from 'node:fs';
import { buildSchema, Kind, parse, specifiedRules, validate, type GraphQLObjectType } from 'graphql';
import { describe, expect, it } from 'vitest';

const root = new URL('../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');
const schema = buildSchema(read('schema/schema.graphql'));

/** What a page says between ```graphql and ```, with the line on which it begins. */
function snippetsOf(page: string): { line: number; text: string }[] {
  return [...page.matchAll(/```graphql\n(.*?)```/gs)].map(({ index, 1: text }) => ({
    line: page.slice(0, index).split('\n').length + 1,
    text: text!,
  }));
}

/** A snippet may show several operations at once, each to be sent alone: none of them needs a name there. */
function problemsOf(text: string): string[] {
  const document = parse(text);
  const fragments = document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION);
  return document.definitions
    .filter(({ kind }) => kind === Kind.OPERATION_DEFINITION)
    .flatMap((operation) =>
      validate(schema, { ...document, definitions: [operation, ...fragments] }, specifiedRules).map(
        ({ message }) => message,
      ),
    );
}

const pages = readdirSync(new URL('docs/', root)).filter((name) => name.endsWith('.md'));
const snippets = pages.flatMap((name) => snippetsOf(read(`docs/${name}`)).map((one) => ({ ...one, name })));

describe('what the documentation says to ask of the API', () => {
  it('is found on the pages for whoever builds on it', () => {
    for (const name of ['forms.md', 'portal-api.md', 'job-alerts.md', 'hand-over.md'])
      expect(
        snippets.some((one) => one.name === name),
        name,
      ).toBe(true);
  });

  it.each(snippets)('can be asked as it stands: docs/$name, line $line', ({ text }) => {
    expect(problemsOf(text)).toEqual([]);
  });

  it('is held to the schema: a field that is not there is found', () => {
    expect(problemsOf('{ me { shoeSize } }')).toEqual(['Cannot query field "shoeSize" on type "Me".']);
    expect(problemsOf('mutation { keepMyData(input: { secret: "x" }) { userErrors { code } } }')).toHaveLength(1);
  });

  it('names every field of “me”, and the question, on the page about a portal of one’s own', () => {
    const page = read('docs/portal-api.md');
    const fields = Object.keys((schema.getType('Me') as GraphQLObjectType).getFields());
    for (const field of [...fields, 'erasureQuestion', 'keepMyData', 'anonymiseMyData'])
      expect(page, field).toMatch(new RegExp(`\\b${field}\\b`));
  });
});
