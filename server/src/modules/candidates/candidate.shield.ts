import type { ShieldRules } from '../../platform/graphql/index.ts';
import { can, canSee, canSeeAnyOf, isStaff, shieldOf } from '../permissions/index.ts';
import { candidateData } from './candidate.personal-data.ts';
import { courseData } from './course.ts';
import { educationData } from './education.ts';
import { knowledgeAreaData } from './knowledge-area.ts';
import { skillData } from './skill.ts';
import { WISH_LISTS } from './wishes.ts';
import { workExperienceData } from './work-experience.ts';

const columns = shieldOf(
  candidateData,
  ...WISH_LISTS.map((list) => list.data),
  educationData,
  workExperienceData,
  courseData,
  knowledgeAreaData,
  skillData,
);
const record = (type: string) => ({ ...columns[type], id: isStaff });

export const candidateShield: ShieldRules = {
  Query: { candidates: can('candidate:read') },
  Mutation: { updateCandidate: can('candidate:update') },
  Candidate: {
    ...columns['Candidate'],
    id: isStaff,
    displayName: canSee('Candidate.lastName'),
    agency: isStaff,
    retention: isStaff,
    educations: canSeeAnyOf('Education'),
    workExperiences: canSeeAnyOf('WorkExperience'),
    courses: canSeeAnyOf('Course'),
    knowledgeAreas: canSeeAnyOf('KnowledgeArea'),
    skills: canSeeAnyOf('Skill'),
  },
  Education: record('Education'),
  WorkExperience: record('WorkExperience'),
  Course: record('Course'),
  KnowledgeArea: record('KnowledgeArea'),
  Skill: record('Skill'),
  // Its basis says whether somebody consented.
  Retention: {
    until: isStaff,
    basis: canSee('Consent.purpose'),
    startedOn: isStaff,
    termDays: isStaff,
    daysLeft: isStaff,
    extendedUntil: isStaff,
  },
  CandidateConnection: isStaff,
  CandidateEdge: isStaff,
  UpdateCandidatePayload: isStaff,
};
