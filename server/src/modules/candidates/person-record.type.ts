import { Field, ID, InputType, ObjectType, type ClassType } from 'type-graphql';
import { UserErrorType } from '../../platform/graphql/index.ts';
import { publishFields, publishInputFields } from '../personal-data/index.ts';
import { CandidateType } from './candidate.type.ts';
import type { PersonRecordKind } from './person-record.ts';

export interface PersonRecordPayload {
  record?: object;
  candidate?: object;
  userErrors: UserErrorType[];
}

/** What a record's mutations take and give. */
export interface PersonRecordTypes {
  readonly type: ClassType;
  readonly input: ClassType;
  readonly payload: ClassType<PersonRecordPayload>;
}

/** Publishes a kind of record as `Offer`, `SaveOfferInput` and `SaveOfferPayload`. */
export function publishRecordTypes({ declaration, description }: PersonRecordKind): PersonRecordTypes {
  const { type: name } = declaration;

  @ObjectType(name, { description })
  class RecordType {}
  publishFields(RecordType, declaration);

  @InputType(`Save${name}Input`, {
    description:
      'A record to be added to a candidate, or with its id to be changed: a field that is absent stays, null empties it. One field that you may not change refuses all.',
  })
  class SaveInput {
    @Field(() => ID, { nullable: true, description: 'Which record to change; absent: a new one.' })
    id?: string | null;
    @Field(() => ID, { nullable: true, description: 'Whose it is, of a new one.' })
    candidateId?: string | null;
  }
  publishInputFields(SaveInput, declaration);

  @ObjectType(`Save${name}Payload`, { description: 'The record as it is stored, or why not.' })
  class SavePayload implements PersonRecordPayload {
    @Field(() => RecordType, { nullable: true, description: 'The record.' })
    record?: object;
    @Field(() => CandidateType, { nullable: true, description: 'The person whose it is.' })
    candidate?: object;
    @Field(() => [UserErrorType], { description: 'Why not; empty when it was done.' })
    userErrors!: UserErrorType[];
  }
  return { type: RecordType, input: SaveInput, payload: SavePayload };
}

@InputType('RemoveRecordInput', { description: 'A record of a candidate that is to be removed.' })
export class RemoveRecordInput {
  @Field(() => ID, { description: 'Which record.' })
  id!: string;
}

@ObjectType('RemoveRecordPayload', { description: 'The person without the record, or why it is still there.' })
export class RemoveRecordPayload {
  @Field(() => ID, { nullable: true, description: 'The id that the record had.' })
  removedId?: string | null;
  @Field(() => CandidateType, { nullable: true, description: 'The person whose it was.' })
  candidate?: object;
  @Field(() => [UserErrorType], { description: 'Why not; empty when it was done.' })
  userErrors!: UserErrorType[];
}
