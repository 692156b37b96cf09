import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { DateScalar, UserErrorType } from '../../platform/graphql/index.ts';
import { publishEnum } from '../personal-data/index.ts';
import { ALERT_FREQUENCIES, type AlertFrequency } from './job-alert.ts';

const FrequencyEnum = publishEnum('JobAlertFrequency', ALERT_FREQUENCIES, 'How often somebody is told.', {
  DAILY: 'Each day on which there is something new.',
  WEEKLY: 'On Mondays, when there is something new.',
});

@ObjectType('JobAlert', {
  description: 'What you want to be told of by mail (C6). It is your account’s, and stays when you are made anonymous.',
})
export class JobAlertType {
  @Field(() => ID, { description: 'Opaque.' })
  readonly id!: string;
  @Field(() => [String], { description: 'One of these is in the title of a vacancy; none: any title will do.' })
  readonly terms!: string[];
  @Field(() => [String], {
    description: 'The work is in one of these towns, or the vacancy does not say where; none: anywhere.',
  })
  readonly places!: string[];
  @Field(() => Int, { nullable: true, description: 'Hours a week from which, where a vacancy says them.' })
  readonly hoursFrom!: number | null;
  @Field(() => Int, { nullable: true, description: 'Hours a week up to which, where a vacancy says them.' })
  readonly hoursTo!: number | null;
  @Field(() => FrequencyEnum, { description: 'How often you are told.' })
  readonly frequency!: AlertFrequency;
  @Field(() => Boolean, { description: 'Whether it is held: then nothing is mailed.' })
  readonly paused!: boolean;
  @Field(() => DateScalar, { description: 'The day on which you made it.' })
  readonly createdOn!: string;
  @Field(() => Int, { description: 'How many vacancies that are open now are what it asks for.' })
  readonly openNow!: number;
}

@InputType('JobAlertCriteriaInput', { description: 'What is looked for; what is given must all hold.' })
export class JobAlertCriteriaInput {
  @Field(() => [String], {
    defaultValue: [],
    description: 'Words, one of which is in the title: 10 of 2–50 characters.',
  })
  terms!: string[];
  @Field(() => [String], {
    defaultValue: [],
    description: 'Towns, in one of which the work is: 10 of 2–50 characters.',
  })
  places!: string[];
  @Field(() => Int, { nullable: true, description: 'Hours a week from which: 1–60.' })
  hoursFrom?: number | null;
  @Field(() => Int, { nullable: true, description: 'Hours a week up to which: 1–60.' })
  hoursTo?: number | null;
}

@InputType('SaveJobAlertInput', { description: 'An alert to be made, or with its id to be changed.' })
export class SaveJobAlertInput {
  @Field(() => ID, { nullable: true, description: 'Which one to change; absent: a new one. You can have ten.' })
  id?: string | null;
  @Field(() => JobAlertCriteriaInput, { description: 'What you look for.' })
  criteria!: JobAlertCriteriaInput;
  @Field(() => FrequencyEnum, { description: 'How often you want to be told.' })
  frequency!: AlertFrequency;
}

@InputType('PauseJobAlertInput', { description: 'Which alert is held, or goes on.' })
export class PauseJobAlertInput {
  @Field(() => ID, { description: 'The alert.' })
  id!: string;
  @Field(() => Boolean, {
    description: 'True: nothing more is mailed. False: it goes on, with what is new from then on.',
  })
  paused!: boolean;
  @Field(() => String, { nullable: true, description: 'The secret of a mailed link, for who is not signed in.' })
  token?: string | null;
}

@InputType('RemoveJobAlertInput', { description: 'Which alert is removed.' })
export class RemoveJobAlertInput {
  @Field(() => ID, { description: 'The alert.' })
  id!: string;
  @Field(() => String, { nullable: true, description: 'The secret of a mailed link, for who is not signed in.' })
  token?: string | null;
}

@InputType('StopJobAlertsInput', { description: 'Whose alerts are stopped.' })
export class StopJobAlertsInput {
  @Field(() => String, { description: 'The secret of a mailed link.' })
  token!: string;
}

@ObjectType('JobAlertPayload', { description: 'The alert as it is now, or why not.' })
export class JobAlertPayload {
  @Field(() => JobAlertType, { nullable: true, description: 'The alert; empty when it was refused.' })
  readonly jobAlert?: object;
  @Field(() => [UserErrorType], { description: 'What a form has to show.' })
  readonly userErrors!: UserErrorType[];
}

@ObjectType('JobAlertsDonePayload', { description: 'Whether it was done.' })
export class JobAlertsDonePayload {
  @Field(() => Boolean, { nullable: true, description: 'True when it was.' })
  readonly done?: boolean;
  @Field(() => [UserErrorType], { description: 'What a form has to show.' })
  readonly userErrors!: UserErrorType[];
}
