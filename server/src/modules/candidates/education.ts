import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';
import { declarePersonalData } from '../personal-data/index.ts';
import { CandidateSchema } from './candidate.entity.ts';
import { career, note, technical } from './rights-presets.ts';

export const EducationSchema = defineEntity({
  name: 'Education',
  tableName: 'education',
  properties: {
    id: p.uuid().primary(),
    candidateId: () => p.manyToOne(CandidateSchema).mapToPk().fieldName('candidate_id').index(),
    level: p.text().nullable(),
    study: p.text().nullable(),
    institute: p.text().nullable(),
    from: p.date().nullable(),
    to: p.date().nullable(),
    diploma: p.boolean().nullable(),
    memo: p.text().nullable(),
  },
});
export type Education = InferEntity<typeof EducationSchema>;

const education = {
  ...career,
  is: 'QUASI_IDENTIFYING',
  group: 'education',
  portal: 'CHANGE',
  erase: 'KEEP',
  plus: 'DELETE_ROW',
} as const;

/** Anonymising overwrites the memo (C135); Plus deletes the rows (C178). */
// prettier-ignore
export const educationData = declarePersonalData(EducationSchema, { person: 'candidateId', rowsPlus: 'DELETE' }, {
  id:          { ...technical, plus: 'DELETE_ROW', nl: 'Id', en: 'Id' },
  candidateId: { ...technical, plus: 'DELETE_ROW', nl: 'Kandidaat', en: 'Candidate' },
  level:       { ...education, nl: 'Niveau', en: 'Level' },
  study:       { ...education, nl: 'Opleiding', en: 'Study' },
  institute:   { ...education, nl: 'Onderwijsinstelling', en: 'Institute' },
  from:        { ...education, nl: 'Van', en: 'From' },
  to:          { ...education, nl: 'Tot', en: 'To' },
  diploma:     { ...education, nl: 'Diploma behaald', en: 'Diploma obtained' },
  memo:        { ...note, group: 'education', ref: 'C135', plus: 'DELETE_ROW', nl: 'Memo', en: 'Memo' },
});
