import { graphql, type ResultOf } from 'wisbaar-schema';

export const ReceiptsQuery = graphql(`
  query ErasureReceipts($first: Int, $after: String, $last: Int, $before: String, $filter: ErasureReceiptFilter) {
    erasureReceipts(first: $first, after: $after, last: $last, before: $before, filter: $filter) {
      totalCount
      nodes {
        id
        candidateId
        reference
        erasedAt
        way
        ending
        plus
        memo
        filesRemoved
        agency {
          id
          name
        }
        counts {
          table
          rows
          method
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

export type ReceiptRow = ResultOf<typeof ReceiptsQuery>['erasureReceipts']['nodes'][number];
