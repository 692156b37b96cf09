import type { EntitySchema } from '@mikro-orm/core';
import { Resolver } from 'type-graphql';
import { describe } from '../personal-data/index.ts';
import type { Candidate } from './candidate.entity.ts';
import { CandidateType } from './candidate.type.ts';
import { addField } from './person-record.resolver.ts';
import { WISH_LISTS } from './wishes.ts';

/** The candidate's wishes: a list of texts each. */
@Resolver(() => CandidateType)
export class WishesResolver {}

for (const { field: name, schema, data } of WISH_LISTS) {
  addField(WishesResolver, {
    name,
    type: () => [String],
    description: describe(data.columns['value']!),
    resolve: async (candidate: Candidate, context) => {
      const wishes = await context.recordsOf(schema as unknown as EntitySchema<{ value: string }>).load(candidate.id);
      return wishes.map((wish) => wish.value);
    },
  });
}
