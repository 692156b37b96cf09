import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { UserErrorType } from '../../platform/graphql/index.ts';
import { publishInputFields } from '../personal-data/index.ts';
import type { RegistrationKind } from './candidate.entity.ts';
import { LANGUAGES, REGISTRATION_KINDS } from './candidate.entity.ts';
import { candidateData } from './candidate.personal-data.ts';
import { CandidateType } from './candidate.type.ts';
import { WISH_LISTS } from './wishes.ts';
import { publishedEnum } from '../personal-data/index.ts';

export const CANDIDATE_STATES = {
  ACTIVE: 'ACTIVE',
  PLANNED: 'PLANNED',
  ANONYMISED: 'ANONYMISED',
  HANDED_OVER: 'HANDED_OVER',
} as const;
export type CandidateState = keyof typeof CANDIDATE_STATES;
registerEnumType(CANDIDATE_STATES, {
  name: 'CandidateState',
  description: 'Where a candidate stands.',
  valuesConfig: {
    ACTIVE: { description: 'Neither anonymised nor handed over.' },
    PLANNED: { description: 'Active, with an erasure planned.' },
    ANONYMISED: { description: 'Anonymised.' },
    HANDED_OVER: { description: 'Approved, and so led by the back office (H41).' },
  },
});

const ORDERS = {
  NAME_ASC: 'Last name, A first.',
  NAME_DESC: 'Last name, Z first.',
  REGISTERED_ASC: 'Registered longest ago first.',
  REGISTERED_DESC: 'Registered last first.',
  DUE_ASC: 'Term that ends soonest first; people without a term last.',
  DUE_DESC: 'People without a term first, then the term that ends last.',
  TOWN_ASC: 'Town, A first.',
  TOWN_DESC: 'Town, Z first.',
} as const;
export type CandidateOrder = keyof typeof ORDERS;
export const CandidateOrderEnum = Object.fromEntries(Object.keys(ORDERS).map((key) => [key, key]));
registerEnumType(CandidateOrderEnum, {
  name: 'CandidateOrder',
  description: 'Orders of the list of candidates; an order by a field that you may not see is refused.',
  valuesConfig: Object.fromEntries(Object.entries(ORDERS).map(([key, description]) => [key, { description }])),
});

@InputType('CandidateFilter', {
  description: 'Which candidates; what is given must all hold. A filter on a field that you may not see is refused.',
})
export class CandidateFilter {
  @Field(() => String, {
    nullable: true,
    description: 'Part of a name, town or mail address; looks only where you may see. 2–100 characters.',
  })
  search?: string | null;
  @Field(() => ID, { nullable: true, description: 'Of this agency.' })
  agencyId?: string | null;
  @Field(() => Int, {
    nullable: true,
    description:
      'Days before the GDPR expiry date, at most (H48): 0–36500. Where you may see plans, who goes by one that soon too (H49).',
  })
  daysUntilDue?: number | null;
  @Field(() => CANDIDATE_STATES, { nullable: true, description: 'In this state.' })
  state?: CandidateState | null;
  @Field(() => publishedEnum(REGISTRATION_KINDS), { nullable: true, description: 'Registered this way.' })
  registrationKind?: RegistrationKind | null;
  @Field(() => ID, {
    nullable: true,
    description: 'In this talent pool, themselves or with an application (C35, C46); not who was anonymised.',
  })
  talentPoolId?: string | null;
  @Field(() => Boolean, {
    nullable: true,
    description: 'With, or without, a consent for other vacancies that stands (H23).',
  })
  hasConsent?: boolean | null;
}

/** The person's own columns, and his wishes, each as the whole list. */
const EDITED_WITH_CANDIDATE = [candidateData, ...WISH_LISTS.map(({ data }) => data)];

@InputType('RegisterCandidateInput', {
  description: 'A candidate to be entered by hand; he needs a last name, first names or a call name.',
})
export class RegisterCandidateInput {
  @Field(() => ID, { description: 'The agency that he is a candidate of.' })
  agencyId!: string;
  @Field(() => ID, {
    nullable: true,
    description:
      'The part of the agency that he belongs to (C42); left out: none, or your own where your role is held to one.',
  })
  organisationUnitId?: string | null;
  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether he said that his data may be used for other vacancies (H23).',
  })
  consentOtherVacancies?: boolean | null;
}
for (const data of EDITED_WITH_CANDIDATE) publishInputFields(RegisterCandidateInput, data);

@InputType('UpdateCandidateInput', {
  description:
    'Changes to one candidate: a field that is absent stays, null empties it. One field that you may not change refuses all.',
})
export class UpdateCandidateInput {
  @Field(() => ID, { description: 'Which candidate.' })
  id!: string;
  @Field(() => ID, {
    nullable: true,
    description: 'The part of his agency to move him to (C42); null: to none. One of your own where your role is held.',
  })
  organisationUnitId?: string | null;
}
for (const data of EDITED_WITH_CANDIDATE) publishInputFields(UpdateCandidateInput, data);

@InputType('ExportCandidatesInput', { description: 'Which candidates to export, at most 10,000.' })
export class ExportCandidatesInput {
  @Field(() => CandidateFilter, { nullable: true, description: 'Which ones, as in the list.' })
  filter?: CandidateFilter | null;
  @Field(() => publishedEnum(LANGUAGES), { description: 'The language of the headings.' })
  language!: (typeof LANGUAGES)[number];
}

@ObjectType('ExportCandidatesPayload', {
  description: 'The candidates as a CSV file. That you took it is in the audit trail.',
})
export class ExportCandidatesPayload {
  @Field(() => String, { nullable: true, description: 'The file: UTF-8, semicolons between the values.' })
  csv?: string;
  @Field(() => Int, { nullable: true, description: 'How many candidates are in it.' })
  candidates?: number;
  @Field(() => [UserErrorType], { description: 'Why not; empty when there is a file.' })
  userErrors!: UserErrorType[];
}

@ObjectType('RegisterCandidatePayload', { description: 'The registered candidate, or why not.' })
export class RegisterCandidatePayload {
  @Field(() => CandidateType, { nullable: true, description: 'The candidate as he is stored.' })
  candidate?: object;
  @Field(() => [UserErrorType], { description: 'Why not; empty when it was done.' })
  userErrors!: UserErrorType[];
}

@ObjectType('UpdateCandidatePayload', { description: 'The changed candidate, or why not.' })
export class UpdateCandidatePayload {
  @Field(() => CandidateType, { nullable: true, description: 'The candidate as he is stored.' })
  candidate?: object;
  @Field(() => [UserErrorType], { description: 'Why not; empty when it was done.' })
  userErrors!: UserErrorType[];
}
