import { ArgsType, Field, Int } from 'type-graphql';

/** Forward with `first` and `after`, backward with `last` and `before`; 1–100 rows, 50 unless told. */
@ArgsType()
export class PageArgs {
  @Field(() => Int, { nullable: true, description: 'How many from here on: 1–100.' })
  first?: number;
  @Field(() => String, { nullable: true, description: 'Only what comes after this cursor.' })
  after?: string;
  @Field(() => Int, { nullable: true, description: 'How many before here: 1–100.' })
  last?: number;
  @Field(() => String, { nullable: true, description: 'Only what comes before this cursor.' })
  before?: string;
}
