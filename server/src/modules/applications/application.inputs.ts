import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { UserErrorType } from '../../platform/graphql/index.ts';
import { CandidateType } from '../candidates/index.ts';
import { publishInputFields } from '../personal-data/index.ts';
import { applicationData } from './application.personal-data.ts';
import { ApplicationType } from './application.type.ts';

@InputType('AddApplicationInput', { description: 'A registration of a candidate: on a vacancy, or open.' })
export class AddApplicationInput {
  @Field(() => ID, { description: 'Whose.' })
  candidateId!: string;
  @Field(() => ID, { nullable: true, description: 'On which vacancy; absent: an open application.' })
  vacancyId?: string | null;
}
publishInputFields(AddApplicationInput, applicationData);

@InputType('UpdateApplicationInput', {
  description:
    'Changes to one application: a field that is absent stays, null empties it. One field that you may not change refuses all.',
})
export class UpdateApplicationInput {
  @Field(() => ID, { description: 'Which application.' })
  id!: string;
}
publishInputFields(UpdateApplicationInput, applicationData);

@ObjectType('ApplicationPayload', { description: 'The application as it is stored, or why not.' })
export class ApplicationPayload {
  @Field(() => ApplicationType, { nullable: true, description: 'The application.' })
  application?: object;
  @Field(() => CandidateType, { nullable: true, description: 'The person whose it is, with the term that follows.' })
  candidate?: object;
  @Field(() => [UserErrorType], { description: 'Why not; empty when it was done.' })
  userErrors!: UserErrorType[];
}
