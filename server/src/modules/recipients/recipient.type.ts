import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { DateScalar, UserErrorType } from '../../platform/graphql/index.ts';
import { CandidateType } from '../candidates/index.ts';
import { publishEnum, publishFields } from '../personal-data/index.ts';
import { RECIPIENT_KINDS, recipientData, TELL_STATES } from './recipient.entity.ts';

publishEnum('RecipientKind', RECIPIENT_KINDS, 'Who was given somebody’s data.', {
  BACK_OFFICE: 'The back office, by the hand-over (H40).',
  OTHER: 'Another organisation, as an employee noted it.',
});

publishEnum('RecipientTellState', TELL_STATES, 'Why a recipient has not been told of an erasure.', {
  WAITING: 'The mail is on its way.',
  NO_ADDRESS: 'No mail address of it was known.',
  FAILED: 'The mail was refused, or could not be delivered for five days.',
  UNCLEAR: 'The mail may have arrived, or not.',
});

@ObjectType('Recipient', {
  description: 'To whom which of somebody’s data went, and whether it was erased there (ontvanger, B14).',
})
export class RecipientType {
  @Field(() => ID, { description: 'Opaque.' })
  readonly id!: string;
}
publishFields(RecipientType, recipientData);

@ObjectType('MyRecipient', { description: 'Somebody to whom your data went.' })
export class MyRecipientType {
  @Field(() => String, { description: 'Which organisation.' })
  readonly name!: string;
  @Field(() => DateScalar, { description: 'On which day.' })
  readonly sentOn!: string;
  @Field(() => [String], { description: 'Which data, in Dutch.' })
  readonly groupsNl!: string[];
  @Field(() => [String], { description: 'Which data, in English.' })
  readonly groupsEn!: string[];
}

@InputType('NoteRecipientInput', { description: 'To whom which of somebody’s data went.' })
export class NoteRecipientInput {
  @Field(() => ID, { description: 'Whose data.' })
  candidateId!: string;
  @Field(() => String, { description: 'The organisation, in 1 to 200 characters.' })
  name!: string;
  @Field(() => String, { nullable: true, description: 'Where it is told when he is erased.' })
  contactEmail?: string | null;
  @Field(() => [String], { description: 'Groups of data, as PersonalDataField.group has them.' })
  groups!: string[];
  @Field(() => DateScalar, { description: 'The day on which they went there; today at the latest.' })
  sentOn!: string;
}

@InputType('ConfirmRecipientErasureInput', { description: 'Which recipient confirmed.' })
export class ConfirmRecipientErasureInput {
  @Field(() => ID, { description: 'Which recipient.' })
  recipientId!: string;
}

@ObjectType('RecipientPayload', { description: 'The candidate with his recipients, or why not.' })
export class RecipientPayload {
  @Field(() => CandidateType, { nullable: true, description: 'The candidate.' })
  candidate?: object;
  @Field(() => [UserErrorType], { description: 'Why not; empty when it was done.' })
  userErrors!: UserErrorType[];
}
