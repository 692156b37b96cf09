import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';
import { declarePersonalData } from '../personal-data/index.ts';
import { CandidateSchema } from './candidate.entity.ts';
import { career, note, technical } from './rights-presets.ts';

export const KnowledgeAreaSchema = defineEntity({
  name: 'KnowledgeArea',
  tableName: 'knowledge_area',
  properties: {
    id: p.uuid().primary(),
    candidateId: () => p.manyToOne(CandidateSchema).mapToPk().fieldName('candidate_id').index(),
    area: p.text().nullable(),
    mark: p.decimal('number').precision(4).scale(1).nullable(),
    memo: p.text().nullable(),
  },
});
export type KnowledgeArea = InferEntity<typeof KnowledgeAreaSchema>;

const knowledge = { ...career, group: 'knowledgeArea' } as const;

/** C161–C163. */
// prettier-ignore
export const knowledgeAreaData = declarePersonalData(KnowledgeAreaSchema, { person: 'candidateId' }, {
  id:          { ...technical, nl: 'Id', en: 'Id' },
  candidateId: { ...technical, nl: 'Kandidaat', en: 'Candidate' },
  area:        { ...knowledge, portal: 'CHANGE', ref: 'C161', nl: 'Kennisgebied', en: 'Knowledge area' },
  mark:        { ...knowledge, ref: 'C162', erase: 'CLEAR', nl: 'Cijfer', en: 'Mark' },
  memo:        { ...note, ref: 'C163', group: 'knowledgeArea', nl: 'Memo', en: 'Memo' },
});
