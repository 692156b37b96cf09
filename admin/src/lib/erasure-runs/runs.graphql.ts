import { graphql, type ResultOf } from 'wisbaar-schema';

export const RunsQuery = graphql(`
  query ErasureRuns($first: Int, $after: String, $last: Int, $before: String) {
    erasureRuns(first: $first, after: $after, last: $last, before: $before) {
      totalCount
      nodes {
        id
        trigger
        state
        startedAt
        finishedAt
        cancelRequestedAt
        people
        waiting
        erased
        skipped
        failed
        problem
        agency {
          id
          name
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
export type Run = ResultOf<typeof RunsQuery>['erasureRuns']['nodes'][number];

export const RunPeopleQuery = graphql(`
  query ErasureRunPeople($id: ID!, $state: ErasureRunOutcome!, $after: String) {
    node(id: $id) {
      ... on ErasureRun {
        id
        outcomes(first: 50, after: $after, filter: { state: $state }) {
          totalCount
          nodes {
            reason
            candidate {
              id
              displayName
            }
          }
          pageInfo {
            hasNextPage
            endCursor
          }
        }
      }
    }
  }
`);

export const RunIdentifiabilityQuery = graphql(`
  query ErasureRunIdentifiability($id: ID!) {
    node(id: $id) {
      ... on ErasureRun {
        id
        identifiabilityBefore {
          plus
          people
          pseudonymised
          small {
            size
            groups
          }
        }
        identifiabilityAfter {
          plus
          people
          pseudonymised
          small {
            size
            groups
          }
        }
      }
    }
  }
`);

export const DueIdentifiabilityQuery = graphql(`
  query IdentifiabilityOfDue($agencyId: ID!) {
    identifiabilityOfDue(agencyId: $agencyId) {
      plus
      people
      pseudonymised
      small {
        size
        groups
      }
    }
  }
`);

export const DueQuery = graphql(`
  query DueInAgency($agencyId: ID!) {
    erasurePlans(first: 1, filter: { agencyId: $agencyId, state: PLANNED, dueWithinDays: 0 }) {
      totalCount
    }
  }
`);

export const RunAgenciesQuery = graphql(`
  query RunAgencies {
    agencies {
      id
      name
    }
  }
`);

export const StartRun = graphql(`
  mutation StartErasureRun($input: StartErasureRunInput!) {
    outcome: startErasureRun(input: $input) {
      userErrors {
        field
        message
        code
      }
    }
  }
`);

export const CancelRun = graphql(`
  mutation CancelErasureRun($input: SteerErasureRunInput!) {
    outcome: cancelErasureRun(input: $input) {
      userErrors {
        field
        message
        code
      }
    }
  }
`);

export const RetryRun = graphql(`
  mutation RetryErasureRun($input: SteerErasureRunInput!) {
    outcome: retryErasureRun(input: $input) {
      userErrors {
        field
        message
        code
      }
    }
  }
`);
