import { ContactMomentSchema } from '../contact-moments/index.ts';
import type { Work } from '../permissions/index.ts';
import { SurveySchema, type Survey, type SurveySettings } from '../retention/index.ts';
import type { NoticeWords } from '../selection-rules/index.ts';
import { DEFAULT_MESSAGES } from './default-messages.ts';

/** An agency's survey with its mails, the first one first. */
export interface AgencySurvey extends SurveySettings {
  readonly agencyId: string;
  /** Null until it has been saved once: then nobody is asked. */
  readonly id: string | null;
  readonly messages: readonly NoticeWords[];
}

const FIRST: SurveySettings = {
  active: false,
  daysBefore: 45,
  keepPeriod: 'SAME_TERM',
  skipRunning: true,
  skipHired: true,
  skipInPool: false,
  skipMailedDays: 30,
};

/** As it is set, or as it would be at first. */
export async function surveyOf({ em }: Work, agencyId: string): Promise<AgencySurvey> {
  const survey: Survey | null = await em.findOne(SurveySchema, { agencyId }, { refresh: true });
  if (!survey) return { ...FIRST, agencyId, id: null, messages: DEFAULT_MESSAGES };
  const moments = await em.find(
    ContactMomentSchema,
    { surveyId: survey.id, active: true },
    { orderBy: { daysAfterFirst: 'asc', name: 'asc' } },
  );
  return {
    ...settingsOf(survey),
    agencyId,
    id: survey.id,
    messages: moments.map(({ name, daysAfterFirst, subjectNl, bodyNl, subjectEn, bodyEn }) => ({
      ...{ name, daysAfterFirst, subjectNl, bodyNl, subjectEn, bodyEn },
    })),
  };
}

export const settingsOf = (from: SurveySettings): SurveySettings => ({
  active: from.active,
  daysBefore: from.daysBefore,
  keepPeriod: from.keepPeriod,
  skipRunning: from.skipRunning,
  skipHired: from.skipHired,
  skipInPool: from.skipInPool,
  skipMailedDays: from.skipMailedDays,
});
