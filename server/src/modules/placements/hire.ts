import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';
import { ApplicationSchema } from '../applications/index.ts';
import { CandidateSchema, figure, technical, WHO_PLACE_PEOPLE } from '../candidates/index.ts';
import { declarePersonalData, publishEnum } from '../personal-data/index.ts';
import { VacancySchema } from '../vacancies/index.ts';

export const HIRE_STATUSES = ['DRAFT', 'SENT', 'CONFIRMED', 'CANCELLED'] as const;

publishEnum('HireStatus', HIRE_STATUSES, 'Where a hire stands.', {
  DRAFT: 'Being drawn up.',
  SENT: 'Sent (verzonden, C32).',
  CONFIRMED: 'Confirmed.',
  CANCELLED: 'Cancelled.',
});

/** Somebody who is taken on (aanname, C32): drawn up, sent, confirmed. */
export const HireSchema = defineEntity({
  name: 'Hire',
  tableName: 'hire',
  indexes: [{ name: 'hire_candidate_status', properties: ['candidateId', 'status'] }],
  properties: {
    id: p.uuid().primary(),
    candidateId: () => p.manyToOne(CandidateSchema).mapToPk().fieldName('candidate_id'),
    applicationId: () => p.manyToOne(ApplicationSchema).mapToPk().fieldName('application_id').nullable().index(),
    vacancyId: () => p.manyToOne(VacancySchema).mapToPk().fieldName('vacancy_id').nullable().index(),
    startsOn: p.date().nullable(),
    endsOn: p.date().nullable(),
    status: p.enum(HIRE_STATUSES).default('DRAFT'),
  },
});
export type Hire = InferEntity<typeof HireSchema>;

const hire = { ...figure, group: 'hire', change: WHO_PLACE_PEOPLE, ref: 'C32' } as const;

/**
 * The row and its first day stay, for the figures (C2). The last day goes, as that of any other job does (C148): no figure is
 * made of it, and the two together point at one person at a client.
 */
// prettier-ignore
export const hireData = declarePersonalData(HireSchema, { person: 'candidateId' }, {
  id:            { ...technical, nl: 'Id', en: 'Id' },
  candidateId:   { ...technical, nl: 'Kandidaat', en: 'Candidate' },
  applicationId: { ...hire, api: 'application', nl: 'Inschrijving', en: 'Application' },
  vacancyId:     { ...hire, api: 'vacancy', nl: 'Vacature', en: 'Vacancy' },
  startsOn:      { ...hire, nl: 'Begint op', en: 'Starts on' },
  endsOn:        { ...hire, is: 'PROFESSIONAL', erase: 'CLEAR', nl: 'Eindigt op', en: 'Ends on' },
  status:        { ...hire, is: 'PROFESSIONAL', onAcceptance: 'SAME', nl: 'Status', en: 'Status' },
});
