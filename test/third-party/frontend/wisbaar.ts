import { Client, fetchExchange, type CombinedError } from '@urql/core';
import { graphql, type ResultOf } from 'wisbaar-schema';

export const Candidates = graphql(`
  query CandidatesOfTheDesk($first: Int!) {
    apiClient {
      name
      permissions
    }
    candidates(first: $first) {
      totalCount
      nodes {
        id
        lastName
        town
        emailPrivate
      }
    }
  }
`);
export type Candidate = ResultOf<typeof Candidates>['candidates']['nodes'][number];

export const AddApplication = graphql(`
  mutation AddApplicationAtTheDesk($input: AddApplicationInput!) {
    addApplication(input: $input) {
      application {
        id
        status
      }
      userErrors {
        field
        message
        code
      }
    }
  }
`);

/** The API is on another site than this page: a key goes along, and never a cookie. */
export const connect = (api: string, key: string): Client =>
  new Client({
    url: `${api}/graphql`,
    preferGetMethod: false,
    exchanges: [fetchExchange],
    fetchOptions: { credentials: 'omit', headers: { authorization: `Bearer ${key}` } },
  });

/** Why a value is empty: the error that stands on its path, if one does. */
export const refusalAt = (
  error: CombinedError | undefined,
  ...path: readonly (string | number)[]
): string | undefined =>
  error?.graphQLErrors.find((one) => one.path?.join('.') === path.join('.'))?.extensions['code'] as string | undefined;

/** In words, why a whole request was refused. A key that does not work is a network error with a body that says so. */
export function failureOf(error: CombinedError): string {
  const code = error.graphQLErrors[0]?.extensions['code'];
  return typeof code === 'string' ? code : error.message;
}
