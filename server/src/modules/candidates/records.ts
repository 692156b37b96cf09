import { courseData } from './course.ts';
import { educationData } from './education.ts';
import { knowledgeAreaData } from './knowledge-area.ts';
import type { PersonRecordKind } from './person-record.ts';
import { personRecords } from './person-records.ts';
import { skillData } from './skill.ts';
import { workExperienceData } from './work-experience.ts';

/** What somebody can do, and did: a line per kind of record (C135–C166). */
// prettier-ignore
export const CAREER_KINDS: readonly PersonRecordKind[] = [
  { declaration: educationData, field: 'educations', fieldDescription: 'Educations (Opleiding).', description: 'An education (opleiding).', period: ['from', 'to'] },
  { declaration: workExperienceData, field: 'workExperiences', fieldDescription: 'Work experience (Werkervaring).', description: 'A job that somebody had (werkervaring), with who can speak about it.', period: ['from', 'to'] },
  { declaration: courseData, field: 'courses', fieldDescription: 'Courses (Cursussen).', description: 'A course that somebody took (cursus).', period: ['from', 'to'] },
  { declaration: knowledgeAreaData, field: 'knowledgeAreas', fieldDescription: 'Areas of knowledge (Kennisgebieden).', description: 'An area of knowledge (kennisgebied).' },
  { declaration: skillData, field: 'skills', fieldDescription: 'Skills (Capaciteiten).', description: 'A skill (capaciteit).' },
];
export const careerRecords = personRecords(CAREER_KINDS);
