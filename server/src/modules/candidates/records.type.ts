import { Field, ID, ObjectType } from 'type-graphql';
import { publishFields } from '../personal-data/index.ts';
import { courseData } from './course.ts';
import { educationData } from './education.ts';
import { knowledgeAreaData } from './knowledge-area.ts';
import { skillData } from './skill.ts';
import { workExperienceData } from './work-experience.ts';

@ObjectType('Education', { description: 'An education (opleiding).' })
export class EducationType {
  @Field(() => ID, { description: 'Opaque.' })
  readonly id!: string;
}
publishFields(EducationType, educationData);

@ObjectType('WorkExperience', { description: 'A job that somebody had (werkervaring), with who can speak about it.' })
export class WorkExperienceType {
  @Field(() => ID, { description: 'Opaque.' })
  readonly id!: string;
}
publishFields(WorkExperienceType, workExperienceData);

@ObjectType('Course', { description: 'A course that somebody took (cursus).' })
export class CourseType {
  @Field(() => ID, { description: 'Opaque.' })
  readonly id!: string;
}
publishFields(CourseType, courseData);

@ObjectType('KnowledgeArea', { description: 'An area of knowledge (kennisgebied).' })
export class KnowledgeAreaType {
  @Field(() => ID, { description: 'Opaque.' })
  readonly id!: string;
}
publishFields(KnowledgeAreaType, knowledgeAreaData);

@ObjectType('Skill', { description: 'A skill (capaciteit).' })
export class SkillType {
  @Field(() => ID, { description: 'Opaque.' })
  readonly id!: string;
}
publishFields(SkillType, skillData);
