import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { NodeType, UserErrorType } from '../../platform/graphql/index.ts';

@ObjectType('OrganisationUnit', {
  implements: NodeType,
  description: 'A part of an agency, such as a branch or a team (Organisatie-onderdeel, C42).',
})
export class OrganisationUnitType extends NodeType {
  @Field(() => String, { description: 'Its name, as the agency knows it.' })
  readonly name!: string;
}

@InputType('SaveOrganisationUnitInput', { description: 'A unit to be made, or one to be given another name.' })
export class SaveOrganisationUnitInput {
  @Field(() => ID, { nullable: true, description: 'The unit to rename; left out to make one.' })
  id?: string | null;
  @Field(() => ID, { nullable: true, description: 'The agency of a new unit.' })
  agencyId?: string | null;
  @Field(() => String, { description: 'Its name: 1 to 200 characters, once in an agency.' })
  name!: string;
}

@ObjectType('SaveOrganisationUnitPayload', { description: 'The unit as it is now.' })
export class SaveOrganisationUnitPayload {
  @Field(() => OrganisationUnitType, { nullable: true, description: 'The unit; empty when it was refused.' })
  readonly unit?: OrganisationUnitType;
  @Field(() => [UserErrorType], { description: 'What a form has to show.' })
  readonly userErrors!: UserErrorType[];
}
