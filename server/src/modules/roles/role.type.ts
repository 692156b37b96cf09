import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { DateTimeScalar, NodeType, UserErrorType } from '../../platform/graphql/index.ts';
import { BUILT_IN_ROLES, type BuiltInRole } from '../permissions/index.ts';
import { publishEnum } from '../personal-data/index.ts';
import { RIGHT_DECISIONS, RIGHT_KINDS, type RightLine } from './right-lines.ts';

const BuiltInEnum = publishEnum('BuiltInRole', BUILT_IN_ROLES, 'The roles that every installation has.', {
  ADMIN: 'Runs the agency’s settings and rights.',
  PRIVACY_OFFICER: 'Watches over privacy, and proves it.',
  CONSULTANT: 'Sets up anonymisation rules; sees nobody’s data.',
  RECRUITER: 'Works with candidates.',
  BACK_OFFICE: 'Pays and administers people who were placed.',
  READ_ONLY: 'Looks along with the recruiters, and changes nothing.',
});
const KindEnum = publishEnum('RightKind', RIGHT_KINDS, 'What a right is about.', {
  ACTION: 'Something that can be done.',
  SEE: 'Seeing a field (H5).',
  CHANGE: 'Changing a field (H6).',
  DOCUMENT: 'Documents of one type.',
});
const DecisionEnum = publishEnum('RightDecision', RIGHT_DECISIONS, 'What decides whether a role has a right.', {
  DEFAULT: 'The built-in role comes with it, or without it.',
  STARTS_EMPTY: 'A role of an agency’s own starts with nothing.',
  SET: 'An admin set it.',
  IMPLIED: 'It follows from another right: who may change a field may see it.',
});

@ObjectType('RoleRight', { description: 'One cell of the rights matrix, with the rule that decides it.' })
export class RoleRightType {
  @Field(() => String, {
    description: 'Its name: candidate:anonymise, see:Candidate.lastName, change:Candidate.lastName, document:….',
  })
  readonly right!: string;
  @Field(() => KindEnum, { description: 'What it is about.' })
  readonly kind!: RightLine['kind'];
  @Field(() => String, { description: 'The group under which it stands.' })
  readonly group!: string;
  @Field(() => String, { description: 'What the group is called in Dutch.' })
  readonly groupNl!: string;
  @Field(() => String, { description: 'What the group is called in English.' })
  readonly groupEn!: string;
  @Field(() => String, { description: 'What it is called in Dutch.' })
  readonly labelNl!: string;
  @Field(() => String, { description: 'What it is called in English.' })
  readonly labelEn!: string;
  @Field(() => Boolean, { description: 'Whether the role has it.' })
  readonly granted!: boolean;
  @Field(() => DecisionEnum, { description: 'What decides that.' })
  readonly decidedBy!: RightLine['decidedBy'];
  @Field(() => DateTimeScalar, { nullable: true, description: 'When an admin set it last.' })
  readonly changedAt!: Date | null;
  @Field(() => String, { nullable: true, description: 'Who did.' })
  readonly changedBy!: string | null;
  @Field(() => String, { nullable: true, description: 'Why.' })
  readonly reason!: string | null;
  @Field(() => Boolean, { description: 'Whether you have it yourself: nobody gives what he lacks.' })
  readonly viewerHas!: boolean;
}

@ObjectType('RoleViewerCan', { description: 'What you may do with this role, so that a client knows before it asks.' })
export class RoleViewerCanType {
  @Field(() => Boolean, { description: 'Change it: it holds nowhere that you don’t work.' })
  readonly change!: boolean;
  @Field(() => Boolean, { description: 'Make another like it: it may do nothing that you may not.' })
  readonly copy!: boolean;
  @Field(() => Boolean, { description: 'Give it to somebody.' })
  readonly give!: boolean;
  @Field(() => Boolean, { description: 'Take it away: it is no built-in role, and nobody has it.' })
  readonly delete!: boolean;
}

@ObjectType('RoleChange', { description: 'A change of a role, as it was saved with its reason.' })
export class RoleChangeType {
  @Field(() => Int, { description: 'The version that it led to.' })
  readonly version!: number;
  @Field(() => DateTimeScalar, { description: 'When.' })
  readonly changedAt!: Date;
  @Field(() => String, { nullable: true, description: 'Who did it.' })
  readonly changedBy!: string | null;
  @Field(() => String, { description: 'Why.' })
  readonly reason!: string;
  @Field(() => [String], { description: 'The rights that were given, as in RoleRight.right.' })
  readonly granted!: readonly string[];
  @Field(() => [String], { description: 'The rights that were taken away.' })
  readonly revoked!: readonly string[];
  @Field(() => Boolean, { description: 'Whether it got another name.' })
  readonly renamed!: boolean;
  @Field(() => Boolean, { description: 'Whether it was held to other agencies or units.' })
  readonly moved!: boolean;
  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether it asks for a second factor from then on; empty: as it did before.',
  })
  readonly asksSecondFactor!: boolean | null;
}

@ObjectType('Role', { implements: NodeType, description: 'What somebody is to an agency, and so what he may do (H2).' })
export class RoleType extends NodeType {
  @Field(() => String, { description: 'Its name.' })
  readonly name!: string;
  @Field(() => BuiltInEnum, { nullable: true, description: 'Which built-in role it is; empty for one of an agency.' })
  readonly builtIn!: BuiltInRole | null;
  @Field(() => Int, { description: 'Counts its changes; a change must name the one that it was made on.' })
  readonly version!: number;
  @Field(() => Boolean, {
    description: 'Whether whoever has it must have a second factor; without one he sees his own account alone.',
  })
  readonly asksSecondFactor!: boolean;
}

@InputType('RightChangeInput', { description: 'A right to be given or taken away.' })
export class RightChangeInput {
  @Field(() => String, { description: 'Its name, as in RoleRight.right.' })
  right!: string;
  @Field(() => Boolean, { description: 'True gives it, false takes it away.' })
  granted!: boolean;
}

@InputType('CreateRoleInput', { description: 'A role of an agency’s own.' })
export class CreateRoleInput {
  @Field(() => String, { description: 'Its name: 1 to 100 characters, not in use where this role holds.' })
  name!: string;
  @Field(() => ID, { nullable: true, description: 'The role to copy the rights of; left out: it starts with none.' })
  copyOfId?: string | null;
  @Field(() => [ID], { nullable: true, description: 'The agencies to hold it to; left out: none in particular.' })
  agencyIds?: string[] | null;
  @Field(() => [ID], { nullable: true, description: 'The organisation units to hold it to; left out: whole agencies.' })
  unitIds?: string[] | null;
  @Field(() => String, { description: 'Why, in 5 to 500 characters; no names of candidates.' })
  reason!: string;
}

@InputType('UpdateRoleInput', { description: 'What is to be different about a role.' })
export class UpdateRoleInput {
  @Field(() => ID, { description: 'The role.' })
  id!: string;
  @Field(() => Int, { description: 'Its version as you read it; CONFLICT when it was changed since.' })
  version!: number;
  @Field(() => String, { nullable: true, description: 'Another name.' })
  name?: string | null;
  @Field(() => [ID], {
    nullable: true,
    description: 'The agencies to hold it to; null: none in particular; left out: as they are.',
  })
  agencyIds?: string[] | null;
  @Field(() => [ID], {
    nullable: true,
    description: 'The organisation units to hold it to; null: whole agencies; left out: as they are.',
  })
  unitIds?: string[] | null;
  @Field(() => [RightChangeInput], {
    description: 'Rights to give or take. Change implies see, so taking away to see takes away to change too.',
  })
  changes!: RightChangeInput[];
  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether whoever has it must have a second factor; left out: as it is.',
  })
  asksSecondFactor?: boolean | null;
  @Field(() => String, { description: 'Why, in 5 to 500 characters; no names of candidates.' })
  reason!: string;
}

@InputType('DeleteRoleInput', { description: 'A role to take away.' })
export class DeleteRoleInput {
  @Field(() => ID, { description: 'A role of an agency’s own that nobody has.' })
  id!: string;
}

@InputType('LookAsRoleInput', { description: 'The role to look as.' })
export class LookAsRoleInput {
  @Field(() => ID, { description: 'The role.' })
  id!: string;
}

@ObjectType('RolePayload', { description: 'The role as it is now.' })
export class RolePayload {
  @Field(() => RoleType, { nullable: true, description: 'The role; empty when it was refused or is gone.' })
  readonly role?: RoleType;
  @Field(() => [UserErrorType], { description: 'What a form has to show.' })
  readonly userErrors!: UserErrorType[];
}

@ObjectType('LookAsRolePayload', { description: 'Through which role you look from the next request on.' })
export class LookAsRolePayload {
  @Field(() => RoleType, { nullable: true, description: 'The role; empty when you look as yourself.' })
  readonly role?: RoleType;
  @Field(() => [UserErrorType], { description: 'What a form has to show.' })
  readonly userErrors!: UserErrorType[];
}
