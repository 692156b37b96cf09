import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';
import { CandidateSchema, figure, RETENTION_BASES, technical, WHO_MEET_PEOPLE } from '../candidates/index.ts';
import { SurveySchema } from '../retention/index.ts';
import { RuleSetSchema } from '../selection-rules/index.ts';
import { computed, declarePersonalData, ERASURE_PARAMETERS } from '../personal-data/index.ts';

/** On what a plan rests: a term that ends, rules that select the person (C17), or an employee who chose him. */
export const PLAN_BASES = [...RETENTION_BASES, 'RULES', 'STAFF'] as const;
export type PlanBasis = (typeof PLAN_BASES)[number];
export const PLAN_STATES = ['PLANNED', 'KEPT', 'CARRIED_OUT', 'CANCELLED'] as const;

/** One person's planned end: due when, why, which notices went out and what was answered. At most one is open per person. */
export const ErasurePlanSchema = defineEntity({
  name: 'ErasurePlan',
  tableName: 'erasure_plan',
  indexes: [
    { name: 'erasure_plan_due', properties: ['state', 'dueOn', 'id'] },
    {
      name: 'erasure_plan_one_open',
      properties: ['candidateId'],
      expression: `create unique index "erasure_plan_one_open" on "erasure_plan" ("candidate_id") where "state" = 'PLANNED'`,
    },
  ],
  properties: {
    id: p.uuid().primary(),
    candidateId: () => p.manyToOne(CandidateSchema).mapToPk().fieldName('candidate_id').index(),
    state: p.enum(PLAN_STATES).default('PLANNED'),
    plannedOn: p.date(),
    /** The day of anonymisation (C71): the end of the term, and not before the notice's days have passed (C70). */
    dueOn: p.date(),
    basis: p.enum(PLAN_BASES),
    /** Of a plan by rules: the set, and which of its rules decided; COMBINATION is the configurable ones together (B3). */
    ruleSetId: () => p.manyToOne(RuleSetSchema).mapToPk().fieldName('rule_set_id').nullable(),
    decidedBy: p.text().nullable(),
    /** Of a plan that a survey gave (H43): whose mails he gets. */
    surveyId: () => p.manyToOne(SurveySchema).mapToPk().fieldName('survey_id').nullable().index(),
    firstNoticeAt: p.datetime(3).nullable(),
    noticeProblem: p.text().nullable(),
    /** When he asked to be made anonymous while a hold stood in the way (D7): it is done as soon as none does. */
    requestedAt: p.datetime(3).nullable(),
    answeredAt: p.datetime(3).nullable(),
    /** The date that "keep" gave (C77). */
    keptUntil: p.date().nullable(),
    closedAt: p.datetime(3).nullable(),
  },
});
export type ErasurePlan = InferEntity<typeof ErasurePlanSchema>;

const carriedOut = computed((column) => `case when ${column} = 'PLANNED' then 'CARRIED_OUT' else ${column} end`);
const answeredByCandidate = computed(
  (column) =>
    `case when state = 'PLANNED' and ${ERASURE_PARAMETERS.way} = 'CANDIDATE' then ${ERASURE_PARAMETERS.erasedAt} else ${column} end`,
);
const fact = { ...figure, group: 'erasure' } as const;

// prettier-ignore
export const erasurePlanData = declarePersonalData(ErasurePlanSchema, { person: 'candidateId' }, {
  id:            { ...technical, nl: 'Id', en: 'Id' },
  candidateId:   { ...technical, nl: 'Kandidaat', en: 'Candidate' },
  state:         { ...fact, erase: carriedOut, nl: 'Toestand', en: 'State' },
  plannedOn:     { ...fact, nl: 'Gepland op', en: 'Planned on' },
  dueOn:         { ...fact, ref: 'C71', nl: 'Anonimiseringsdatum', en: 'Due on' },
  basis:         { ...fact, see: WHO_MEET_PEOPLE, nl: 'Grond', en: 'Basis' },
  ruleSetId:     { ...technical, is: 'MANAGEMENT', nl: 'Set regels', en: 'Rule set' },
  decidedBy:     { ...fact, see: WHO_MEET_PEOPLE, ref: 'C21', nl: 'Beslissende regel', en: 'Deciding rule' },
  surveyId:      { ...technical, is: 'MANAGEMENT', nl: 'Survey', en: 'Survey' },
  firstNoticeAt: { ...fact, ref: 'C66', nl: 'Eerste contactmoment', en: 'First contact moment' },
  noticeProblem: { ...fact, nl: 'Probleem met het bericht', en: 'Problem with the notice' },
  requestedAt:   { ...fact, ref: 'C62', nl: 'Gevraagd door kandidaat op', en: 'Asked for by the candidate at' },
  answeredAt:    { ...fact, erase: answeredByCandidate, nl: 'Beantwoord op', en: 'Answered at' },
  keptUntil:     { ...fact, ref: 'C77', nl: 'Bewaard tot', en: 'Kept until' },
  closedAt:      { ...fact, erase: computed((column) => `coalesce(${column}, ${ERASURE_PARAMETERS.erasedAt})`), nl: 'Afgesloten op', en: 'Closed at' },
});
