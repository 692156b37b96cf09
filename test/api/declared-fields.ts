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
  Document: 'documents',
  Consent: 'consents',
  OutgoingMail: 'mails',
  ErasurePlan: 'erasurePlan',
};

/** Every declared field of one type, asked for on the first hundred candidates. */
export async function askAll(api: ApiClient, type: string, fields: readonly string[]): Promise<Answer> {
  const selection = type === 'Candidate' ? fields.join(' ') : `${PLACE_OF[type]!} { ${fields.join(' ')} }`;
  const answer = await api.send(`{ candidates(first: 100, orderBy: DUE_ASC) { nodes { ${selection} } } }`);
  expect(answer.data?.['candidates']).toBeTruthy();
  return answer;
}
