import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { DateScalar, UserErrorType } from '../../platform/graphql/index.ts';
import { CandidateType } from '../candidates/index.ts';
import { publishFields } from '../personal-data/index.ts';
import { holdData } from './hold.ts';

@ObjectType('Hold', { description: 'A reason not to erase somebody, until a day (bewaarplicht, B5).' })
export class HoldType {
  @Field(() => ID, { description: 'Opaque.' })
  readonly id!: string;
}
publishFields(HoldType, holdData);

@InputType('PlaceHoldInput', { description: 'Whom not to erase, why, and until when.' })
export class PlaceHoldInput {
  @Field(() => ID, { description: 'Which candidate.' })
  candidateId!: string;
  @Field(() => String, { description: 'Why, in 10 to 500 characters; it is erased with him.' })
  reason!: string;
  @Field(() => DateScalar, { description: 'The last day on which it stands; at most ten years from now.' })
  until!: string;
}

@InputType('EndHoldInput', { description: 'Which hold ends now.' })
export class EndHoldInput {
  @Field(() => ID, { description: 'Which hold.' })
  id!: string;
}

@ObjectType('HoldPayload', { description: 'The candidate with his holds, or why not.' })
export class HoldPayload {
  @Field(() => CandidateType, { nullable: true, description: 'The candidate.' })
  candidate?: object;
  @Field(() => [UserErrorType], { description: 'Why not; empty when it was done.' })
  userErrors!: UserErrorType[];
}
