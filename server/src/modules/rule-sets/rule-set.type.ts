import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import {
  connectionOf,
  DateScalar,
  DateTimeScalar,
  JsonObjectScalar,
  NodeType,
  UserErrorType,
} from '../../platform/graphql/index.ts';
import { IdentifiabilityType } from '../anonymisation/index.ts';
import { CandidateType } from '../candidates/index.ts';
import { AgencyType } from '../organisation/index.ts';
import { publishEnum } from '../personal-data/index.ts';
import type { PreviewedPerson } from './preview-people.ts';
import { POLARITIES, RULE_SET_STATES, type Polarity, type RuleSetState } from '../selection-rules/index.ts';

const StateEnum = publishEnum('RuleSetState', RULE_SET_STATES, 'Where a set of rules stands (C12–C16).', {
  DRAFT: 'A consultant works on it.',
  ON_ACCEPTANCE: 'The customer tries it and reads its design.',
  APPROVED: 'The customer approved it.',
  LIVE: 'It selects people.',
  RETIRED: 'It doesn’t any more.',
});
const PolarityEnum = publishEnum('RulePolarity', POLARITIES, 'Which way a rule works (D15).', {
  ONLY: 'Whoever is selected matches: only, with, do.',
  NONE: 'Whoever is selected doesn’t match: none, without, don’t.',
});
const SECTIONS = ['ALWAYS', 'CONFIGURABLE'] as const;
const SectionEnum = publishEnum('RuleSection', SECTIONS, 'What a rule does in a set.', {
  ALWAYS: 'Whoever matches is selected, whatever other rules say (C23).',
  CONFIGURABLE: 'Works together with the others (D15).',
});
const PARAMETER_KINDS = ['days', 'months', 'choice', 'text', 'row'] as const;
const ParameterKindEnum = publishEnum('RuleParameterKind', PARAMETER_KINDS, 'What a setting of a rule is.', {
  days: 'A number of days.',
  months: 'A number of months.',
  choice: 'One of its choices.',
  text: 'A text.',
  row: 'A talent pool or an organisation unit, by its id.',
});
const OUTCOMES = ['MATCHED', 'NOT_MATCHED', 'BLOCKED'] as const;
export const OutcomeEnum = publishEnum('RuleOutcome', OUTCOMES, 'What a rule says of a person (B3).', {
  MATCHED: 'He is as the rule asks.',
  NOT_MATCHED: 'He isn’t as the rule asks.',
  BLOCKED: 'He has what nobody may have, and so the rule keeps him out.',
});
const OUTSIDE = ['ALREADY_ANONYMISED', 'HANDED_OVER', 'HELD', 'KEPT_BY_CANDIDATE'] as const;
export const OutsideEnum = publishEnum('OutsideReason', OUTSIDE, 'Why somebody is outside every selection (D1).', {
  ALREADY_ANONYMISED: 'He was anonymised already.',
  HANDED_OVER: 'He was handed over to the back office.',
  HELD: 'A hold stands.',
  KEPT_BY_CANDIDATE: 'He asked to be kept, until a day that has not come.',
});
const FACT_TYPES = ['COUNT', 'DAY', 'FLAG'] as const;
const FactTypeEnum = publishEnum('RuleFactType', FACT_TYPES, 'How a fact is to be read.', {
  COUNT: 'A number of records.',
  DAY: 'A calendar day.',
  FLAG: 'True or false.',
});

@ObjectType('RuleParameter', { description: 'A setting of a kind of rule, with its limits.' })
export class RuleParameterType {
  @Field(() => String, { description: 'Its name, as in Rule.parameters.' })
  readonly name!: string;
  @Field(() => ParameterKindEnum, { description: 'What it is.' })
  readonly kind!: (typeof PARAMETER_KINDS)[number];
  @Field(() => Int, { nullable: true, description: 'The least, of a number.' })
  readonly min?: number | null;
  @Field(() => Int, { nullable: true, description: 'The most, of a number.' })
  readonly max?: number | null;
  @Field(() => Int, { nullable: true, description: 'What it is unless one says otherwise, of a number.' })
  readonly byDefault?: number | null;
  @Field(() => [String], { nullable: true, description: 'The choices, of a choice.' })
  readonly choices?: readonly string[] | null;
  @Field(() => String, { nullable: true, description: 'Of which table, where it is a row.' })
  readonly table?: string | null;
}

@ObjectType('RuleKind', { description: 'A kind of rule that can be put in a set (C24–C52).' })
export class RuleKindType {
  @Field(() => String, { description: 'Its name, as in Rule.kind.' })
  readonly kind!: string;
  @Field(() => String, { description: 'Its number in the inventory of requirements.' })
  readonly requirement!: string;
  @Field(() => SectionEnum, { description: 'What it does in a set.' })
  readonly section!: (typeof SECTIONS)[number];
  @Field(() => [PolarityEnum], { description: 'Which ways it can work.' })
  readonly polarities!: readonly Polarity[];
  @Field(() => String, { description: 'What it is called in Dutch.' })
  readonly titleNl!: string;
  @Field(() => String, { description: 'What it is called in English.' })
  readonly titleEn!: string;
  @Field(() => [RuleParameterType], { description: 'Its settings.' })
  readonly parameters!: RuleParameterType[];
}

@ObjectType('Rule', { description: 'A rule of a set, with its settings and what it says.' })
export class RuleType {
  @Field(() => String, { description: 'Its kind.' })
  readonly kind!: string;
  @Field(() => String, { description: 'The number of its kind in the inventory.' })
  readonly requirement!: string;
  @Field(() => SectionEnum, { description: 'What it does in the set.' })
  readonly section!: (typeof SECTIONS)[number];
  @Field(() => PolarityEnum, { description: 'Which way it works.' })
  readonly polarity!: Polarity;
  @Field(() => JsonObjectScalar, { description: 'Its settings, by name.' })
  readonly parameters!: Record<string, string | number>;
  @Field(() => String, { description: 'What it says, in Dutch.' })
  readonly sentenceNl!: string;
  @Field(() => String, { description: 'What it says, in English.' })
  readonly sentenceEn!: string;
}

@ObjectType('NoticeWords', { description: 'A contact moment of a set (C65–C70).' })
export class NoticeWordsType {
  @Field(() => String, { description: 'Its name.' })
  readonly name!: string;
  @Field(() => Int, { description: 'Days after the first contact moment; 0 is the first.' })
  readonly daysAfterFirst!: number;
  @Field(() => String, { description: 'The subject in Dutch.' })
  readonly subjectNl!: string;
  @Field(() => String, { description: 'The text in Dutch, with its placeholders.' })
  readonly bodyNl!: string;
  @Field(() => String, { description: 'The subject in English.' })
  readonly subjectEn!: string;
  @Field(() => String, { description: 'The text in English, with its placeholders.' })
  readonly bodyEn!: string;
}

@ObjectType('RuleSet', {
  implements: NodeType,
  description: 'A set of anonymisation rules with its notices and settings (C10–C16): approved, and put live, as one.',
})
export class RuleSetType extends NodeType {
  @Field(() => String, { description: 'Its name.' })
  readonly name!: string;
  @Field(() => StateEnum, { description: 'Where it stands.' })
  readonly state!: RuleSetState;
  @Field(() => Int, { description: 'Counts the changes of a draft; a change must name the one that it was made on.' })
  readonly version!: number;
  @Field(() => String, {
    description: 'SHA-256 over all that it says, in hexadecimal: what is approved and goes live.',
  })
  readonly contentHash!: string;
  @Field(() => DateTimeScalar, { description: 'When it was started.' })
  readonly createdAt!: Date;
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was laid before the customer.' })
  readonly submittedAt!: Date | null;
  @Field(() => DateTimeScalar, { nullable: true, description: 'When the customer approved it.' })
  readonly approvedAt!: Date | null;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it was approved on acceptance, of a set that came from there as a file (C16).',
  })
  readonly acceptedAt!: Date | null;
  @Field(() => DateTimeScalar, { nullable: true, description: 'Since when it selects people.' })
  readonly liveSince!: Date | null;
  @Field(() => DateTimeScalar, { nullable: true, description: 'Since when it doesn’t any more.' })
  readonly retiredAt!: Date | null;
  @Field(() => Int, {
    nullable: true,
    description: 'How many people the preview named to which going live was bound (B2).',
  })
  readonly previewedCount!: number | null;
  @Field(() => DateScalar, { nullable: true, description: 'For which day that preview was made.' })
  readonly previewedFor!: string | null;
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it stopped, since it would take many more (S18).' })
  readonly stoppedAt!: Date | null;
  @Field(() => Int, { nullable: true, description: 'How many it would have taken then.' })
  readonly stoppedCount!: number | null;
}

@ObjectType('RuleSetContent', { description: 'All that a set says.' })
export class RuleSetContentType {
  @Field(() => [RuleType], { description: 'Its rules, in order.' })
  readonly rules!: RuleType[];
  @Field(() => Boolean, { description: 'With notice, or without (C22).' })
  readonly withNotice!: boolean;
  @Field(() => Int, { description: 'Days from the first contact moment to anonymisation (C70).' })
  readonly daysToErasure!: number;
  @Field(() => [NoticeWordsType], { description: 'Its contact moments.' })
  readonly moments!: NoticeWordsType[];
  @Field(() => String, { description: 'The deregistration rule by which running applications are closed (C54, C55).' })
  readonly deregistrationRule!: string;
  @Field(() => Boolean, { description: 'Whether Anonimisering Plus holds (C172–C178).' })
  readonly plus!: boolean;
  @Field(() => Int, { description: 'Percents by which a run may go above its preview before it stops and asks (S18).' })
  readonly marginPercent!: number;
}

@ObjectType('RuleCount', { description: 'How many people a rule decides to select.' })
export class RuleCountType {
  @Field(() => Int, { description: 'Place of the rule in the set; -1: the configurable rules together.' })
  readonly place!: number;
  @Field(() => Int, { description: 'How many people.' })
  readonly count!: number;
}

@ObjectType('AgencyCount', { description: 'How many people of an agency.' })
export class AgencyCountType {
  @Field(() => AgencyType, { nullable: true, description: 'The agency.' })
  readonly agency!: AgencyType | null;
  @Field(() => Int, { description: 'How many people.' })
  readonly count!: number;
}

@ObjectType('DesignSection', { description: 'A part of a functional design.' })
export class DesignSectionType {
  @Field(() => String, { description: 'What it is about.' })
  readonly heading!: string;
  @Field(() => [String], { description: 'What it says.' })
  readonly lines!: string[];
  @Field(() => [String], { description: 'Its points.' })
  readonly items!: string[];
}

@ObjectType('DesignSignature', { description: 'Where a functional design is signed.' })
export class DesignSignatureType {
  @Field(() => String, { description: 'For what the signature stands.' })
  readonly heading!: string;
  @Field(() => [String], { description: 'What is written there by hand.' })
  readonly fields!: string[];
}

@ObjectType('RuleSetDesign', {
  description: 'The functional design of a set, which the customer reads and signs (C12).',
})
export class RuleSetDesignType {
  @Field(() => String, { description: 'What it is.' })
  readonly title!: string;
  @Field(() => String, { description: 'The name of the set.' })
  readonly name!: string;
  @Field(() => [String], { description: 'For whom, and made when.' })
  readonly about!: string[];
  @Field(() => [DesignSectionType], { description: 'Its parts.' })
  readonly sections!: DesignSectionType[];
  @Field(() => DesignSignatureType, { description: 'Where it is signed.' })
  readonly sign!: DesignSignatureType;
}

@ObjectType('DayCount', { description: 'How many on a day, or on a few days that follow each other.' })
export class DayCountType {
  @Field(() => DateScalar, { description: 'The day, or the first of them.' })
  readonly day!: string;
  @Field(() => DateScalar, {
    description:
      'The last of these days; another one than the first where there are too many people to look at each day.',
  })
  readonly until!: string;
  @Field(() => Int, { description: 'How many.' })
  readonly count!: number;
}

@ObjectType('SelectionDifference', { description: 'What is different from what is live now.' })
export class SelectionDifferenceType {
  @Field(() => Int, { description: 'People selected now who weren’t.' })
  readonly added!: number;
  @Field(() => Int, { description: 'People who were selected, and aren’t now.' })
  readonly removed!: number;
}

@ObjectType('RuleSetPreview', { description: 'Whom a set selects on a day, without anybody being planned (B2).' })
export class RuleSetPreviewType {
  @Field(() => DateScalar, { description: 'For which day.' })
  readonly on!: string;
  @Field(() => Int, { description: 'How many people.' })
  readonly total!: number;
  @Field(() => [RuleCountType], { description: 'By deciding rule.' })
  readonly byRule!: RuleCountType[];
  @Field(() => [AgencyCountType], { description: 'By agency.' })
  readonly byAgency!: AgencyCountType[];
  @Field(() => SelectionDifferenceType, { nullable: true, description: 'Against what is live; empty when nothing is.' })
  readonly difference!: SelectionDifferenceType | null;
  @Field(() => Int, { description: 'Selected people without a mail address, who get no notice.' })
  readonly withoutAddress!: number;
  @Field(() => [IdentifiabilityType], {
    description:
      'How far people who would be anonymous by then could still be told apart by what remains: without and with Anonimisering Plus (B11).',
  })
  readonly identifiability!: IdentifiabilityType[];
}

@ObjectType('PreviewedPerson', { description: 'Somebody whom a set selects on a day.' })
export class PreviewedPersonType {
  @Field(() => CandidateType, { description: 'Who.' })
  readonly candidate!: object;
  @Field(() => Int, {
    description: 'Place in the set of the rule that decided; -1 is the configurable rules together.',
  })
  readonly decidedBy!: number;
}
export const PreviewedPersonConnection = connectionOf<PreviewedPerson>(PreviewedPersonType, 'PreviewedPerson');

@InputType('PreviewedPersonFilter', { description: 'Which of them; what is given must all hold.' })
export class PreviewedPersonFilter {
  @Field(() => ID, { nullable: true, description: 'Of this agency.' })
  agencyId?: string | null;
  @Field(() => Int, {
    nullable: true,
    description: 'Decided by the rule at this place; -1 is the configurable rules together.',
  })
  decidedBy?: number | null;
}

@ObjectType('RuleFact', { description: 'Something that a rule saw of a person: a count, a day, or yes and no.' })
export class RuleFactType {
  @Field(() => String, { description: 'What it is, in Dutch.' })
  readonly nl!: string;
  @Field(() => String, { description: 'What it is, in English.' })
  readonly en!: string;
  @Field(() => FactTypeEnum, { description: 'How to read it.' })
  readonly type!: (typeof FACT_TYPES)[number];
}

@ObjectType('TracedRule', { description: 'One rule, as it says of a person.' })
export class TracedRuleType {
  @Field(() => RuleType, { description: 'The rule.' })
  readonly rule!: RuleType;
  @Field(() => [RuleFactType], { description: 'What it saw.' })
  readonly facts!: RuleFactType[];
}

@ObjectType('AnonymisationDecision', { description: 'Why somebody is selected on a day, or isn’t (B3).' })
export class AnonymisationDecisionType {
  @Field(() => DateScalar, { description: 'For which day.' })
  readonly on!: string;
  @Field(() => [TracedRuleType], { description: 'Every rule of the set.' })
  readonly rules!: TracedRuleType[];
  @Field(() => RuleSetType, {
    nullable: true,
    description: 'The set that was asked; empty where you may not know of the set as a whole.',
  })
  readonly ruleSet!: RuleSetType | null;
}

@InputType('RuleInput', { description: 'A rule to be put in a set.' })
export class RuleInput {
  @Field(() => String, { description: 'Its kind.' })
  kind!: string;
  @Field(() => PolarityEnum, { nullable: true, description: 'Which way it works; left out: its only way, or ONLY.' })
  polarity?: Polarity | null;
  @Field(() => JsonObjectScalar, { nullable: true, description: 'Its settings; those left out have their default.' })
  parameters?: Record<string, unknown> | null;
}

@InputType('NoticeWordsInput', { description: 'A contact moment of a set.' })
export class NoticeWordsInput {
  @Field(() => String, { description: 'Its name, once in a set.' })
  name!: string;
  @Field(() => Int, { description: 'Days after the first contact moment; 0 is the first.' })
  daysAfterFirst!: number;
  @Field(() => String, { description: 'The subject in Dutch: 1 to 200 characters.' })
  subjectNl!: string;
  @Field(() => String, { description: 'The text in Dutch, with {anonimiseringLink} (C69): 1 to 5000 characters.' })
  bodyNl!: string;
  @Field(() => String, { description: 'The subject in English: 1 to 200 characters.' })
  subjectEn!: string;
  @Field(() => String, { description: 'The text in English, with {anonimiseringLink} (C69): 1 to 5000 characters.' })
  bodyEn!: string;
}

@InputType('RuleSetContentInput', { description: 'All that a set says.' })
export class RuleSetContentInput {
  @Field(() => [RuleInput], { description: 'Its rules, at most 100; the same kind may be there several times (C53).' })
  rules!: RuleInput[];
  @Field(() => Boolean, { description: 'With notice, or without (C22).' })
  withNotice!: boolean;
  @Field(() => Int, { description: 'Days from the first contact moment to anonymisation: 0 to 365 (C70).' })
  daysToErasure!: number;
  @Field(() => [NoticeWordsInput], { description: 'Its contact moments, 1 to 5; none without notice (C65).' })
  moments!: NoticeWordsInput[];
  @Field(() => String, { description: 'Name of the deregistration rule for running applications (C55).' })
  deregistrationRule!: string;
  @Field(() => Boolean, { description: 'Whether Anonimisering Plus holds (C172–C178).' })
  plus!: boolean;
  @Field(() => Int, { description: 'Percents above the preview at which a run stops and asks: 0 to 1000 (S18).' })
  marginPercent!: number;
}

@InputType('DraftRuleSetInput', { description: 'A set to be started.' })
export class DraftRuleSetInput {
  @Field(() => String, { description: 'Its name: 1 to 100 characters.' })
  name!: string;
  @Field(() => [ID], { description: 'The agencies whose people it selects.' })
  agencyIds!: string[];
  @Field(() => ID, { nullable: true, description: 'The set to start from.' })
  copyOfId?: string | null;
}

@InputType('UpdateRuleSetInput', { description: 'A draft as it is to be.' })
export class UpdateRuleSetInput {
  @Field(() => ID, { description: 'The draft.' })
  id!: string;
  @Field(() => Int, { description: 'Its version as you read it; CONFLICT when it was changed since.' })
  version!: number;
  @Field(() => String, { description: 'Its name: 1 to 100 characters.' })
  name!: string;
  @Field(() => [ID], { description: 'The agencies whose people it selects.' })
  agencyIds!: string[];
  @Field(() => RuleSetContentInput, { description: 'All that it says.' })
  content!: RuleSetContentInput;
}

@InputType('ImportRuleSetInput', { description: 'A set from another environment.' })
export class ImportRuleSetInput {
  @Field(() => String, {
    description: 'The text of its file, as RuleSet.file gives it there: at most 200000 characters.',
  })
  file!: string;
}

@InputType('RuleSetInput', { description: 'A set to take a step with.' })
export class RuleSetInput {
  @Field(() => ID, { description: 'The set.' })
  id!: string;
}

@InputType('ApproveRuleSetInput', { description: 'What the customer approves.' })
export class ApproveRuleSetInput {
  @Field(() => ID, { description: 'The set.' })
  id!: string;
  @Field(() => String, { description: 'Its hash, as it stands on the design that was read.' })
  hash!: string;
}

@InputType('PutRuleSetLiveInput', { description: 'What goes live, and what was seen of it.' })
export class PutRuleSetLiveInput {
  @Field(() => ID, { description: 'An approved set.' })
  id!: string;
  @Field(() => String, { description: 'Its hash, as it was approved.' })
  hash!: string;
  @Field(() => DateScalar, { description: 'For which day the preview was made.' })
  previewedFor!: string;
  @Field(() => Int, { description: 'How many people that preview named.' })
  previewedCount!: number;
}

@InputType('ResumeRuleSetInput', { description: 'A set that stopped, and may go on.' })
export class ResumeRuleSetInput {
  @Field(() => ID, { description: 'The set.' })
  id!: string;
  @Field(() => Int, { description: 'The number at which it stopped, as you have seen it.' })
  count!: number;
}

@ObjectType('RuleSetPayload', { description: 'The set as it is now.' })
export class RuleSetPayload {
  @Field(() => RuleSetType, { nullable: true, description: 'The set; empty when it was refused.' })
  readonly ruleSet?: RuleSetType;
  @Field(() => [UserErrorType], { description: 'What a form has to show.' })
  readonly userErrors!: UserErrorType[];
}
