import type { PersonalDataDeclaration } from './personal-data/index.ts';
import type { Work } from './permissions/index.ts';
import type { ShieldRules } from '../platform/graphql/index.ts';

export type NodeLoader = (work: Work, id: string) => Promise<object | null>;

/** What a module gives to the product; only the composition root reads it. */
export interface ModuleManifest {
  /** Every table, with a line for every column. */
  readonly declarations?: readonly PersonalDataDeclaration[];
  /** TypeGraphQL resolver classes. */
  // eslint-disable-next-line @typescript-eslint/no-unsafe-function-type -- TypeGraphQL takes any class
  readonly resolvers?: readonly Function[];
  /** Published type → how `node(id:)` finds one that the actor may know of. */
  readonly nodes?: Readonly<Record<string, NodeLoader>>;
  /** Type → field → rule. What is not named is denied. */
  readonly shield?: ShieldRules;
}
