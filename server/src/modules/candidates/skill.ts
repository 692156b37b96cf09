import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';
import { declarePersonalData } from '../personal-data/index.ts';
import { CandidateSchema } from './candidate.entity.ts';
import { career, note, technical } from './rights-presets.ts';

export const SkillSchema = defineEntity({
  name: 'Skill',
  tableName: 'skill',
  properties: {
    id: p.uuid().primary(),
    candidateId: () => p.manyToOne(CandidateSchema).mapToPk().fieldName('candidate_id').index(),
    skill: p.text().nullable(),
    mark: p.decimal('number').precision(4).scale(1).nullable(),
    memo: p.text().nullable(),
  },
});
export type Skill = InferEntity<typeof SkillSchema>;

const skill = { ...career, group: 'skill' } as const;

/** C164–C166. */
// prettier-ignore
export const skillData = declarePersonalData(SkillSchema, { person: 'candidateId' }, {
  id:          { ...technical, nl: 'Id', en: 'Id' },
  candidateId: { ...technical, nl: 'Kandidaat', en: 'Candidate' },
  skill:       { ...skill, portal: 'CHANGE', ref: 'C164', nl: 'Capaciteit', en: 'Skill' },
  mark:        { ...skill, ref: 'C165', erase: 'CLEAR', nl: 'Cijfer', en: 'Mark' },
  memo:        { ...note, ref: 'C166', group: 'skill', nl: 'Memo', en: 'Memo' },
});
