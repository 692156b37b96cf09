import { Field, ID, ObjectType } from 'type-graphql';
import { DateScalar, DateTimeScalar, NodeType } from '../../platform/graphql/index.ts';
import { AgencyType } from '../organisation/index.ts';
import { publishEnum } from '../personal-data/index.ts';
import { RoleType } from '../roles/index.ts';

export const API_KEY_STATES = ['VALID', 'EXPIRED', 'REVOKED'] as const;
export type ApiKeyState = (typeof API_KEY_STATES)[number];

const StateEnum = publishEnum('ApiKeyState', API_KEY_STATES, 'Whether a key works.', {
  VALID: 'It works, unless its client is disabled.',
  EXPIRED: 'Its last day is past.',
  REVOKED: 'Somebody ended it.',
});

@ObjectType('ApiKey', { description: 'A key of an API client. The key itself is shown once, when it is made.' })
export class ApiKeyType {
  @Field(() => ID, { description: 'Opaque.' })
  readonly id!: string;
  @Field(() => String, { description: 'How it begins, by which one tells it from another.' })
  readonly start!: string;
  @Field(() => StateEnum, { description: 'Whether it works.' })
  readonly state!: ApiKeyState;
  @Field(() => DateTimeScalar, { description: 'When it was made.' })
  readonly createdAt!: Date;
  @Field(() => DateScalar, { description: 'The last day on which it works.' })
  readonly expiresOn!: string;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it was last used, to the minute; empty when it never was.',
  })
  readonly lastUsedAt!: Date | null;
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was revoked.' })
  readonly revokedAt!: Date | null;
}

@ObjectType('ApiClient', {
  implements: NodeType,
  description: 'A program that works for agencies with the rights of a role, known by its key.',
})
export class ApiClientType extends NodeType {
  @Field(() => String, { description: 'Its name.' })
  readonly name!: string;
  @Field(() => [String], {
    description: 'The sites whose pages may call the API with its key; none: no page of any site.',
  })
  readonly origins!: string[];
  @Field(() => DateTimeScalar, { description: 'When it was made.' })
  readonly createdAt!: Date;
  @Field(() => DateTimeScalar, { nullable: true, description: 'Since when it is shut out; empty when it is not.' })
  readonly disabledAt!: Date | null;
}

@ObjectType('CallingApiClient', { description: 'You, as a program that came with a key.' })
export class CallingApiClientType {
  @Field(() => ID, { description: 'Opaque.' })
  readonly id!: string;
  @Field(() => String, { description: 'Your name.' })
  readonly name!: string;
  @Field(() => RoleType, { description: 'Your role.' })
  readonly role!: RoleType;
  @Field(() => [AgencyType], { description: 'The agencies that you work for, by name.' })
  readonly agencies!: AgencyType[];
  @Field(() => [String], {
    description: 'What you may do, apart from fields: what your role may, less what is for people only.',
  })
  readonly permissions!: string[];
}
