import { Field, ID, ObjectType } from 'type-graphql';

@ObjectType('SignInProvider', { description: 'An agency’s own login, by which its staff sign in.' })
export class SignInProviderType {
  @Field(() => ID, { description: 'Of its agency; `/auth/oidc/start?agency=<id>` goes there.' })
  readonly agencyId!: string;
  @Field(() => String, { description: 'What its button says.' })
  readonly name!: string;
}
