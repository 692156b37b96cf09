import { graphql, type ResultOf } from 'wisbaar-schema';

export const RequestsQuery = graphql(`
  query DataRequests($first: Int, $after: String, $last: Int, $before: String, $filter: DataRequestFilter) {
    dataRequests(first: $first, after: $after, last: $last, before: $before, filter: $filter) {
      totalCount
      nodes {
        id
        kind
        channel
        state
        receivedOn
        dueOn
        extendedAt
        refusedBecause
        answeredAt
        templates {
          answer
          subject
          text
        }
        candidate {
          id
          displayName
        }
      }
      pageInfo {
        hasNextPage
        hasPreviousPage
        startCursor
        endCursor
      }
    }
  }
`);

export type RequestRow = ResultOf<typeof RequestsQuery>['dataRequests']['nodes'][number];

export const RegisterRequest = graphql(`
  mutation RegisterDataRequest($input: RegisterDataRequestInput!) {
    registerDataRequest(input: $input) {
      dataRequest {
        id
      }
      userErrors {
        field
        message
        code
      }
    }
  }
`);

export const ExtendRequest = graphql(`
  mutation ExtendDataRequest($input: ExtendDataRequestInput!) {
    extendDataRequest(input: $input) {
      dataRequest {
        id
        dueOn
        extendedAt
      }
      userErrors {
        field
        message
        code
      }
    }
  }
`);

export const AnswerRequest = graphql(`
  mutation AnswerDataRequest($input: AnswerDataRequestInput!) {
    answerDataRequest(input: $input) {
      dataRequest {
        id
        state
        answeredAt
      }
      userErrors {
        field
        message
        code
      }
    }
  }
`);
