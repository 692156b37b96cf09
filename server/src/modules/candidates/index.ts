export * from './candidate.entity.ts';
export * from './rights-presets.ts';
export { EducationSchema, type Education } from './education.ts';
export { WorkExperienceSchema, type WorkExperience } from './work-experience.ts';
export { CourseSchema, type Course } from './course.ts';
export { KnowledgeAreaSchema, type KnowledgeArea } from './knowledge-area.ts';
export { SkillSchema, type Skill } from './skill.ts';
export { WISH_LISTS } from './wishes.ts';
export * from './bsn.ts';
