import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';
import { CandidateSchema, figure, note, technical, WHO_PLACE_PEOPLE } from '../candidates/index.ts';
import { declarePersonalData, publishEnum } from '../personal-data/index.ts';
import { VacancySchema } from '../vacancies/index.ts';

export const OFFER_STATUSES = ['OPEN', 'ACCEPTED', 'REJECTED', 'WITHDRAWN'] as const;

publishEnum('OfferStatus', OFFER_STATUSES, 'Where an offer stands.', {
  OPEN: 'Made, and not answered (lopend).',
  ACCEPTED: 'Accepted (geaccepteerd).',
  REJECTED: 'Turned down.',
  WITHDRAWN: 'Taken back.',
});

/** A job that was offered to somebody (aanbieding, C28); it runs while it is open. */
export const OfferSchema = defineEntity({
  name: 'Offer',
  tableName: 'offer',
  indexes: [{ name: 'offer_candidate_status', properties: ['candidateId', 'status'] }],
  properties: {
    id: p.uuid().primary(),
    candidateId: () => p.manyToOne(CandidateSchema).mapToPk().fieldName('candidate_id'),
    vacancyId: () => p.manyToOne(VacancySchema).mapToPk().fieldName('vacancy_id').nullable().index(),
    offeredOn: p.date(),
    status: p.enum(OFFER_STATUSES).default('OPEN'),
    memo: p.text().nullable(),
  },
});
export type Offer = InferEntity<typeof OfferSchema>;

const offer = { ...figure, group: 'offer', change: WHO_PLACE_PEOPLE, ref: 'C28' } as const;

/** The row stays, for the figures (C2); what somebody wrote about it goes. */
// prettier-ignore
export const offerData = declarePersonalData(OfferSchema, { person: 'candidateId' }, {
  id:          { ...technical, nl: 'Id', en: 'Id' },
  candidateId: { ...technical, nl: 'Kandidaat', en: 'Candidate' },
  vacancyId:   { ...offer, api: 'vacancy', nl: 'Vacature', en: 'Vacancy' },
  offeredOn:   { ...offer, nl: 'Aangeboden op', en: 'Offered on' },
  status:      { ...offer, is: 'PROFESSIONAL', onAcceptance: 'SAME', nl: 'Status', en: 'Status' },
  memo:        { ...note, group: 'offer', nl: 'Memo', en: 'Memo' },
});
