import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { UserErrorType } from '../../platform/graphql/index.ts';
import type { Candidate } from './candidate.entity.ts';
import { CandidateType } from './candidate.type.ts';

@InputType('RevealBsnInput', { description: 'Whose BSN, and why.' })
export class RevealBsnInput {
  @Field(() => ID, { description: 'Which candidate.' })
  id!: string;
  @Field(() => String, {
    description:
      'Why you need the whole number: 10–500 characters. It is kept in the audit trail, so it may hold no name, number or address.',
  })
  reason!: string;
}

@ObjectType('RevealBsnPayload', { description: 'The whole BSN, this once, or why not.' })
export class RevealBsnPayload {
  @Field(() => String, { nullable: true, description: 'Nine digits. Do not keep them.' })
  bsn?: string;
  @Field(() => [UserErrorType], { description: 'Why not; empty when it is shown.' })
  userErrors!: UserErrorType[];
}

@InputType('FindCandidateByBsnInput', { description: 'Which BSN.' })
export class FindCandidateByBsnInput {
  @Field(() => String, { description: 'Nine digits that pass the eleven-test; dots and spaces make no difference.' })
  bsn!: string;
}

@ObjectType('FindCandidateByBsnPayload', {
  description: 'The candidates with this BSN, or why they can’t be looked for.',
})
export class FindCandidateByBsnPayload {
  @Field(() => [CandidateType], {
    nullable: true,
    description:
      'Registered last first; empty when there is nobody that you may know of. More than one when somebody has more than one file.',
  })
  candidates?: Candidate[];
  @Field(() => [UserErrorType], { description: 'Why not; empty when it was looked for.' })
  userErrors!: UserErrorType[];
}
