import type { ModuleManifest } from '../module-manifest.ts';
import { candidateData } from './candidate.personal-data.ts';
import { courseData } from './course.ts';
import { educationData } from './education.ts';
import { knowledgeAreaData } from './knowledge-area.ts';
import { skillData } from './skill.ts';
import { WISH_LISTS } from './wishes.ts';
import { workExperienceData } from './work-experience.ts';

export const candidatesModule: ModuleManifest = {
  declarations: [
    candidateData,
    educationData,
    workExperienceData,
    courseData,
    knowledgeAreaData,
    skillData,
    ...WISH_LISTS.map((list) => list.data),
  ],
};
