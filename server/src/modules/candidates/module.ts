import type { ModuleManifest } from '../module-manifest.ts';
import { candidateData } from './candidate.personal-data.ts';
import { findVisibleCandidate } from './candidate.repository.ts';
import { CandidateResolver } from './candidate.resolver.ts';
import { candidateShield } from './candidate.shield.ts';
import { courseData } from './course.ts';
import { educationData } from './education.ts';
import { knowledgeAreaData } from './knowledge-area.ts';
import { RecordsResolver } from './records.resolver.ts';
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
  resolvers: [CandidateResolver, RecordsResolver],
  nodes: { Candidate: findVisibleCandidate },
  shield: candidateShield,
};
