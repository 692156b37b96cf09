import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { oncePerRequest, rowId, withUserErrors } from '../../platform/graphql/index.ts';
import { AgencySchema, AgencyType, type Agency } from '../organisation/index.ts';
import { isHeldToUnits, type RequestContext } from '../permissions/index.ts';
import { previewSurvey, type SurveyPreview } from './preview-survey.ts';
import { saveSurvey } from './save-survey.ts';
import { surveyOf, type AgencySurvey } from './survey-of.ts';
import { surveyResults, type SurveyResults } from './survey-results.ts';
import {
  SaveSurveyInput,
  SaveSurveyPayload,
  SurveyPreviewType,
  SurveyResultsType,
  SurveySettingsInput,
  SurveyType,
} from './survey.type.ts';

/** It looks at everybody of an agency. */
const previewOnce = oncePerRequest();

@Resolver(() => AgencyType)
export class AgencySurveyResolver {
  @FieldResolver(() => SurveyType, {
    nullable: true,
    description: 'Its survey; before it was ever saved, as it would be at first, and off.',
  })
  survey(@Root() agency: Agency, @Ctx() { work }: RequestContext): Promise<AgencySurvey> {
    return surveyOf(work, agency.id);
  }

  @Mutation(() => SaveSurveyPayload, {
    description: 'Sets an agency’s survey and its mails (H43, H60), as a preview showed.',
  })
  saveSurvey(
    @Arg('input', () => SaveSurveyInput, { description: 'The survey.' })
    { agencyId: agency, settings, messages, preview: mark }: SaveSurveyInput,
    @Ctx() { work }: RequestContext,
  ): Promise<SaveSurveyPayload> {
    return withUserErrors(async () => {
      const agencyId = rowId('Agency', agency, 'agencyId');
      await saveSurvey(work, agencyId, { settings, messages, mark });
      return { agency: await work.em.fork().findOneOrFail(AgencySchema, { id: agencyId }) };
    });
  }
}

@Resolver(() => SurveyType)
export class SurveyResolver {
  @FieldResolver(() => SurveyPreviewType, {
    nullable: true,
    description: 'Whom it would ask at its next round with these settings; asking changes nothing.',
  })
  preview(
    @Root() survey: AgencySurvey,
    @Arg('settings', () => SurveySettingsInput, { description: 'The settings.' }) settings: SurveySettingsInput,
    @Ctx() context: RequestContext,
  ): Promise<SurveyPreview> {
    previewOnce(context);
    return previewSurvey(context.work, survey.agencyId, settings);
  }

  @FieldResolver(() => SurveyResultsType, {
    nullable: true,
    description: 'How people answered in the last twelve months; empty where your role is held to units.',
  })
  results(@Root() survey: AgencySurvey, @Ctx() { work }: RequestContext): Promise<SurveyResults | null> {
    return isHeldToUnits(work.actor) ? Promise.resolve(null) : surveyResults(work, survey.id);
  }
}
