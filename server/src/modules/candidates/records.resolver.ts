import type { EntitySchema } from '@mikro-orm/core';
import { Ctx, FieldResolver, Resolver, Root, type ClassType } from 'type-graphql';
import type { RequestContext } from '../permissions/index.ts';
import type { Candidate } from './candidate.entity.ts';
import { CandidateType } from './candidate.type.ts';
import { CourseSchema } from './course.ts';
import { EducationSchema } from './education.ts';
import { KnowledgeAreaSchema } from './knowledge-area.ts';
import { CourseType, EducationType, KnowledgeAreaType, SkillType, WorkExperienceType } from './records.type.ts';
import { SkillSchema } from './skill.ts';
import { WISH_LISTS } from './wishes.ts';
import { WorkExperienceSchema } from './work-experience.ts';

/** The candidate's small records: a list each, and for wishes a list of texts. */
@Resolver(() => CandidateType)
export class RecordsResolver {}

function addField(
  name: string,
  type: ClassType | StringConstructor,
  description: string,
  resolve: (candidate: Candidate, context: RequestContext) => Promise<unknown>,
): void {
  const { prototype } = RecordsResolver;
  const value = resolve;
  Object.defineProperty(prototype, name, { value, configurable: true });
  FieldResolver(() => [type], { nullable: true, description })(prototype, name, { value });
  Root()(prototype, name, 0);
  Ctx()(prototype, name, 1);
}

function addRecords(name: string, schema: EntitySchema, type: ClassType, description: string): void {
  addField(name, type, description, (candidate, context) => context.recordsOf(schema).load(candidate.id));
}

addRecords('educations', EducationSchema, EducationType, 'Educations (Opleiding).');
addRecords('workExperiences', WorkExperienceSchema, WorkExperienceType, 'Work experience (Werkervaring).');
addRecords('courses', CourseSchema, CourseType, 'Courses (Cursussen).');
addRecords('knowledgeAreas', KnowledgeAreaSchema, KnowledgeAreaType, 'Areas of knowledge (Kennisgebieden).');
addRecords('skills', SkillSchema, SkillType, 'Skills (Capaciteiten).');
for (const { field, schema, data } of WISH_LISTS) {
  const { en, nl, ref } = data.columns['value']!;
  addField(field, String, `${en} (${nl}, ${ref!}).`, async (candidate, context) => {
    const wishes = await context.recordsOf(schema as unknown as EntitySchema<{ value: string }>).load(candidate.id);
    return wishes.map((wish) => wish.value);
  });
}
