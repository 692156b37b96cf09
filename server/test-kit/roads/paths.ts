import {
  getNamedType,
  getNullableType,
  isInterfaceType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';

/** A way to a type: the fields from a root, one after the other. */
export interface Path {
  readonly type: string;
  readonly steps: readonly Step[];
}
export interface Step {
  readonly parent: string;
  readonly field: string;
}

const DEEPEST = 7;
/** How many rows a list is asked for: the planted person is alone. */
const FIRST = 'first: 3';

export const fieldsOf = (schema: GraphQLSchema, type: string): GraphQLField<unknown, unknown>[] => {
  const found = schema.getType(type);
  return isObjectType(found) ? Object.values(found.getFields()) : [];
};
export const isOpen = (field: GraphQLField<unknown, unknown>) => !field.args.some(isRequiredArgument);
export const leavesOf = (schema: GraphQLSchema, type: string) =>
  fieldsOf(schema, type).filter((field) => isLeafType(getNamedType(field.type)) && isOpen(field));
export const mayBeNull = (field: GraphQLField<unknown, unknown>) => getNullableType(field.type) === field.type;

/** Every way from a type to the others that visits none twice, the shortest first. */
export function pathsFrom(schema: GraphQLSchema, root: string, skip: readonly string[] = []): Path[] {
  const found: Path[] = [];
  let ends: Path[] = [{ type: root, steps: [] }];
  for (let depth = 0; depth < DEEPEST; depth += 1) {
    ends = ends.flatMap(({ type, steps }) =>
      fieldsOf(schema, type)
        .filter((field) => isOpen(field) && !skip.includes(`${type}.${field.name}`))
        .flatMap((field): Path[] => {
          const target = getNamedType(field.type);
          const visited = [type, ...steps.map(({ parent }) => parent)];
          if (!isObjectType(target) || visited.includes(target.name)) return [];
          return [{ type: target.name, steps: [...steps, { parent: type, field: field.name }] }];
        }),
    );
    found.push(...ends);
  }
  return found;
}

/** The selection that follows a path to its end. */
export function along(schema: GraphQLSchema, steps: readonly Step[], selection: string): string {
  return steps.reduceRight((inner, { parent, field }) => {
    const pages = fieldsOf(schema, parent)
      .find(({ name }) => name === field)!
      .args.some(({ name }) => name === 'first');
    return `{ ${field}${pages ? `(${FIRST})` : ''} ${inner} }`;
  }, `{ __typename ${selection} }`);
}

/** The objects at the end of a path. */
export function objectsAt(data: unknown, steps: readonly Step[]): Record<string, unknown>[] {
  let objects = [data];
  for (const { field } of steps)
    objects = objects.flat(5).map((one) => (one as Record<string, unknown> | null)?.[field] ?? null);
  return objects.flat(5).filter((one) => one !== null && one !== undefined) as Record<string, unknown>[];
}

export const nodeTypes = (schema: GraphQLSchema): GraphQLObjectType[] => {
  const node = schema.getType('Node');
  return isInterfaceType(node) ? [...schema.getPossibleTypes(node)] : [];
};
