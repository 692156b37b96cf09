import { graphql, type FragmentOf } from 'wisbaar-schema';

export const CandidateRow = graphql(`
  fragment CandidateRow on Candidate @_unmask {
    id
    displayName
    town
    registeredOn
    registrationKind
    approvedOn
    active
    anonymisedAt
    agency {
      id
      name
    }
    retention {
      until
      basis
      daysLeft
    }
    erasurePlan {
      id
      state
      dueOn
    }
  }
`);

export type CandidateRowData = FragmentOf<typeof CandidateRow>;

export const CandidatesQuery = graphql(
  `
    query Candidates(
      $first: Int
      $after: String
      $last: Int
      $before: String
      $filter: CandidateFilter
      $orderBy: CandidateOrder
    ) {
      candidates(first: $first, after: $after, last: $last, before: $before, filter: $filter, orderBy: $orderBy) {
        totalCount
        nodes {
          ...CandidateRow
        }
        pageInfo {
          hasNextPage
          hasPreviousPage
          startCursor
          endCursor
        }
      }
    }
  `,
  [CandidateRow],
);

export const ExportCandidates = graphql(`
  mutation ExportCandidates($input: ExportCandidatesInput!) {
    exportCandidates(input: $input) {
      csv
      candidates
      userErrors {
        field
        message
        code
      }
    }
  }
`);
