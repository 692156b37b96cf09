import { graphql } from 'wisbaar-schema';

export const RevealBsn = graphql(`
  mutation RevealBsn($input: RevealBsnInput!) {
    revealBsn(input: $input) {
      bsn
      userErrors {
        field
        message
        code
      }
    }
  }
`);

export const FindCandidateByBsn = graphql(`
  mutation FindCandidateByBsn($input: FindCandidateByBsnInput!) {
    findCandidateByBsn(input: $input) {
      candidates {
        id
        displayName
        birthDate
        agency {
          name
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
