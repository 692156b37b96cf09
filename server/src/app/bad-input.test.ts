import {
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isRequiredInputField,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fieldsOf } from '../../test-kit/roads/paths.ts';
import { EVERY_RIGHT, makeWorld, type Traveller, type World } from '../../test-kit/roads/world.ts';
import { publishedSchema } from './schema.ts';

/** A value that is not in the schema, nor in any message of ours; a name in it, as somebody might type it anywhere. */
const TYPED = 'Jansen; at "x.y"; Field "z" 123456782';
const schema = publishedSchema();

interface Wrong {
  readonly what: string;
  readonly text: string;
  readonly variables: Record<string, unknown>;
  /** Which input it is about, as userErrors name it. */
  readonly field: readonly string[];
}

/** As little as a type asks for; what it is about is never looked at, since something beside it is wrong. */
function least(type: GraphQLInputType): unknown {
  const bare = getNullableType(type);
  if (isListType(bare)) return [];
  const named = getNamedType(type);
  if (isEnumType(named)) return named.getValues()[0]!.name;
  if (isInputObjectType(named))
    return Object.fromEntries(
      Object.values(named.getFields())
        .filter(isRequiredInputField)
        .map((member) => [member.name, least(member.type)]),
    );
  const values: Readonly<Record<string, unknown>> = { Int: 1, Float: 1, Boolean: false, Date: '2026-01-01', DateTime: '2026-01-01T00:00:00Z', JSONObject: {} }; // prettier-ignore
  return Object.hasOwn(values, named.name) ? values[named.name] : 'x';
}

/** Of another type than is asked for: what coercion refuses, whatever stands in it. */
function unfit(type: GraphQLInputType): unknown {
  const named = getNamedType(type);
  if (isEnumType(named) || ['Int', 'Float', 'Boolean', 'Date', 'DateTime', 'JSONObject'].includes(named.name))
    return TYPED;
  return isInputObjectType(named) ? TYPED : { odd: TYPED };
}

const inList = (type: GraphQLInputType, value: unknown) => (isListType(getNullableType(type)) ? [value] : value);
const indexIn = (type: GraphQLInputType) => (isListType(getNullableType(type)) ? ['0'] : []);

function* wrongsOf(
  kind: 'query' | 'mutation',
  { name: field, args, type: given }: GraphQLField<unknown, unknown>,
): Generator<Wrong> {
  for (const argument of args) {
    const { name, type } = argument;
    const named = getNamedType(type);
    const others = args.filter((one) => one !== argument && isNonNullType(one.type));
    const all = [argument, ...others];
    const text = `${kind} (${all.map((one) => `$${one.name}: ${String(one.type)}`).join(', ')}) { ${field}(${all.map((one) => `${one.name}: $${one.name}`).join(', ')})${isLeafType(getNamedType(given)) ? '' : ' { __typename }'} }`;
    const rest = Object.fromEntries(others.map((one) => [one.name, least(one.type)]));
    const at = `${field}.${name}`;
    yield { what: `${at} of another type`, text, variables: { ...rest, [name]: inList(type, unfit(type)) }, field: [name, ...indexIn(type)] }; // prettier-ignore
    if (isNonNullType(type)) yield { what: `${at} left out`, text, variables: rest, field: [name] };
    if (!isInputObjectType(named) || isListType(getNullableType(type))) continue;
    const good = least(type) as Record<string, unknown>;
    const withMembers = (changes: object) => ({ ...rest, [name]: { ...good, ...changes } });
    yield { what: `${at} with a member that is none`, text, variables: withMembers({ nickname: TYPED }), field: ['nickname'] }; // prettier-ignore
    for (const member of Object.values(named.getFields())) yield* wrongsOfMember(text, at, member, withMembers);
  }
}

function* wrongsOfMember(
  text: string,
  at: string,
  { name, type, ...rest }: GraphQLInputField,
  given: (changes: object) => Record<string, unknown>,
): Generator<Wrong> {
  const what = `${at}.${name}`;
  const named = getNamedType(type);
  yield { what: `${what} of another type`, text, variables: given({ [name]: inList(type, unfit(type)) }), field: [name, ...indexIn(type)] }; // prettier-ignore
  if (isEnumType(named))
    yield { what: `${what}, a value that is none`, text, variables: given({ [name]: inList(type, 'JANSEN_VAN_DEN_BERG') }), field: [name, ...indexIn(type)] }; // prettier-ignore
  if (isRequiredInputField({ name, type, ...rest }))
    yield { what: `${what} left out`, text, variables: given({ [name]: undefined }), field: [name] };
  if (isNonNullType(type)) yield { what: `${what} null`, text, variables: given({ [name]: null }), field: [name] };
}

const wrongs = (['query', 'mutation'] as const).flatMap((kind) =>
  fieldsOf(schema, kind === 'query' ? 'Query' : 'Mutation').flatMap((field) => [...wrongsOf(kind, field)]),
);

describe('bad variables (conventions, API 4; D12)', () => {
  let world: World;
  let who: Traveller;
  beforeAll(async () => {
    world = await makeWorld();
    who = await world.ownRole('every right', EVERY_RIGHT);
  });
  afterAll(() => world.stop());

  it('are refused with a stable code and the name of the input, for every input of the schema, and said again nowhere', async () => {
    expect(wrongs.length).toBeGreaterThan(800);
    const faults: string[] = [];
    for (const { what, text, variables, field } of wrongs) {
      const answer = await who.ask(text, variables);
      const told = answer.errors.map(({ extensions }) => extensions as { code?: string; field?: string[] });
      const named = told.some(
        (one) => one.code === 'BAD_USER_INPUT' && JSON.stringify(one.field) === JSON.stringify(field),
      );
      if (!named || answer.status >= 500) faults.push(`${what}: ${answer.text}`);
      if (told.some(({ code }) => code !== 'BAD_USER_INPUT')) faults.push(`${what}: ${answer.text}`);
      if (/Jansen|123456782|x\.y/i.test(answer.text)) faults.push(`${what} is said again: ${answer.text}`);
    }
    expect(faults.slice(0, 20)).toEqual([]);
  });

  it.each([
    ['{ candidates(first: "Jansen") { totalCount } }', ['first']],
    ['{ candidates(filter: { state: JANSEN }) { totalCount } }', ['state']],
    ['{ candidates(filter: { nickname: "Jansen" }) { totalCount } }', ['nickname']],
    ['mutation { registerCandidate(input: { birthDate: "Jansen" }) { userErrors { code } } }', ['birthDate']],
    ['mutation { registerCandidate(input: { lastName: "Jansen" }) { userErrors { code } } }', ['agencyId']],
    ['mutation { registerCandidate { userErrors { code } } }', ['input']],
  ] as const)('written in the document itself are named too: %s', async (text, field) => {
    const { errors, text: body } = await who.ask(text);
    expect(errors.map(({ extensions }) => extensions)).toContainEqual({ code: 'GRAPHQL_VALIDATION_FAILED', field });
    expect(body).not.toMatch(/Jansen/i);
  });
});
