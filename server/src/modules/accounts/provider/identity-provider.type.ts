import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { DateTimeScalar, UserErrorType } from '../../../platform/graphql/index.ts';
import { plainPayload } from '../plain-payload.type.ts';

@ObjectType('IdentityProvider', { description: 'An agency’s own login (OpenID Connect). Its secret is never shown.' })
export class IdentityProviderType {
  @Field(() => String, { description: 'What its button says.' })
  readonly name!: string;
  @Field(() => String, { description: 'The address by which it is known.' })
  readonly issuer!: string;
  @Field(() => String, { description: 'Under which name it knows us.' })
  readonly clientId!: string;
  @Field(() => Boolean, { description: 'Whether we have a secret for it.' })
  readonly hasClientSecret!: boolean;
  @Field(() => [String], { description: 'Only who has a mail address of these domains is linked by it.' })
  readonly mailDomains!: string[];
  @Field(() => Boolean, { description: 'Whether its staff may also sign in with a password.' })
  readonly passwordSignIn!: boolean;
  @Field(() => DateTimeScalar, { description: 'When these settings were saved.' })
  readonly changedAt!: Date;
}

@InputType('SaveIdentityProviderInput', { description: 'An agency’s own login.' })
export class SaveIdentityProviderInput {
  @Field(() => ID, { description: 'The agency.' })
  agencyId!: string;
  @Field(() => String, { description: 'What its button is to say.' })
  name!: string;
  @Field(() => String, { description: 'The address by which it is known, with https.' })
  issuer!: string;
  @Field(() => String, { description: 'Under which name it knows us.' })
  clientId!: string;
  @Field(() => String, { nullable: true, description: 'Our secret there; left out: as it was; null: none.' })
  clientSecret?: string | null;
  @Field(() => [String], { description: 'Domains of mail addresses, such as agency.example.' })
  mailDomains!: string[];
  @Field(() => Boolean, {
    description: 'Whether staff may also sign in with a password. False takes that you have signed in by it yourself.',
  })
  passwordSignIn!: boolean;
}

@InputType('RemoveIdentityProviderInput', { description: 'Which agency’s.' })
export class RemoveIdentityProviderInput {
  @Field(() => ID, { description: 'The agency.' })
  agencyId!: string;
}

@ObjectType('SaveIdentityProviderPayload', { description: 'The login as it is now.' })
export class SaveIdentityProviderPayload {
  @Field(() => IdentityProviderType, { nullable: true, description: 'The login; empty when it was refused.' })
  readonly identityProvider?: IdentityProviderType | null;
  @Field(() => [UserErrorType], { description: 'Why it was not done; empty when it was.' })
  readonly userErrors!: UserErrorType[];
}

export const RemoveIdentityProviderPayload = plainPayload(
  'RemoveIdentityProviderPayload',
  'That the agency’s staff sign in with passwords.',
);
