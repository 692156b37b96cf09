import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { connectionOf, DateScalar, DateTimeScalar, UserErrorType } from '../../platform/graphql/index.ts';
import { TRAIL_PROBLEMS, type TrailProblem } from '../audit/index.ts';
import { LANGUAGES } from '../candidates/index.ts';
import { publishedEnum, publishEnum } from '../personal-data/index.ts';
import { ACTOR_KINDS, type ActorKind, type ReadEntry } from './read-entries.ts';

const ActorKindEnum = publishEnum('AuditActorKind', ACTOR_KINDS, 'What kind of actor did something.', {
  STAFF: 'An employee.',
  API_CLIENT: 'A program with a key of its own.',
  CANDIDATE: 'The candidate himself.',
  SYSTEM: 'The product, by itself or on the command line.',
  ANONYMOUS: 'Somebody who was not signed in.',
});
const ProblemEnum = publishEnum('AuditTrailProblem', TRAIL_PROBLEMS, 'What is wrong with the audit trail.', {
  BROKEN: 'An entry was changed, moved, removed or put in by a stranger.',
  CUT: 'Its end was cut off.',
  REPLACED: 'An entry is not the one that was noted outside the database.',
  NO_NOTE: 'The note of its head outside the database is gone.',
  NOTE_UNREADABLE: 'The note of its head was not made by this product.',
});

@ObjectType('AuditActor', { description: 'Who did something.' })
export class AuditActorType {
  @Field(() => ActorKindEnum, { description: 'What kind of actor.' })
  readonly kind!: ActorKind;
  @Field(() => ID, { nullable: true, description: 'Opaque; empty for who has no account, and for the product itself.' })
  readonly id!: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'Name of the employee or the program, when you may know of him and he is still there.',
  })
  readonly name!: string | null;
  @Field(() => String, { nullable: true, description: 'In Dutch, what the product was doing; only for SYSTEM.' })
  readonly labelNl!: string | null;
  @Field(() => String, { nullable: true, description: 'In English, what the product was doing; only for SYSTEM.' })
  readonly labelEn!: string | null;
}

@ObjectType('AuditFact', { description: 'Something that an entry says: an id, a code, a count or names of fields.' })
export class AuditFactType {
  @Field(() => String, { description: 'Stable name.' })
  readonly key!: string;
  @Field(() => String, { description: 'What it is called in Dutch.' })
  readonly labelNl!: string;
  @Field(() => String, { description: 'What it is called in English.' })
  readonly labelEn!: string;
  @Field(() => String, {
    nullable: true,
    description: 'The value; empty when there is none, or it is hidden from you.',
  })
  readonly value!: string | null;
  @Field(() => Boolean, { description: 'Whether the value repeats a field that your role may not see (D17).' })
  readonly hidden!: boolean;
}

@ObjectType('AuditAction', { description: 'One kind of thing that the audit trail can say was done.' })
export class AuditActionType {
  @Field(() => String, { description: 'Stable code.' })
  readonly action!: string;
  @Field(() => String, { description: 'In Dutch.' })
  readonly labelNl!: string;
  @Field(() => String, { description: 'In English.' })
  readonly labelEn!: string;
}

@ObjectType('AuditEntry', {
  description: 'One thing that was done (B7): no personal data, and never changed afterwards.',
})
export class AuditEntryType {
  @Field(() => Int, { description: 'Its place in the trail of the whole installation, from 1.' })
  readonly seq!: number;
  @Field(() => DateTimeScalar, { description: 'When.' })
  readonly at!: Date;
  @Field(() => String, { description: 'Stable code of what was done.' })
  readonly action!: string;
  @Field(() => String, { description: 'The kind of thing that it was done to.' })
  readonly subjectType!: string;
}

export const AuditEntryConnection = connectionOf<ReadEntry>(AuditEntryType, 'AuditEntry');

@InputType('AuditEntryFilter', { description: 'Which entries; what is given must all hold.' })
export class AuditEntryFilter {
  @Field(() => ID, { nullable: true, description: 'About this candidate, also one who is no longer there.' })
  personId?: string | null;
  @Field(() => ID, { nullable: true, description: 'Done by this employee or program.' })
  actorId?: string | null;
  @Field(() => ActorKindEnum, { nullable: true, description: 'Done by this kind of actor.' })
  actorKind?: ActorKind | null;
  @Field(() => ID, { nullable: true, description: 'Of this agency.' })
  agencyId?: string | null;
  @Field(() => String, { nullable: true, description: 'Of this kind, by its code; auditActions lists them.' })
  action?: string | null;
  @Field(() => DateScalar, { nullable: true, description: 'On this day or later.' })
  from?: string | null;
  @Field(() => DateScalar, { nullable: true, description: 'On this day or earlier.' })
  until?: string | null;
}

@ObjectType('AuditTrail', {
  description: 'The audit trail as a whole, and whether it was whole when it was last checked.',
})
export class AuditTrailType {
  @Field(() => String, {
    nullable: true,
    description:
      'Number and hash of the last entry: noted elsewhere, it proves later that nothing before it was changed.',
  })
  readonly head!: string | null;
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was last checked from end to end.' })
  readonly checkedAt!: Date | null;
  @Field(() => Int, { nullable: true, description: 'Entries that were in order then.' })
  readonly checkedEntries!: number | null;
  @Field(() => ProblemEnum, { nullable: true, description: 'What was wrong then; empty when it was whole.' })
  readonly problem!: TrailProblem | null;
  @Field(() => Int, { nullable: true, description: 'At which entry.' })
  readonly problemAt!: number | null;
}

@InputType('ExportAuditEntriesInput', { description: 'Which entries to export, at most 10,000.' })
export class ExportAuditEntriesInput {
  @Field(() => AuditEntryFilter, { nullable: true, description: 'Which ones.' })
  filter?: AuditEntryFilter | null;
  @Field(() => publishedEnum(LANGUAGES), { description: 'The language of the headings and of what was done.' })
  language!: 'nl' | 'en';
}

@ObjectType('ExportAuditEntriesPayload', {
  description: 'The entries as a CSV file. That you took it is in the trail.',
})
export class ExportAuditEntriesPayload {
  @Field(() => String, { nullable: true, description: 'The file: UTF-8, semicolons between the values.' })
  csv?: string;
  @Field(() => Int, { nullable: true, description: 'How many entries are in it.' })
  entries?: number;
  @Field(() => [UserErrorType], { description: 'Why not; empty when there is a file.' })
  userErrors!: UserErrorType[];
}
