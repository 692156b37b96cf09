import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';
import { CandidateSchema } from '../candidates/index.ts';
import { VacancySchema } from '../vacancies/index.ts';
import { DeregistrationRuleSchema } from './deregistration-rule.entity.ts';

export const APPLICATION_TYPES = ['VACANCY', 'OPEN'] as const;
export const APPLICATION_STATUSES = [
  'NEW',
  'IN_PROCESS',
  'INTERVIEW',
  'OFFERED',
  'HIRED',
  'REJECTED',
  'WITHDRAWN',
  'CLOSED',
] as const;
export type ApplicationStatus = (typeof APPLICATION_STATUSES)[number];
/** Statuses in which an application runs (lopende inschrijving). */
export const RUNNING_STATUSES: readonly ApplicationStatus[] = ['NEW', 'IN_PROCESS', 'INTERVIEW', 'OFFERED'];

/** A registration (inschrijving): on a vacancy, or open. */
export const ApplicationSchema = defineEntity({
  name: 'Application',
  tableName: 'application',
  properties: {
    id: p.uuid().primary(),
    candidateId: () => p.manyToOne(CandidateSchema).mapToPk().fieldName('candidate_id').index(),
    vacancyId: () => p.manyToOne(VacancySchema).mapToPk().fieldName('vacancy_id').nullable().index(),
    type: p.enum(APPLICATION_TYPES),
    source: p.text().nullable(),
    externalAgency: p.text().nullable(),
    portfolioDate: p.date().nullable(),
    appliedOn: p.date(),

    desiredJob: p.text().nullable(),
    memo: p.text().nullable(),
    status: p.enum(APPLICATION_STATUSES).default('NEW'),
    /** The day on which the procedure ended; `null` while it runs. */
    deregisteredOn: p.date().nullable(),
    deregistrationRuleId: () =>
      p.manyToOne(DeregistrationRuleSchema).mapToPk().fieldName('deregistration_rule_id').nullable(),

    contractType: p.text().nullable(),
    contractLength: p.text().nullable(),
    salaryIndication: p.decimal('number').precision(12).scale(2).nullable(),
    currency: p.text().nullable(),
    grossNet: p.text().nullable(),
    salaryPeriod: p.text().nullable(),
    availableFrom: p.date().nullable(),
    travelsBy: p.text().nullable(),
    commuteMetres: p.integer().nullable(),
    freeFields: p.json<Record<string, string>>().nullable(),
  },
});
export type Application = InferEntity<typeof ApplicationSchema>;
