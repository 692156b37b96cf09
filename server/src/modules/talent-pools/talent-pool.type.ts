import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { NodeType, UserErrorType } from '../../platform/graphql/index.ts';

@ObjectType('TalentPool', {
  implements: NodeType,
  description: 'People whom an agency likes to keep in mind for a kind of work (talentpool, C35).',
})
export class TalentPoolType extends NodeType {
  @Field(() => String, { description: 'Its name.' })
  readonly name!: string;
}

@InputType('SaveTalentPoolInput', { description: 'A talent pool to be made, or with its id to be renamed.' })
export class SaveTalentPoolInput {
  @Field(() => ID, { nullable: true, description: 'Which one to rename; absent: a new one.' })
  id?: string | null;
  @Field(() => ID, { nullable: true, description: 'Of which agency, of a new one.' })
  agencyId?: string | null;
  @Field(() => String, { description: 'Its name, unique in the agency: 1–200 characters. It outlives who was in it.' })
  name!: string;
}

@ObjectType('SaveTalentPoolPayload', { description: 'The talent pool as it is stored, or why not.' })
export class SaveTalentPoolPayload {
  @Field(() => TalentPoolType, { nullable: true, description: 'The talent pool.' })
  talentPool?: object;
  @Field(() => [UserErrorType], { description: 'Why not; empty when it was done.' })
  userErrors!: UserErrorType[];
}
