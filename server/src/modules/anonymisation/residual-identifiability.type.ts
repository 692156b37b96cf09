import { Field, Int, ObjectType } from 'type-graphql';

@ObjectType('GroupSize', { description: 'How many groups there are of a size.' })
export class GroupSizeType {
  @Field(() => Int, { description: 'People in each group.' })
  readonly size!: number;
  @Field(() => Int, { description: 'Groups of that size.' })
  readonly groups!: number;
}

@ObjectType('ResidualIdentifiability', {
  description:
    'How far anonymous people can still be told apart by what remains of them: in groups smaller than five they are called pseudonymised (B11).',
})
export class IdentifiabilityType {
  @Field(() => Boolean, { description: 'Whether with Anonimisering Plus.' })
  readonly plus!: boolean;
  @Field(() => [String], { description: 'Fields that remain and say something, as Type.field.' })
  readonly fields!: readonly string[];
  @Field(() => Int, { description: 'People looked at.' })
  readonly people!: number;
  @Field(() => Int, { description: 'Of these people, whoever is in a group smaller than five.' })
  readonly pseudonymised!: number;
  @Field(() => [GroupSizeType], {
    description: 'Groups smaller than five, with somebody of these people, who are alike in all of those fields.',
  })
  readonly small!: readonly GroupSizeType[];
}
