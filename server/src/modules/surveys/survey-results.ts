import { rows, sql, type Sql } from '../../platform/database/index.ts';
import { plusMonths } from '../../platform/clock.ts';
import type { Work } from '../permissions/index.ts';
import { SURVEY_ANSWERS, surveyAnswer, type SurveyAnswer } from '../anonymisation/index.ts';

const MONTHS = 12;

export interface SurveyResults {
  /** Everybody who was asked since. */
  asked: number;
  answers: { answer: SurveyAnswer; people: number }[];
  months: { month: string; answers: { answer: SurveyAnswer; people: number }[] }[];
}

/** How people answered whom a survey asked in the last twelve months, by the month in which it did; also of who was deleted since. */
export async function surveyResults(work: Work, surveyId: string | null): Promise<SurveyResults> {
  const first = plusMonths(work.clock.today().slice(0, 7), 1 - MONTHS);
  const counted =
    surveyId === null
      ? []
      : await rows<{ month: string; answer: SurveyAnswer; people: number }>(work.em, countsOf(surveyId, first));
  const list = (of: typeof counted) =>
    SURVEY_ANSWERS.map((answer) => ({
      answer,
      people: of.filter((one) => one.answer === answer).reduce((sum, { people }) => sum + people, 0),
    }));
  const months = Array.from({ length: MONTHS }, (_, index) => plusMonths(first, index));
  return {
    asked: counted.reduce((sum, { people }) => sum + people, 0),
    answers: list(counted),
    months: months.map((month) => ({ month, answers: list(counted.filter((one) => one.month === month)) })),
  };
}

const countsOf = (
  surveyId: string,
  first: string,
): Sql<{ month: string; answer: SurveyAnswer; people: number }> => sql<{
  month: string;
  answer: SurveyAnswer;
  people: number;
}>`
  select month, answer, sum(people)::int as people from (
    select to_char(p.planned_on, 'YYYY-MM') as month, ${surveyAnswer} as answer, count(*) as people
    from erasure_plan p where p.survey_id = ${surveyId} and p.planned_on >= ${`${first}-01`}::date
    group by 1, 2
    union all
    select to_char(d.asked_in, 'YYYY-MM'), d.answer, d.people
    from deleted_survey_answer d where d.survey_id = ${surveyId} and d.asked_in >= ${`${first}-01`}::date
  ) counted
  group by 1, 2`;
