import type { ShieldRules } from '../../platform/graphql/index.ts';
import { can, canReadAndSee } from '../permissions/index.ts';

const read = can('retention:read');
const edit = can('retention:edit');
/** A preview counts people by these: who may not see them may not count by them either (D17). */
const counts = canReadAndSee(
  'retention:edit',
  'Candidate.emailPrivate',
  'Application.status',
  'Hire.status',
  'TalentPoolMember.talentPool',
);
/** How people answered is told of plans. */
const answers = canReadAndSee('plan:read', 'ErasurePlan.state', 'ErasurePlan.answeredAt', 'ErasurePlan.plannedOn');

export const surveysShield: ShieldRules = {
  Mutation: { saveSurvey: edit },
  Agency: { survey: read },
  Survey: {
    active: read,
    daysBefore: read,
    keepPeriod: read,
    skipRunning: read,
    skipHired: read,
    skipInPool: read,
    skipMailedDays: read,
    messages: read,
    preview: counts,
    results: answers,
  },
  SurveyMessage: read,
  SurveyPreview: counts,
  SurveySkipCount: counts,
  SurveyResults: answers,
  SurveyMonth: answers,
  SurveyAnswerCount: answers,
  SaveSurveyPayload: edit,
};
