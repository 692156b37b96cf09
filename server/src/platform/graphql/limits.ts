import type { ApolloServerPlugin } from '@apollo/server';
import type { ValidationRule } from 'graphql';
import { ApolloArmor } from '@escape.tech/graphql-armor';

/** How large a document may be. */
export const MAX_TOKENS = 2_000;

/** Limits on what one request may ask; beyond them it is refused before anything is carried out. */
export function requestLimits() {
  const armor = new ApolloArmor({
    maxDepth: { n: 12 },
    maxAliases: { n: 15 },
    maxDirectives: { n: 20 },
    // Ours counts the size of a page also where it is in a variable: cost.ts.
    costLimit: { enabled: false },
    maxTokens: { enabled: false },
    blockFieldSuggestion: { enabled: true },
  });
  // Its types are of the other build of Apollo's; the objects are the same.
  return armor.protect() as unknown as { plugins: ApolloServerPlugin[]; validationRules: ValidationRule[] };
}
