import { Field, ID, InterfaceType } from 'type-graphql';

/** The name of the type that a row is published as; set by whoever hands out rows of several types. */
const typeNames = new WeakMap<object, string>();

export function markNode<T extends object>(row: T, typeName: string): T {
  typeNames.set(row, typeName);
  return row;
}

@InterfaceType('Node', {
  description: 'Anything that has an id of its own and can be fetched by it.',
  resolveType: (value: object) => typeNames.get(value),
})
export abstract class NodeType {
  @Field(() => ID, { description: 'Unique over all types; opaque.' })
  readonly id!: string;
}
