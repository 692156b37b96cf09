import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';
import { declarePersonalData } from '../personal-data/index.ts';
import { CandidateSchema } from './candidate.entity.ts';
import { career, technical } from './rights-presets.ts';

export const CourseSchema = defineEntity({
  name: 'Course',
  tableName: 'course',
  properties: {
    id: p.uuid().primary(),
    candidateId: () => p.manyToOne(CandidateSchema).mapToPk().fieldName('candidate_id').index(),
    course: p.text().nullable(),
    institute: p.text().nullable(),
    from: p.date().nullable(),
    to: p.date().nullable(),
    certificateObtained: p.boolean().nullable(),
  },
});
export type Course = InferEntity<typeof CourseSchema>;

const course = { ...career, group: 'course', portal: 'CHANGE' } as const;

/** C156–C160. */
// prettier-ignore
export const courseData = declarePersonalData(CourseSchema, { person: 'candidateId' }, {
  id:                  { ...technical, nl: 'Id', en: 'Id' },
  candidateId:         { ...technical, nl: 'Kandidaat', en: 'Candidate' },
  course:              { ...course, ref: 'C156', nl: 'Gevolgde cursus', en: 'Course' },
  institute:           { ...course, ref: 'C157', nl: 'Instituut', en: 'Institute' },
  from:                { ...course, ref: 'C158', erase: 'CLEAR', nl: 'Van', en: 'From' },
  to:                  { ...course, ref: 'C159', erase: 'CLEAR', nl: 'Tot', en: 'To' },
  certificateObtained: { ...course, ref: 'C160', erase: 'CLEAR', nl: 'Certificaat behaald', en: 'Certificate obtained' },
});
