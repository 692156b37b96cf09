import { Field, Float, ID, InputType, Int, ObjectType } from 'type-graphql';
import { DateScalar, UserErrorType } from '../../platform/graphql/index.ts';
import { LANGUAGES } from '../candidates/index.ts';
import { publishedEnum, publishEnum } from '../personal-data/index.ts';
import { DIMENSION_CODES, type DimensionCode } from './dimensions.ts';
import { UNITS, type Unit } from './measure.ts';
import { MEASURE_CODES, type MeasureCode } from './measures/index.ts';
import { GROUP_KINDS } from './named-groups.ts';

export const MeasureEnum = publishEnum('ReportMeasure', MEASURE_CODES, 'What a report counts (C2).', {
  APPLICATIONS: 'Applications, by the day of applying.',
  CANDIDATES: 'Candidates, by the day of registration.',
  HIRES: 'Hires that were sent or confirmed, by their first day.',
  TIME_TO_FILL: 'Days from the opening of a vacancy to the first day of its first hire, by that day.',
  SHARE_ANONYMISED: 'How many of the candidates are anonymised, by the day of registration.',
});
export const DimensionEnum = publishEnum('ReportDimension', DIMENSION_CODES, 'By what a report groups.', {
  AGENCY: 'By agency.',
  ORGANISATION_UNIT: 'By organisation unit (C42).',
  MONTH: 'By month; the sixty last ones are told apart.',
  REGISTRATION_KIND: 'By the way in which somebody registered.',
  APPLICATION_TYPE: 'By kind of application: on a vacancy, or open (C36).',
  STATUS: 'By status; of applications that were erased, by the one that they had before.',
  SOURCE: 'By source of the application (C37).',
  EXTERNAL_AGENCY: 'By the external agency that sent somebody in (C47).',
  VACANCY: 'By vacancy.',
});
const UnitEnum = publishEnum('ReportUnit', UNITS, 'How a figure is to be read.', {
  COUNT: 'A whole number of what is counted.',
  PERCENT: 'Of a hundred.',
  DAYS: 'Calendar days.',
});
const GroupKindEnum = publishEnum('ReportGroupKind', GROUP_KINDS, 'What a group of a report is.', {
  VALUE: 'All that have one value.',
  NONE: 'All that have none.',
  OTHERS: 'All that is not told apart.',
});

@ObjectType('ReportGrouping', { description: 'A way in which a report can be grouped.' })
export class ReportGroupingType {
  @Field(() => DimensionEnum, { description: 'Its code.' })
  readonly dimension!: DimensionCode;
  @Field(() => String, { description: 'What it is called in Dutch.' })
  readonly labelNl!: string;
  @Field(() => String, { description: 'What it is called in English.' })
  readonly labelEn!: string;
}

@ObjectType('ReportOffer', { description: 'Something that you may count, and in which groups.' })
export class ReportOfferType {
  @Field(() => MeasureEnum, { description: 'What is counted.' })
  readonly measure!: MeasureCode;
  @Field(() => String, { description: 'What it is called in Dutch.' })
  readonly labelNl!: string;
  @Field(() => String, { description: 'What it is called in English.' })
  readonly labelEn!: string;
  @Field(() => Boolean, { description: 'Whether you may ask for a period of it.' })
  readonly hasPeriod!: boolean;
  @Field(() => [ReportGroupingType], { description: 'The groups that you may ask for.' })
  readonly groupings!: ReportGroupingType[];
}

@ObjectType('ReportColumn', { description: 'A figure that a report tells of each group.' })
export class ReportColumnType {
  @Field(() => String, { description: 'Its code.' })
  readonly code!: string;
  @Field(() => String, { description: 'What it is called in Dutch.' })
  readonly labelNl!: string;
  @Field(() => String, { description: 'What it is called in English.' })
  readonly labelEn!: string;
  @Field(() => UnitEnum, { description: 'How it is to be read.' })
  readonly unit!: Unit;
}

@ObjectType('ReportGroup', { description: 'A line of a report.' })
export class ReportGroupType {
  @Field(() => GroupKindEnum, { description: 'What it is.' })
  readonly kind!: (typeof GROUP_KINDS)[number];
  @Field(() => String, {
    nullable: true,
    description: 'Of a VALUE: its code, its text, its month (yyyy-mm), or the id of what it names.',
  })
  readonly key!: string | null;
  @Field(() => String, { description: 'What it is called in Dutch.' })
  readonly labelNl!: string;
  @Field(() => String, { description: 'What it is called in English.' })
  readonly labelEn!: string;
  @Field(() => [Float], {
    nullable: 'items',
    description: 'A figure for each column; null where there is none, such as a share of nothing.',
  })
  readonly figures!: (number | null)[];
}

@ObjectType('Report', {
  description: 'Counts for management; anonymising changes none of them but the share anonymised (C2).',
})
export class ReportType {
  @Field(() => MeasureEnum, { description: 'What is counted.' })
  readonly measure!: MeasureCode;
  @Field(() => DimensionEnum, { description: 'By what it is grouped.' })
  readonly dimension!: DimensionCode;
  @Field(() => DateScalar, { nullable: true, description: 'The first day that is counted.' })
  readonly from!: string | null;
  @Field(() => DateScalar, { nullable: true, description: 'The last day that is counted.' })
  readonly until!: string | null;
  @Field(() => Boolean, {
    description:
      'Whether the period was widened to whole months: for sums that know no days, and for who may not read files.',
  })
  readonly wholeMonths!: boolean;
  @Field(() => Int, {
    nullable: true,
    description:
      'For who may not read files: groups of fewer are told together with others, and a total of fewer not at all.',
  })
  readonly smallestGroup!: number | null;
  @Field(() => [ReportColumnType], { description: 'The figures; the first is the one to be drawn.' })
  readonly columns!: ReportColumnType[];
  @Field(() => [ReportGroupType], {
    description: 'The lines: at most 50, or 60 months, and after them what has no value and what is not told apart.',
  })
  readonly groups!: ReportGroupType[];
  @Field(() => [Float], { nullable: 'items', description: 'The figures of all of it.' })
  readonly total!: (number | null)[];
}

@InputType('ReportInput', { description: 'Which report.' })
export class ReportInput {
  @Field(() => MeasureEnum, { description: 'What is counted.' })
  measure!: MeasureCode;
  @Field(() => DimensionEnum, { description: 'By what it is grouped.' })
  dimension!: DimensionCode;
  @Field(() => DateScalar, { nullable: true, description: 'From this day on.' })
  from?: string | null;
  @Field(() => DateScalar, { nullable: true, description: 'Up to and including this day.' })
  until?: string | null;
  @Field(() => ID, { nullable: true, description: 'Of this agency only.' })
  agencyId?: string | null;
}

@InputType('ExportReportInput', { description: 'A report to take along.' })
export class ExportReportInput {
  @Field(() => ReportInput, { description: 'Which one.' })
  report!: ReportInput;
  @Field(() => publishedEnum(LANGUAGES), { description: 'The language of the headings and names.' })
  language!: 'nl' | 'en';
}

@ObjectType('ExportReportPayload', { description: 'The report as a CSV file. That you took it is in the audit trail.' })
export class ExportReportPayload {
  @Field(() => String, {
    nullable: true,
    description: 'The file: UTF-8, semicolons between the values, the total as its last line.',
  })
  csv?: string;
  @Field(() => Int, { nullable: true, description: 'How many groups are in it.' })
  groups?: number;
  @Field(() => [UserErrorType], { description: 'Why not; empty when there is a file.' })
  userErrors!: UserErrorType[];
}
