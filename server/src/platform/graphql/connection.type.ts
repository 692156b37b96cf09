import { type ClassType, Field, Int, ObjectType } from 'type-graphql';

@ObjectType('PageInfo', { description: 'Where a page of a list stands in the whole.' })
export class PageInfoType {
  @Field(() => Boolean, { description: 'Whether more follow.' })
  readonly hasNextPage!: boolean;
  @Field(() => Boolean, { description: 'Whether there are any before this page.' })
  readonly hasPreviousPage!: boolean;
  @Field(() => String, { nullable: true, description: 'Cursor of the first on this page.' })
  readonly startCursor!: string | null;
  @Field(() => String, { nullable: true, description: 'Cursor of the last on this page.' })
  readonly endCursor!: string | null;
}

/** A page of rows, as resolvers return it. */
export interface Page<Row> {
  nodes: Row[];
  readonly cursorOf: (row: Row) => string;
  hasNextPage: boolean;
  hasPreviousPage: boolean;
  /** Counted only when it is asked for. */
  totalCount(): Promise<number>;
}

/** The Relay connection of a type, with `nodes` beside `edges`, and `totalCount`. */
export function connectionOf<Row extends object>(nodeType: ClassType, name: string) {
  @ObjectType(`${name}Edge`, { description: `One ${name} in a list, with its place.` })
  class EdgeType {
    @Field(() => String, { description: 'Its place; opaque, to be given as `after` or `before`.' })
    readonly cursor!: string;
    @Field(() => nodeType, { description: 'The thing itself.' })
    readonly node!: Row;
  }

  @ObjectType(`${name}Connection`, { description: `A page of a list of ${name}.` })
  class ConnectionType {
    readonly page: Page<Row>;
    constructor(page: Page<Row>) {
      this.page = page;
    }
    @Field(() => [EdgeType], { description: 'The rows of this page with their places.' })
    edges(): EdgeType[] {
      return this.page.nodes.map((node) => ({ node, cursor: this.page.cursorOf(node) }));
    }
    @Field(() => [nodeType], { description: 'The rows of this page.' })
    nodes(): Row[] {
      return this.page.nodes;
    }
    @Field(() => PageInfoType, { description: 'Where this page stands.' })
    pageInfo(): PageInfoType {
      const { nodes, cursorOf, hasNextPage, hasPreviousPage } = this.page;
      const [first, last] = [nodes.at(0), nodes.at(-1)];
      return {
        hasNextPage,
        hasPreviousPage,
        startCursor: first ? cursorOf(first) : null,
        endCursor: last ? cursorOf(last) : null,
      };
    }
    @Field(() => Int, { description: 'How many there are on all pages together.' })
    totalCount(): Promise<number> {
      return this.page.totalCount();
    }
  }
  return ConnectionType;
}
