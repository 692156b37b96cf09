import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { UserErrorType } from '../../platform/graphql/index.ts';
import { CandidateType } from '../candidates/index.ts';
import { publishEnum, publishFields } from '../personal-data/index.ts';
import { CONSENT_CHANNELS, CONSENT_PURPOSES, consentData, type ConsentPurpose } from './consent.ts';

const PurposeEnum = publishEnum('ConsentPurpose', CONSENT_PURPOSES, 'What somebody agreed to, or was told.', {
  OTHER_VACANCIES: '“Mijn gegevens mogen worden gebruikt voor andere vacatures” (H23).',
  PRIVACY_STATEMENT: 'The privacy statement was read (H21).',
});
publishEnum('ConsentChannel', CONSENT_CHANNELS, 'Through which channel it was given.', {
  CHECKIN_FORM: 'A CheckIn form.',
  CHECKIN_INVITATION: 'A CheckIn form after an invitation.',
  RECRUIT_FORM: 'A Recruit application form.',
  PORTAL: 'The candidate’s portal.',
  IMPORT: 'A file of another system.',
  STAFF: 'Noted by an employee.',
});

@ObjectType('Consent', {
  description: 'What a person agreed to, on which text, when, and through which channel (H20–H22).',
})
export class ConsentType {
  @Field(() => ID, { description: 'Opaque.' })
  readonly id!: string;
}
publishFields(ConsentType, consentData);

@InputType('ConsentInput', { description: 'Whose consent, and for what.' })
export class ConsentInput {
  @Field(() => ID, { description: 'Whose.' })
  candidateId!: string;
  @Field(() => PurposeEnum, { description: 'For what.' })
  purpose!: ConsentPurpose;
}

@ObjectType('ConsentPayload', { description: 'The candidate with his consents and term, or why not.' })
export class ConsentPayload {
  @Field(() => CandidateType, { nullable: true, description: 'The candidate.' })
  candidate?: object;
  @Field(() => [UserErrorType], { description: 'Why not; empty when it was done.' })
  userErrors!: UserErrorType[];
}
