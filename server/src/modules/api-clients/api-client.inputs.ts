import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { DateScalar, UserErrorType } from '../../platform/graphql/index.ts';
import { ApiClientType } from './api-client.type.ts';

@InputType('CreateApiClientInput', { description: 'A program that is to have a key.' })
export class CreateApiClientInput {
  @Field(() => String, { description: 'Its name: 1 to 100 characters, not yet in use.' })
  name!: string;
  @Field(() => ID, { description: 'Its role; only one that you may give away.' })
  roleId!: string;
  @Field(() => [ID], { description: 'The agencies that it works for; only ones that you work for.' })
  agencyIds!: string[];
  @Field(() => [String], {
    nullable: true,
    description:
      'The sites whose pages may call the API with its key, at most ten: https://app.example.com. Left out: none.',
  })
  origins?: string[] | null;
  @Field(() => DateScalar, { description: 'The last day of its first key, at most a year from now.' })
  expiresOn!: string;
}

@InputType('UpdateApiClientInput', { description: 'What is to be different about a client; what is left out stays.' })
export class UpdateApiClientInput {
  @Field(() => ID, { description: 'The client.' })
  id!: string;
  @Field(() => String, { nullable: true, description: 'Another name.' })
  name?: string | null;
  @Field(() => ID, { nullable: true, description: 'Another role; only one that you may give away.' })
  roleId?: string | null;
  @Field(() => [ID], { nullable: true, description: 'The agencies that it works for.' })
  agencyIds?: string[] | null;
  @Field(() => [String], { nullable: true, description: 'The sites whose pages may call the API with its key.' })
  origins?: string[] | null;
}

@InputType('IssueApiKeyInput', { description: 'Another key for a client.' })
export class IssueApiKeyInput {
  @Field(() => ID, { description: 'The client; at most two of its keys are valid at a time.' })
  apiClientId!: string;
  @Field(() => DateScalar, { description: 'The last day of the key, at most a year from now.' })
  expiresOn!: string;
}

@InputType('RevokeApiKeyInput', { description: 'A key to end.' })
export class RevokeApiKeyInput {
  @Field(() => ID, { description: 'The key.' })
  id!: string;
}

@InputType('ApiClientInput', { description: 'Which client.' })
export class ApiClientInput {
  @Field(() => ID, { description: 'The client.' })
  id!: string;
}

@ObjectType('ApiClientPayload', { description: 'The client as it is now, or why not.' })
export class ApiClientPayload {
  @Field(() => ApiClientType, { nullable: true, description: 'The client.' })
  readonly apiClient?: ApiClientType;
  @Field(() => [UserErrorType], { description: 'Why not; empty when it was done.' })
  readonly userErrors!: UserErrorType[];
}

@ObjectType('ApiKeyPayload', { description: 'A client with a new key, or why not.' })
export class ApiKeyPayload {
  @Field(() => ApiClientType, { nullable: true, description: 'The client.' })
  readonly apiClient?: ApiClientType;
  @Field(() => String, {
    nullable: true,
    description: 'The key. It is shown here and never again: the server keeps only its hash.',
  })
  readonly key?: string;
  @Field(() => [UserErrorType], { description: 'Why not; empty when it was done.' })
  readonly userErrors!: UserErrorType[];
}
