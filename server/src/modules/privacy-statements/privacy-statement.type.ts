import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { DateTimeScalar, NodeType, UserErrorType } from '../../platform/graphql/index.ts';
import { LabelType } from '../organisation/index.ts';
import { publishedEnum, publishEnum } from '../personal-data/index.ts';
import { LANGUAGES, STATEMENT_STATES, type StatementLanguage } from './privacy-statement.entity.ts';
import { PART_KINDS } from './statement-difference.ts';

export const LanguageEnum = publishedEnum(LANGUAGES);
const StateEnum = publishEnum('PrivacyStatementState', STATEMENT_STATES, 'Where a version stands (H13).', {
  DRAFT: 'It is being written.',
  LIVE: 'It is what people read.',
  REPLACED: 'It was, until the next one was put live.',
});
const PartKindEnum = publishEnum('DifferenceKind', PART_KINDS, 'What became of some lines of a text.', {
  SAME: 'They stand in both versions.',
  ADDED: 'They stand in the later one alone.',
  REMOVED: 'They stand in the earlier one alone.',
});

@ObjectType('PrivacyStatement', {
  implements: NodeType,
  description: 'A version of a label’s privacy statement in a language (H12, H13). What has been live never changes.',
})
export class PrivacyStatementType extends NodeType {
  @Field(() => LanguageEnum, { description: 'In which language it is.' })
  readonly language!: StatementLanguage;
  @Field(() => Int, { description: 'Its number, 1 for the first of its language.' })
  readonly version!: number;
  @Field(() => StateEnum, { description: 'Where it stands.' })
  readonly state!: string;
  @Field(() => String, { description: 'Markdown, with placeholders where the terms come.' })
  readonly body!: string;
  @Field(() => Int, {
    description: 'How often the draft was saved; send it along, so that nobody overwrites another’s.',
  })
  readonly revision!: number;
  @Field(() => DateTimeScalar, { description: 'When it was saved last.' })
  readonly changedAt!: Date;
  @Field(() => DateTimeScalar, { nullable: true, description: 'Since when it is, or was, live.' })
  readonly liveAt?: Date | null;
  @Field(() => DateTimeScalar, { nullable: true, description: 'When the next one took its place.' })
  readonly replacedAt?: Date | null;
}

@ObjectType('StatementPreview', { description: 'A text as people would read it, and what keeps it from going live.' })
export class StatementPreviewType {
  @Field(() => String, { description: 'HTML that is safe to show, with today’s terms in it.' })
  readonly html!: string;
  @Field(() => [String], { description: 'Placeholders that are still needed (H18).' })
  readonly missing!: string[];
  @Field(() => [String], { description: 'Words between braces that are no placeholder.' })
  readonly unknown!: string[];
}

@ObjectType('DifferencePart', { description: 'Some lines of a text, and whether they changed.' })
export class DifferencePartType {
  @Field(() => PartKindEnum, { description: 'What became of them.' })
  readonly kind!: string;
  @Field(() => String, { description: 'The lines.' })
  readonly text!: string;
}

@InputType('StatementPreviewInput', { description: 'A text that is being written.' })
export class StatementPreviewInput {
  @Field(() => ID, { description: 'For which label.' })
  labelId!: string;
  @Field(() => LanguageEnum, { description: 'In which language.' })
  language!: StatementLanguage;
  @Field(() => String, { description: 'Markdown, 50,000 characters at most.' })
  body!: string;
}

@InputType('SaveStatementDraftInput', { description: 'A draft to be saved.' })
export class SaveStatementDraftInput extends StatementPreviewInput {
  @Field(() => Int, { nullable: true, description: 'Revision of the draft that was changed; empty for a first one.' })
  revision?: number | null;
}

@InputType('PutStatementLiveInput', { description: 'Which draft, as it was read.' })
export class PutStatementLiveInput {
  @Field(() => ID, { description: 'The draft.' })
  statementId!: string;
  @Field(() => Int, { description: 'Its revision.' })
  revision!: number;
}

@ObjectType('PrivacyStatementPayload', { description: 'The statement as it is now.' })
export class PrivacyStatementPayload {
  @Field(() => PrivacyStatementType, { nullable: true, description: 'The statement; empty when it was refused.' })
  readonly statement?: object;
  @Field(() => LabelType, { nullable: true, description: 'Its label, with all versions.' })
  readonly label?: object | null;
  @Field(() => [UserErrorType], { description: 'What a form has to show.' })
  readonly userErrors!: UserErrorType[];
}
