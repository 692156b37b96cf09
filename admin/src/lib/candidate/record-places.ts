import { m } from '#messages';
import { linkText } from '#lib/records/link-text.ts';
import { formatDay } from '#lib/format/dates.ts';
import type { DeclaredField } from '#lib/session/declarations.svelte.ts';
import type { CandidateData } from './candidate.graphql.ts';
import { choiceOf } from './choices.ts';
import { kindOf } from './field-kind.ts';

/** A kind of record of a person: where it is in his file, and as what it is declared. */
export interface RecordPlace {
  readonly title: () => string;
  readonly from: keyof CandidateData;
  readonly type: string;
  /** A person has one at the most. */
  readonly one?: true;
  readonly newestFirst?: true;
}

/** What stands under a tab: another kind of record is another line. */
export const recordPlaces = {
  career: [
    { title: m.group_work_experience, from: 'workExperiences', type: 'WorkExperience' },
    { title: m.group_education, from: 'educations', type: 'Education' },
    { title: m.group_course, from: 'courses', type: 'Course' },
    { title: m.group_knowledge_area, from: 'knowledgeAreas', type: 'KnowledgeArea' },
    { title: m.group_skill, from: 'skills', type: 'Skill' },
  ],
  placements: [
    { title: m.group_offer, from: 'offers', type: 'Offer', newestFirst: true },
    { title: m.group_hire, from: 'hires', type: 'Hire', newestFirst: true },
    { title: m.group_trajectory, from: 'trajectoryRegistrations', type: 'TrajectoryRegistration', newestFirst: true },
    { title: m.group_employee, from: 'employment', type: 'Employee', one: true },
  ],
  contacts: [
    { title: m.group_contact_entry, from: 'contactEntries', type: 'ContactEntry', newestFirst: true },
    { title: m.group_talent_pool, from: 'talentPoolMemberships', type: 'TalentPoolMember' },
  ],
} as const satisfies Record<string, readonly RecordPlace[]>;

/** By what a record is known among the others: the first of its fields that says something, and its day. */
export function titleOfRecord(fields: readonly DeclaredField[], record: object): string {
  const values = record as Record<string, unknown>;
  const filled = fields.filter((field) => values[field.field] != null && values[field.field] !== '');
  const word = filled.find((field) => ['line', 'link'].includes(kindOf(field)));
  const choice = filled.find((field) => kindOf(field) === 'choice');
  const day = filled.find((field) => kindOf(field) === 'day');
  const name = word
    ? kindOf(word) === 'link'
      ? linkText(values[word.field])
      : (values[word.field] as string)
    : choice && choiceOf(choice).label(values[choice.field] as string);
  return [name, day && formatDay(values[day.field] as string)].filter(Boolean).join(' · ');
}
