import { defineEntity, p } from '@mikro-orm/postgresql';
import { arrayOf, rows, sql, type EntityManager, type Sql } from '../../platform/database/index.ts';
import type { LocalDate } from '../../platform/clock.ts';
import { declareImpersonal } from '../personal-data/index.ts';
import { SurveySchema } from '../retention/index.ts';

/** What became of a survey's question to somebody (H44, H45). */
export const SURVEY_ANSWERS = ['AGREED', 'REFUSED', 'SILENT', 'WAITING', 'NOT_REACHED', 'LAPSED'] as const;
export type SurveyAnswer = (typeof SURVEY_ANSWERS)[number];

/** SQL over `erasure_plan p` that a survey gave. */
export const surveyAnswer: Sql<SurveyAnswer> = sql<SurveyAnswer>`
  case when p.state = 'KEPT' then 'AGREED'
    when p.requested_at is not null or p.state = 'CARRIED_OUT' and p.answered_at is not null then 'REFUSED'
    when p.state = 'CANCELLED' then 'LAPSED'
    when p.notice_problem is not null then 'NOT_REACHED'
    when p.state = 'CARRIED_OUT' and (p.closed_at at time zone 'Europe/Amsterdam')::date < p.due_on then 'LAPSED'
    when p.state = 'CARRIED_OUT' then 'SILENT'
    else 'WAITING' end`;

/** How many people were deleted since, by how they had answered (D3): no key leads from a count to a person. */
export const DeletedSurveyAnswerSchema = defineEntity({
  name: 'DeletedSurveyAnswer',
  tableName: 'deleted_survey_answer',
  uniques: [{ name: 'deleted_survey_answer_one', properties: ['surveyId', 'askedIn', 'answer'] }],
  properties: {
    id: p.uuid().primary(),
    surveyId: () => p.manyToOne(SurveySchema).mapToPk().fieldName('survey_id'),
    /** The first of the month in which they were asked. */
    askedIn: p.date(),
    answer: p.enum(SURVEY_ANSWERS),
    people: p.integer(),
  },
});
// prettier-ignore
export const deletedSurveyAnswerData = declareImpersonal(DeletedSurveyAnswerSchema, {
  id: 'TECHNICAL', surveyId: 'TECHNICAL', askedIn: 'MANAGEMENT', answer: 'MANAGEMENT', people: 'MANAGEMENT',
});

/**
 * Counts these people's answers; to be asked before their rows go. Who had not answered by his day was silent, and who is erased
 * before that day never came to answer.
 */
export const countDeletedSurveyAnswers = (
  em: EntityManager,
  candidateIds: readonly string[],
  today: LocalDate,
): Promise<unknown> =>
  rows(
    em,
    sql`insert into deleted_survey_answer (id, survey_id, asked_in, answer, people)
        select gen_random_uuid(), survey_id, asked_in, answer, count(*)
        from (select p.survey_id, date_trunc('month', p.planned_on)::date as asked_in,
                case when ${surveyAnswer} <> 'WAITING' then ${surveyAnswer} when p.due_on > ${today}::date then 'LAPSED' else 'SILENT' end as answer
              from erasure_plan p where p.candidate_id = any(${arrayOf(candidateIds)}::uuid[]) and p.survey_id is not null) asked
        group by 2, 3, 4
        on conflict (survey_id, asked_in, answer) do update set people = deleted_survey_answer.people + excluded.people`,
  );
