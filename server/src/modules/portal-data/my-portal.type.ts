import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { DateScalar, DateTimeScalar, UserErrorType } from '../../platform/graphql/index.ts';
import { LANGUAGES, RetentionBasisEnum } from '../candidates/index.ts';
import { CONSENT_CHANNELS, CONSENT_PURPOSES } from '../consent/index.ts';
import { ErasureQuestionType } from '../contact-moments/index.ts';
import { publishedEnum } from '../personal-data/index.ts';
import { ShownStatementType } from '../privacy-statements/index.ts';
import type { EXPORT_STATES } from './data-export.ts';

function enumOf(name: string, description: string, values: Readonly<Record<string, string>>): object {
  const type = Object.fromEntries(Object.keys(values).map((key) => [key, key]));
  registerEnumType(type, {
    name,
    description,
    valuesConfig: Object.fromEntries(Object.entries(values).map(([key, text]) => [key, { description: text }])),
  });
  return type;
}

const LookEnum = enumOf('MyAccessKind', 'What was looked at.', {
  BSN: 'Your whole BSN.',
  DOCUMENT: 'A document of yours.',
  PAYSLIP: 'A payslip of yours, as PDF.',
  CONSENT_PROOF: 'The proof of what you read and agreed to.',
  HAND_OVER: 'Your data was passed on to the back office.',
});
const ExportStateEnum = enumOf('MyExportState', 'Where the file with all of your data stands.', {
  ASKED: 'It waits to be made.',
  MAKING: 'It is being made.',
  READY: 'It can be fetched until `expiresAt`.',
  FAILED: 'It could not be made; ask for it again.',
} satisfies Record<(typeof EXPORT_STATES)[number], string>);

@ObjectType('MyConsent', { description: 'What you agreed to, or read, on which text and when (C63, H20–H22).' })
export class MyConsentType {
  @Field(() => ID, { description: 'Opaque.' })
  readonly id!: string;
  @Field(() => publishedEnum(CONSENT_PURPOSES), { description: 'For what.' })
  readonly purpose!: string;
  @Field(() => DateTimeScalar, { description: 'When.' })
  readonly givenAt!: Date;
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was withdrawn, if it was.' })
  readonly withdrawnAt?: Date | null;
  @Field(() => publishedEnum(CONSENT_CHANNELS), { description: 'How.' })
  readonly channel!: string;
  @Field(() => ShownStatementType, {
    nullable: true,
    description: 'The very text that was before you; empty where none was.',
  })
  readonly statement?: object | null;
}

@ObjectType('MyPrivacy', {
  description: 'Until when your data is kept and why, and what you can do about it (C62–C64).',
})
export class MyPrivacyType {
  @Field(() => DateScalar, { nullable: true, description: 'The day on which your term is over; empty: there is none.' })
  readonly retainUntil!: string | null;
  @Field(() => Int, { nullable: true, description: 'Days until that day; less than one when it has come.' })
  readonly daysLeft!: number | null;
  @Field(() => RetentionBasisEnum, { nullable: true, description: 'By which term.' })
  readonly basis!: string | null;
  @Field(() => DateScalar, { nullable: true, description: 'From which day it counts.' })
  readonly startedOn!: string | null;
  @Field(() => Int, { nullable: true, description: 'How many days it is.' })
  readonly termDays!: number | null;
  @Field(() => DateScalar, { nullable: true, description: 'Until when you had it kept yourself, if you did.' })
  readonly extendedUntil!: string | null;
  @Field(() => ErasureQuestionType, { description: 'Keep or make anonymous, which you can answer at any time (C62).' })
  readonly question!: ErasureQuestionType;
  @Field(() => [MyConsentType], { description: 'What you agreed to and read, the last first.' })
  readonly consents!: MyConsentType[];
  @Field(() => ShownStatementType, {
    nullable: true,
    description: 'The privacy statement as it is now; giveMyConsent sends its `edition` back.',
  })
  readonly statement!: object | null;
}

@ObjectType('MyApplication', { description: 'An application of yours (sollicitatie, inschrijving).' })
export class MyApplicationType {
  @Field(() => ID, { description: 'Opaque.' })
  readonly id!: string;
  @Field(() => String, { nullable: true, description: 'The vacancy; empty for an open application.' })
  readonly vacancy!: string | null;
  @Field(() => String, { nullable: true, description: 'The job that you asked for.' })
  readonly desiredJob!: string | null;
  @Field(() => DateScalar, { description: 'The day on which you applied.' })
  readonly appliedOn!: string;
  @Field(() => DateScalar, { nullable: true, description: 'The day on which it ended, if it did.' })
  readonly endedOn!: string | null;
  @Field(() => Boolean, { description: 'Whether it runs.' })
  readonly open!: boolean;
  @Field(() => String, { description: 'Where it stands, in Dutch.' })
  readonly statusNl!: string;
  @Field(() => String, { description: 'Where it stands, in English.' })
  readonly statusEn!: string;
}

@ObjectType('MyDocument', { description: 'A file of yours. The file itself is at `/my/documents/{id}`.' })
export class MyDocumentType {
  @Field(() => ID, { description: 'By which the file is fetched.' })
  readonly id!: string;
  @Field(() => String, { description: 'What the file is called.' })
  readonly fileName!: string;
  @Field(() => String, { description: 'What kind of document it is.' })
  readonly type!: string;
  @Field(() => Int, { description: 'Its size in bytes.' })
  readonly sizeBytes!: number;
  @Field(() => DateTimeScalar, { description: 'When it was added.' })
  readonly addedAt!: Date;
  @Field(() => Int, { description: 'Which version of the document it is, from 1.' })
  readonly version!: number;
}

@ObjectType('MyRecipientOf', { description: 'An organisation to which your data went (B14).' })
export class MyRecipientOfType {
  @Field(() => String, { description: 'Which organisation.' })
  readonly name!: string;
  @Field(() => DateScalar, { description: 'On which day.' })
  readonly sentOn!: string;
  @Field(() => [String], { description: 'Which data, in Dutch.' })
  readonly groupsNl!: string[];
  @Field(() => [String], { description: 'Which data, in English.' })
  readonly groupsEn!: string[];
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it was told that you are to be erased, if it was.',
  })
  readonly toldAt!: Date | null;
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it confirmed that it has erased you, if it did.' })
  readonly confirmedAt!: Date | null;
}

@ObjectType('MyAccess', {
  description: 'That somebody looked at something of yours, as the audit trail notes it (B14).',
})
export class MyAccessType {
  @Field(() => DateTimeScalar, { description: 'When.' })
  readonly at!: Date;
  @Field(() => LookEnum, { description: 'At what.' })
  readonly what!: string;
  @Field(() => String, { nullable: true, description: 'In which role, as the agency calls it; never who.' })
  readonly role!: string | null;
  @Field(() => String, { nullable: true, description: 'Name of the role, of one that every agency has.' })
  readonly builtIn!: string | null;
  @Field(() => Boolean, { description: 'Whether it was a program, and no employee.' })
  readonly byProgram!: boolean;
  @Field(() => String, { description: 'Of which organisation.' })
  readonly organisation!: string;
}

@ObjectType('MyRequest', { description: 'Something that you asked about your data, with its deadline (B6).' })
export class MyRequestType {
  @Field(() => String, { nullable: true, description: 'In your own words.' })
  readonly asked!: string | null;
  @Field(() => DateScalar, { description: 'The day on which you asked.' })
  readonly receivedOn!: string;
  @Field(() => DateScalar, { description: 'The day on which you have an answer at the latest.' })
  readonly dueOn!: string;
}

@ObjectType('MyExport', { description: 'The file with all that is held of you (B4). It is fetched at `/my/export`.' })
export class MyExportType {
  @Field(() => ExportStateEnum, { description: 'Where it stands.' })
  readonly state!: string;
  @Field(() => DateTimeScalar, { description: 'When you asked for it.' })
  readonly askedAt!: Date;
  @Field(() => DateTimeScalar, { nullable: true, description: 'Until when it can be fetched; it goes after that.' })
  readonly expiresAt?: Date | null;
  @Field(() => Int, { nullable: true, description: 'Its size in bytes.' })
  readonly sizeBytes?: number | null;
}

@InputType('GiveMyConsentInput', { description: 'That your data may be used for other vacancies (H23).' })
export class GiveMyConsentInput {
  @Field(() => String, {
    nullable: true,
    description: 'The `edition` of the privacy statement that was before you; left out where your agency has none.',
  })
  statementEdition?: string | null;
}

@InputType('RequestMyExportInput', { description: 'The file that you ask for.' })
export class RequestMyExportInput {
  @Field(() => publishedEnum(LANGUAGES), { description: 'The language of the words in it.' })
  language!: (typeof LANGUAGES)[number];
}

@ObjectType('MyPrivacyPayload', { description: 'Your privacy settings as they are now, or why not.' })
export class MyPrivacyPayload {
  @Field(() => MyPrivacyType, { nullable: true, description: 'Your privacy settings.' })
  privacy?: MyPrivacyType;
  @Field(() => [UserErrorType], { description: 'Why not; empty when it was done.' })
  userErrors!: UserErrorType[];
}

@ObjectType('MyRequestPayload', { description: 'What you asked, or why not.' })
export class MyRequestPayload {
  @Field(() => MyRequestType, { nullable: true, description: 'The request that is open.' })
  correction?: MyRequestType | null;
  @Field(() => [UserErrorType], { description: 'Why not; empty when it was done.' })
  userErrors!: UserErrorType[];
}

@ObjectType('MyExportPayload', { description: 'Where the file stands, or why there is none.' })
export class MyExportPayload {
  @Field(() => MyExportType, { nullable: true, description: 'The file.' })
  export?: MyExportType | null;
  @Field(() => [UserErrorType], { description: 'Why not; empty when it was asked for.' })
  userErrors!: UserErrorType[];
}
