import { Field, Int, ObjectType } from 'type-graphql';
import { DateTimeScalar } from '../../platform/graphql/index.ts';
import { RetentionBasisEnum } from '../candidates/index.ts';
import { publishEnum } from '../personal-data/index.ts';
import type { StatementLanguage } from './privacy-statement.entity.ts';
import { LanguageEnum } from './privacy-statement.type.ts';
import { AFTERWARDS } from './retention-overview.ts';
import { EndingEnum } from '../retention/index.ts';

const AfterwardsEnum = publishEnum('AfterTerm', AFTERWARDS, 'What becomes of data when the term ends.', {
  REMOVED: 'It is removed.',
  OVERWRITTEN: 'It is overwritten, so that nobody can read it.',
  PARTLY_KEPT: 'Some of it stays, without saying whose it was.',
  KEPT: 'It stays, without saying whose it was.',
});

@ObjectType('ShownStatement', { description: 'A version of a privacy statement as people read it, or once read it.' })
export class ShownStatementType {
  @Field(() => String, { description: 'Of which label.' })
  readonly labelName!: string;
  @Field(() => LanguageEnum, { description: 'In which language.' })
  readonly language!: StatementLanguage;
  @Field(() => Int, { description: 'Number of the version.' })
  readonly version!: number;
  @Field(() => DateTimeScalar, { description: 'Since when it is, or was, live.' })
  readonly liveAt!: Date;
  @Field(() => String, { description: 'Markdown, with the terms filled in.' })
  readonly markdown!: string;
  @Field(() => String, { description: 'The same as HTML that is safe to show.' })
  readonly html!: string;
  @Field(() => String, {
    description: 'Names exactly this text; a form sends it back as `statementEdition`, to say what was read.',
  })
  readonly edition!: string;
}

@ObjectType('KeptTerm', { description: 'How long somebody is kept.' })
export class KeptTermType {
  @Field(() => RetentionBasisEnum, { description: 'Whom it is for.' })
  readonly basis!: string;
  @Field(() => Int, { description: 'Calendar days.' })
  readonly days!: number;
  @Field(() => EndingEnum, { description: 'What becomes of him at the end (D3).' })
  readonly ending!: string;
}

@ObjectType('KeptDocumentType', { description: 'How long a kind of document is kept.' })
export class KeptDocumentTypeType {
  @Field(() => String, { description: 'What kind of document.' })
  readonly name!: string;
  @Field(() => Int, { nullable: true, description: 'Calendar days; empty: as long as the person.' })
  readonly days!: number | null;
}

@ObjectType('Words', { description: 'The same in both languages.' })
export class WordsType {
  @Field(() => String, { description: 'In Dutch.' })
  readonly nl!: string;
  @Field(() => String, { description: 'In English.' })
  readonly en!: string;
}

@ObjectType('KeptCategory', { description: 'A kind of data that can be kept of somebody.' })
export class KeptCategoryType {
  @Field(() => String, { description: 'Name of the group, as in PersonalDataField.group.' })
  readonly key!: string;
  @Field(() => WordsType, { description: 'What it is called.' })
  readonly label!: object;
  @Field(() => WordsType, { description: 'What it is for.' })
  readonly why!: object;
  @Field(() => [WordsType], { description: 'What can be in it.' })
  readonly fields!: readonly object[];
  @Field(() => AfterwardsEnum, { description: 'What becomes of it when the term ends.' })
  readonly afterwards!: string;
  @Field(() => [WordsType], { description: 'What of it stays then.' })
  readonly kept!: readonly object[];
}

@ObjectType('RetentionOverview', {
  description: 'What is kept, how long and why, made from the settings and from the declaration of every field.',
})
export class RetentionOverviewType {
  @Field(() => Boolean, { description: 'Whether Anonimisering Plus is on, by which less stays behind.' })
  readonly plus!: boolean;
  @Field(() => [KeptTermType], { description: 'How long people are kept.' })
  readonly terms!: readonly KeptTermType[];
  @Field(() => Boolean, { description: 'Whether people are asked by mail before their term ends.' })
  readonly asksBefore!: boolean;
  @Field(() => [KeptDocumentTypeType], { description: 'How long documents are kept.' })
  readonly documentTypes!: readonly KeptDocumentTypeType[];
  @Field(() => [KeptCategoryType], { description: 'What is kept of them.' })
  readonly categories!: readonly KeptCategoryType[];
}

@ObjectType('PublicLabel', { description: 'What everybody may know of a label: it is on its public pages.' })
export class PublicLabelType {
  @Field(() => String, { description: 'How it is called in addresses.' })
  readonly slug!: string;
  @Field(() => String, { description: 'Its name.' })
  readonly name!: string;
}
