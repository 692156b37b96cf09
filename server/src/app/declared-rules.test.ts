import { MapperKind, mapSchema } from '@graphql-tools/utils';
import {
  execute,
  getNamedType,
  getNullableType,
  getOperationAST,
  isEnumType,
  isLeafType,
  isListType,
  isObjectType,
  OperationTypeNode,
  parse,
  type ExecutionResult,
  type GraphQLOutputType,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { shieldedAsItComes } from '../../test-kit/as-it-comes.shield.ts';
import { along, leavesOf, pathsFrom } from '../../test-kit/roads/paths.ts';
import {
  BUILT_IN_ROLES,
  builtInRights,
  isNobody,
  NO_RIGHTS,
  PERMISSION_LINES,
  PERMISSIONS,
  rightsOf,
  verdictOf,
  type Asker,
  type BuiltInRole,
  type FieldName,
  type RightName,
  type Rights,
} from '../modules/permissions/index.ts';
import { carryOut } from './compiled-queries.ts';
import { guardSchema, ruleOf } from './guarded-schema.ts';
import { catalogue } from './modules.ts';
import { publishedSchema, shieldTree } from './schema.ts';

const schema = publishedSchema();
const types = Object.values(schema.getTypeMap()).filter((type) => isObjectType(type) && !type.name.startsWith('__'));
const fields = types.flatMap((type) =>
  isObjectType(type) ? Object.keys(type.getFields()).map((field) => [type.name, field] as const) : [],
);
const nameOf = ({ type, field }: { type: string; field: string }): FieldName => `${type}.${field}`;
const published = catalogue.publishedFields().map((one) => ({ ...one, name: nameOf(one) }));
const EVERY_RIGHT: readonly RightName[] = [...PERMISSIONS, ...published.map(({ name }): RightName => `change:${name}`)];
const staff = (rights: Rights): Asker => ({ rights, work: { actor: { kind: 'staff' } } });
const isOpen = (type: string, field: string, rights: Rights) =>
  verdictOf(ruleOf(shieldTree, type, field))(staff(rights)) === true;
const EVERYTHING: Rights = rightsOf(catalogue, {
  builtIn: null,
  changes: new Map(EVERY_RIGHT.map((right) => [right, true])),
});

describe('the one tree of rules (S1, H5)', () => {
  it('has a rule of its own for every field of every type: none is left to what holds for the undeclared', () => {
    expect(types.length).toBeGreaterThan(150);
    expect(fields.length).toBeGreaterThan(900);
    const bare = fields.filter(([type, field]) => ruleOf(shieldTree, type, field) === isNobody);
    expect(bare.map((one) => one.join('.'))).toEqual([]);
  });

  it('is made from the lines of the personal data: each published field asks whether just that field may be seen', () => {
    const there = new Set(fields.map((one) => one.join('.')));
    expect(published.map(({ name }) => name).filter((name) => !there.has(name))).toEqual([]);
    const wrong: string[] = [];
    for (const { type, field, name } of published) {
      const { name: rule } = ruleOf(shieldTree, type, field) as unknown as { name: string };
      if (!rule.split(/ and see | and |canSee /).includes(name)) wrong.push(`${name} asks ${rule}`);
      if (!isOpen(type, field, EVERYTHING)) wrong.push(`${name} is open to nobody`);
      const without = { ...EVERYTHING, see: new Set([...EVERYTHING.see].filter((one) => one !== name)) };
      if (isOpen(type, field, without)) wrong.push(`${name} is open to who may not see it`);
      if (isOpen(type, field, NO_RIGHTS)) wrong.push(`${name} is open to who has no right`);
    }
    expect(wrong).toEqual([]);
    expect(published.length).toBeGreaterThan(150);
  });

  const mayBeSeenBy = (role: BuiltInRole, line: (typeof published)[number]['line']) =>
    line.see.includes(role) || line.change.includes(role);

  it.each(BUILT_IN_ROLES)('opens to %s what the lines and the matrix say, and nothing besides (H2–H6)', (role) => {
    const rights = builtInRights(catalogue, role);
    for (const permission of PERMISSIONS)
      expect(rights.permissions.has(permission), permission).toBe(
        (PERMISSION_LINES[permission].of as readonly string[]).includes(role),
      );
    const wrong = published.flatMap(({ type, field, name, line }) => {
      const declared = mayBeSeenBy(role, line);
      const [needed] =
        /(?<=^can )[\w:-]+/.exec((ruleOf(shieldTree, type, field) as unknown as { name: string }).name) ?? [];
      const expected = declared && (needed === undefined || rights.permissions.has(needed as never));
      return isOpen(type, field, rights) === expected && rights.change.has(name) === line.change.includes(role)
        ? []
        : [name];
    });
    expect(wrong).toEqual([]);
  });
});

/** A value of each kind, so that only rules make a difference: two of each list, one of each object. */
function anyValue(type: GraphQLOutputType): unknown {
  const bare = getNullableType(type);
  if (isListType(bare)) return [anyValue(bare.ofType), anyValue(bare.ofType)];
  const named = getNamedType(type);
  if (isEnumType(named)) return named.getValues()[0]!.value as unknown;
  if (!isLeafType(named)) return {};
  const values: Readonly<Record<string, unknown>> = { Int: 1, Float: 1.5, Boolean: true, Date: '2026-01-01', DateTime: new Date(0) }; // prettier-ignore
  return Object.hasOwn(values, named.name) ? values[named.name] : 'what is hidden';
}

describe('queries that are compiled (decision 18, P5, P6)', () => {
  const filled = mapSchema(publishedSchema(), {
    [MapperKind.OBJECT_FIELD]: (config) => ({ ...config, resolve: () => anyValue(config.type) }),
  });
  const asItComes = shieldedAsItComes(filled, shieldTree);
  const schemaFor = guardSchema(filled, shieldTree);
  // Every type once, by the shortest way to it.
  const paths = [
    ...new Map(
      pathsFrom(filled, 'Query')
        .toReversed()
        .map((path) => [path.type, path]),
    ).values(),
  ];
  const documents = paths
    .map(
      ({ steps, type }) =>
        [
          steps,
          leavesOf(filled, type)
            .map(({ name }) => name)
            .join(' '),
        ] as const,
    )
    .filter(([, leaves]) => leaves !== '')
    .map(([steps, leaves]) => along(filled, steps, leaves));

  const plain = ({ data, errors = [] }: ExecutionResult) => ({
    data,
    errors: errors
      .map(({ message, path, locations, originalError }) =>
        JSON.stringify({ message, path, locations, cause: originalError?.message, code: (originalError as { code?: string } | undefined)?.code }),
      )
      .toSorted(),
  }); // prettier-ignore

  it.each([
    ...BUILT_IN_ROLES.map((role) => [role, builtInRights(catalogue, role)] as const),
    ['a role without a right', NO_RIGHTS] as const,
  ])('give %s the answers and the refusals of graphql-shield as it comes, whatever is asked', async (_name, rights) => {
    const who = staff(rights);
    const guarded = schemaFor(who, OperationTypeNode.QUERY);
    let [refused, given] = [0, 0];
    for (const text of documents) {
      const document = parse(text);
      const operation = getOperationAST(document)!;
      // graphql-shield keeps what it has decided of a request with the request.
      const expected = plain(await execute({ schema: asItComes, document, contextValue: { ...who } }));
      const execution = {
        schema: guarded,
        document,
        operation,
        operationName: undefined,
        variables: undefined,
        context: who,
      };
      for (const time of ['compiled', 'again'])
        expect(plain(await carryOut(execution, 1)), `${time}: ${text}`).toEqual(expected);
      refused += expected.errors.length;
      given += JSON.stringify(expected.data).split('what is hidden').length - 1;
    }
    expect(documents.length).toBeGreaterThan(80);
    expect(refused).toBeGreaterThan(0);
    if (rights !== NO_RIGHTS) expect(given).toBeGreaterThan(100);
  });
});
