import { graphql, type ResultOf } from 'wisbaar-schema';

export const HandOversQuery = graphql(`
  query HandOvers($first: Int, $after: String, $last: Int, $before: String, $filter: HandOverFilter) {
    handOvers(first: $first, after: $after, last: $last, before: $before, filter: $filter) {
      totalCount
      nodes {
        id
        kind
        state
        attempts
        queuedAt
        nextAttemptAt
        doneAt
        problem
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

export type HandOverRow = ResultOf<typeof HandOversQuery>['handOvers']['nodes'][number];

export const BackOfficesQuery = graphql(`
  query BackOffices {
    agencies {
      id
      name
      backOffice {
        name
        url
        active
        changedAt
        oldSecretUntil
      }
    }
  }
`);

export type AgencyBackOffice = ResultOf<typeof BackOfficesQuery>['agencies'][number];

export const SaveBackOffice = graphql(`
  mutation SaveBackOffice($input: SaveBackOfficeInput!) {
    saveBackOffice(input: $input) {
      secret
      userErrors {
        field
        message
        code
      }
    }
  }
`);

export const RetryHandOver = graphql(`
  mutation RetryHandOver($input: RetryHandOverInput!) {
    retryHandOver(input: $input) {
      handOver {
        id
        state
        attempts
        nextAttemptAt
      }
      userErrors {
        field
        message
        code
      }
    }
  }
`);

/** Only whoever may approve somebody asks where he would go. */
export const ApproveCandidate = graphql(`
  mutation ApproveCandidate($input: ApproveCandidateInput!) {
    approveCandidate(input: $input) {
      candidate {
        id
        approvedOn
      }
      userErrors {
        field
        message
        code
      }
    }
  }
`);
