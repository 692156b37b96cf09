import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { NodeType, UserErrorType } from '../../platform/graphql/index.ts';
import {
  CANDIDATE_STATES,
  CandidateFilter,
  CandidateOrderEnum,
  REGISTRATION_KINDS,
  type CandidateOrder,
} from '../candidates/index.ts';
import { AgencyType } from '../organisation/index.ts';
import { publishedEnum } from '../personal-data/index.ts';

@ObjectType('SavedViewFilter', { description: 'What a view asks of the list of candidates, as in CandidateFilter.' })
export class SavedViewFilterType {
  @Field(() => ID, { nullable: true, description: 'Of this agency.' })
  readonly agencyId?: string | null;
  @Field(() => Int, { nullable: true, description: 'Days before the GDPR expiry date, at most (H48).' })
  readonly daysUntilDue?: number | null;
  @Field(() => CANDIDATE_STATES, { nullable: true, description: 'In this state.' })
  readonly state?: string | null;
  @Field(() => publishedEnum(REGISTRATION_KINDS), { nullable: true, description: 'Registered this way.' })
  readonly registrationKind?: string | null;
  @Field(() => ID, { nullable: true, description: 'In this talent pool.' })
  readonly talentPoolId?: string | null;
  @Field(() => Boolean, { nullable: true, description: 'With, or without, a consent for other vacancies.' })
  readonly hasConsent?: boolean | null;
}

@ObjectType('SavedView', {
  implements: NodeType,
  description: 'A filter and an order of the list of candidates under a name: your own, or shared within an agency.',
})
export class SavedViewType extends NodeType {
  @Field(() => String, { description: 'Its name.' })
  readonly name!: string;
  @Field(() => SavedViewFilterType, { description: 'What it asks for.' })
  readonly filter!: SavedViewFilterType;
  @Field(() => CandidateOrderEnum, { nullable: true, description: 'In which order; empty: the usual one.' })
  readonly orderBy!: CandidateOrder | null;
  @Field(() => AgencyType, { nullable: true, description: 'With whose staff it is shared; empty: it is yours alone.' })
  readonly sharedWith!: object | null;
  @Field(() => Boolean, { description: 'Whether you may change and remove it.' })
  readonly mayChange!: boolean;
}

@InputType('SaveViewInput', {
  description: 'A view of the list of candidates; what was searched for is not kept in it.',
})
export class SaveViewInput {
  @Field(() => ID, { nullable: true, description: 'Of one that exists already; left out: a new one.' })
  id?: string | null;
  @Field(() => String, { description: 'A name of 1 to 60 characters, unlike those of your other views.' })
  name!: string;
  @Field(() => CandidateFilter, { description: 'What it asks for; a search is refused, since it may be a name.' })
  filter!: CandidateFilter;
  @Field(() => CandidateOrderEnum, { nullable: true, description: 'In which order; left out: the usual one.' })
  orderBy?: CandidateOrder | null;
  @Field(() => ID, { nullable: true, description: 'The agency to share it with; left out: it is yours alone.' })
  sharedWithAgencyId?: string | null;
}

@InputType('RemoveViewInput', { description: 'Which view.' })
export class RemoveViewInput {
  @Field(() => ID, { description: 'The view.' })
  id!: string;
}

@ObjectType('SavedViewPayload', { description: 'The views as they are now, or why nothing was done.' })
export class SavedViewPayload {
  @Field(() => [SavedViewType], { nullable: true, description: 'All views that are offered to you.' })
  savedViews?: object[];
  @Field(() => [UserErrorType], { description: 'Why not; empty when it was done.' })
  userErrors!: UserErrorType[];
}
