import { Field, Int, ObjectType } from 'type-graphql';
import { connectionOf, DateScalar, NodeType } from '../../platform/graphql/index.ts';
import { publishEnum, publishFields } from '../personal-data/index.ts';
import {
  GENDERS,
  LANGUAGES,
  REGISTRATION_KINDS,
  RETENTION_BASES,
  type Candidate,
  type RetentionBasis,
} from './candidate.entity.ts';
import { candidateData } from './candidate.personal-data.ts';

publishEnum('Gender', GENDERS, 'What the candidate says of his or her gender.', {
  FEMALE: 'Woman.',
  MALE: 'Man.',
  OTHER: 'Neither.',
  UNKNOWN: 'Not said.',
});
publishEnum('Language', LANGUAGES, 'The language in which somebody is written to.', { nl: 'Dutch.', en: 'English.' });
publishEnum('RegistrationKind', REGISTRATION_KINDS, 'How somebody came to be registered.', {
  CHECKIN_INVITATION: 'After a CheckIn invitation (H27).',
  CHECKIN_FORM: 'By a CheckIn form (H28).',
  RECRUIT_APPLICATION: 'By a Recruit application.',
  IMPORT: 'From a file of another system.',
  MANUAL: 'Entered by an employee.',
});
export const RetentionBasisEnum = publishEnum(
  'RetentionBasis',
  RETENTION_BASES,
  'On what the length of a term rests.',
  {
    CANDIDATE_CONSENT: 'A candidate who consented (H24, H30).',
    CANDIDATE_NO_CONSENT: 'A candidate who did not consent (H25).',
    MULTIPLE_VACANCIES: 'An applicant for several vacancies (H38).',
    SINGLE_VACANCY: 'An applicant for one vacancy (H36).',
  },
);

@ObjectType('Retention', { description: 'Until when somebody is kept, and why. All empty when no term acts on him.' })
export class RetentionType {
  @Field(() => DateScalar, { nullable: true, description: 'The day on which the term ends.' })
  readonly until!: string | null;
  @Field(() => RetentionBasisEnum, { nullable: true, description: 'On what the length of the term rests.' })
  readonly basis!: RetentionBasis | null;
  @Field(() => DateScalar, { nullable: true, description: 'The day on which the clock started (D14).' })
  readonly startedOn!: string | null;
  @Field(() => Int, { nullable: true, description: 'Length of the term in days.' })
  readonly termDays!: number | null;
  @Field(() => Int, { nullable: true, description: 'Days until the term ends; negative when it has ended.' })
  readonly daysLeft!: number | null;
  @Field(() => DateScalar, {
    nullable: true,
    description: 'The day until which the candidate himself asked to be kept.',
  })
  readonly extendedUntil!: string | null;
}

@ObjectType('ViewerCan', { description: 'What you may do with this candidate, so that a client knows before it asks.' })
export class ViewerCanType {
  @Field(() => [String], { description: 'Fields that you may see, as Type.field.' })
  readonly see!: string[];
  @Field(() => [String], { description: 'Fields that you may change, as Type.field.' })
  readonly change!: string[];
  @Field(() => Boolean, { description: 'Whether you can anonymise him now.' })
  readonly anonymise!: boolean;
  @Field(() => String, {
    nullable: true,
    description: 'Code of what stands in the way of anonymising, if anything does.',
  })
  readonly anonymiseRefusal!: string | null;
  @Field(() => Boolean, { description: 'Whether you can delete him now, with everything that is of him.' })
  readonly delete!: boolean;
  @Field(() => String, {
    nullable: true,
    description: 'Code of what stands in the way of deleting, if anything does.',
  })
  readonly deleteRefusal!: string | null;
}

@ObjectType('Candidate', {
  implements: NodeType,
  description:
    'A candidate (kandidaat): the data subject. Fields that your role may not see come back null with an error of code FORBIDDEN.',
})
export class CandidateType extends NodeType {}
publishFields(CandidateType, candidateData);

export const CandidateConnection = connectionOf<Candidate>(CandidateType, 'Candidate');
