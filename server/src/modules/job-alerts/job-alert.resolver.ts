import { Arg, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { rowId, toGlobalId, withUserErrors } from '../../platform/graphql/index.ts';
import { MeType, type Me } from '../contact-moments/index.ts';
import { mustBePortal, type RequestContext } from '../permissions/index.ts';
import { accountOfToken } from './alerts-link.ts';
import { alertsOf, countMatches, isThere, type JobAlert } from './alerts-of.ts';
import { soundCriteria, type Criteria } from './criteria.ts';
import {
  JobAlertCriteriaInput,
  JobAlertPayload,
  JobAlertsDonePayload,
  JobAlertType,
  PauseJobAlertInput,
  RemoveJobAlertInput,
  SaveJobAlertInput,
  StopJobAlertsInput,
} from './job-alert.type.ts';
import { pauseJobAlert } from './pause-job-alert.ts';
import { removeJobAlert } from './remove-job-alert.ts';
import { saveJobAlert } from './save-job-alert.ts';
import { stopJobAlerts } from './stop-job-alerts.ts';
import { whoseAlerts } from './whose-alerts.ts';

/** An account's own alerts; staff and whoever came by a link of another kind have none. */
@Resolver(() => MeType)
export class JobAlertResolver {
  @FieldResolver(() => [JobAlertType], {
    description: 'Your job alerts, the first one first; none for who came by a mailed link.',
  })
  async jobAlerts(@Root() me: Me, @Ctx() { work }: RequestContext): Promise<JobAlertType[]> {
    return me.accountId === null ? [] : (await alertsOf(work, me.accountId)).map(shown);
  }

  @Query(() => Int, {
    nullable: true,
    description: 'How many vacancies of your agency that are open now would be told of. Asking changes nothing.',
  })
  async previewJobAlert(
    @Arg('criteria', () => JobAlertCriteriaInput, { description: 'What is looked for.' })
    criteria: JobAlertCriteriaInput,
    @Ctx() context: RequestContext,
  ): Promise<number | null> {
    const accountId = await whoseAlerts(context);
    return countMatches(context.work, accountId, soundCriteria(criteriaOf(criteria)));
  }

  @Query(() => [JobAlertType], {
    nullable: true,
    description: 'The alerts behind the link of a mail; empty when the link is not known. Asking changes nothing.',
  })
  async jobAlertsOfLink(
    @Arg('token', () => String, { description: 'The secret of the link.' }) token: string,
    @Ctx() { work }: RequestContext,
  ): Promise<JobAlertType[] | null> {
    mustBePortal(work.actor);
    const accountId = accountOfToken(work.secrets, token);
    if (accountId === undefined || !(await isThere(work, accountId))) return null;
    return (await alertsOf(work, accountId)).map(shown);
  }

  @Mutation(() => JobAlertPayload, { description: 'Makes a job alert of your account, or changes one (C6).' })
  saveJobAlert(
    @Arg('input', () => SaveJobAlertInput, { description: 'What you look for, and how often you are told.' })
    input: SaveJobAlertInput,
    @Ctx() context: RequestContext,
  ): Promise<JobAlertPayload> {
    return withUserErrors(async () => {
      const accountId = await whoseAlerts(context);
      const id = input.id == null ? null : rowId('JobAlert', input.id);
      const { criteria, frequency } = input;
      return {
        jobAlert: shown(await saveJobAlert(context.work, accountId, { id, ...criteriaOf(criteria), frequency })),
      };
    });
  }

  @Mutation(() => JobAlertPayload, { description: 'Holds a job alert, or lets it go on.' })
  pauseJobAlert(
    @Arg('input', () => PauseJobAlertInput, { description: 'Which one, and whether it is held.' })
    input: PauseJobAlertInput,
    @Ctx() context: RequestContext,
  ): Promise<JobAlertPayload> {
    return withUserErrors(async () => {
      const accountId = await whoseAlerts(context, input.token);
      const asked = { id: rowId('JobAlert', input.id), paused: input.paused };
      return { jobAlert: shown(await pauseJobAlert(context.work, accountId, asked)) };
    });
  }

  @Mutation(() => JobAlertsDonePayload, { description: 'Removes a job alert.' })
  removeJobAlert(
    @Arg('input', () => RemoveJobAlertInput, { description: 'Which one.' }) input: RemoveJobAlertInput,
    @Ctx() context: RequestContext,
  ): Promise<JobAlertsDonePayload> {
    return withUserErrors(async () => {
      const accountId = await whoseAlerts(context, input.token);
      await removeJobAlert(context.work, accountId, rowId('JobAlert', input.id));
      return { done: true };
    });
  }

  @Mutation(() => JobAlertsDonePayload, {
    description: 'Holds all job alerts to which the link of a mail belongs. It says nothing about whether it is known.',
  })
  stopJobAlerts(
    @Arg('input', () => StopJobAlertsInput, { description: 'Which link.' }) input: StopJobAlertsInput,
    @Ctx() { work }: RequestContext,
  ): Promise<JobAlertsDonePayload> {
    return withUserErrors(async () => {
      mustBePortal(work.actor);
      await stopJobAlerts(work, input.token);
      return { done: true };
    });
  }
}

const shown = ({ id, ...alert }: JobAlert): JobAlertType => ({
  ...alert,
  id: toGlobalId('JobAlert', id),
  terms: [...alert.terms],
  places: [...alert.places],
});

const criteriaOf = ({ terms, places, hoursFrom, hoursTo }: JobAlertCriteriaInput): Criteria => ({
  terms,
  places,
  hoursFrom: hoursFrom ?? null,
  hoursTo: hoursTo ?? null,
});
