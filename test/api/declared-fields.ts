import { expect } from 'vitest';
import { graphql, type ResultOf } from 'wisbaar-schema';
import type { ApiClient, Answer } from '../kit/api-client.ts';

const DeclaredFields = graphql(`
  query DeclaredFieldsForTest {
    personalDataFields {
      type
      field
      canSee
      canChange
    }
  }
`);
export type DeclaredField = ResultOf<typeof DeclaredFields>['personalDataFields'][number];

export async function declaredFields(api: ApiClient): Promise<DeclaredField[]> {
  return (await api.ask(DeclaredFields, {})).personalDataFields;
}

/** Where the records of each declared type hang from a candidate. */
export const PLACE_OF: Readonly<Record<string, string>> = {
  Application: 'applications',
  Education: 'educations',
  WorkExperience: 'workExperiences',
  Course: 'courses',
  KnowledgeArea: 'knowledgeAreas',
  Skill: 'skills',
  Offer: 'offers',
  Hire: 'hires',
  TrajectoryRegistration: 'trajectoryRegistrations',
  TalentPoolMember: 'talentPoolMemberships',
  ContactEntry: 'contactEntries',
  Employee: 'employment',
  Document: 'documents',
  Payslip: 'payslips',
  Consent: 'consents',
  OutgoingMail: 'mails',
  ErasurePlan: 'erasurePlan',
};

/** Fields that are made up of others. */
const MADE_UP_OF: Readonly<Record<string, string>> = {
  'Payslip.lines': '{ description amountCents }',
  'Offer.vacancy': '{ id }',
  'Hire.application': '{ id }',
  'Hire.vacancy': '{ id }',
  'TalentPoolMember.talentPool': '{ id }',
  'TalentPoolMember.application': '{ id }',
};

/** Every declared field of one type, asked for on the first hundred candidates. */
export async function askAll(api: ApiClient, type: string, fields: readonly string[]): Promise<Answer> {
  const wanted = fields.map((field) => `${field} ${MADE_UP_OF[`${type}.${field}`] ?? ''}`).join(' ');
  const selection = type === 'Candidate' ? wanted : `${PLACE_OF[type]!} { ${wanted} }`;
  const answer = await api.send(`{ candidates(first: 100, orderBy: DUE_ASC) { nodes { ${selection} } } }`);
  expect(answer.data?.['candidates']).toBeTruthy();
  return answer;
}
