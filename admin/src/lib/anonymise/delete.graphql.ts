import { graphql, type ResultOf } from 'wisbaar-schema';

export const DeleteCandidate = graphql(`
  mutation DeleteCandidate($input: DeleteCandidateInput!) {
    deleteCandidate(input: $input) {
      receipt {
        id
        erasedAt
        way
        ending
        plus
        memo
        filesRemoved
        reference
        counts {
          table
          rows
          method
        }
      }
      userErrors {
        field
        message
        code
      }
    }
  }
`);

export type DeletionReceipt = NonNullable<ResultOf<typeof DeleteCandidate>['deleteCandidate']['receipt']>;
