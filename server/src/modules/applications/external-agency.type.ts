import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { UserErrorType } from '../../platform/graphql/index.ts';

@ObjectType('ExternalAgency', {
  description: 'An agency of others that sends in people (extern bureau, C47): a name for an application to be given.',
})
export class ExternalAgencyType {
  @Field(() => String, { description: 'Its name, as an application holds it.' })
  readonly name!: string;
}

@InputType('SaveExternalAgencyInput', {
  description:
    'An external agency to be added, or with its id to be renamed; applications keep the name that they have.',
})
export class SaveExternalAgencyInput {
  @Field(() => ID, { nullable: true, description: 'Which one to rename; absent: a new one.' })
  id?: string | null;
  @Field(() => ID, { nullable: true, description: 'Of which of your agencies, of a new one.' })
  agencyId?: string | null;
  @Field(() => String, { description: 'Its name, unique in the agency: 1–200 characters.' })
  name!: string;
}

@ObjectType('SaveExternalAgencyPayload', { description: 'The external agency as it is stored, or why not.' })
export class SaveExternalAgencyPayload {
  @Field(() => ExternalAgencyType, { nullable: true, description: 'The external agency.' })
  externalAgency?: object;
  @Field(() => [UserErrorType], { description: 'Why not; empty when it was done.' })
  userErrors!: UserErrorType[];
}
