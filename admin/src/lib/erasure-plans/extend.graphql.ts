import { graphql } from 'wisbaar-schema';

export const ExtendRetention = graphql(`
  mutation ExtendRetention($input: ExtendRetentionInput!) {
    extendRetention(input: $input) {
      extended
      skipped {
        candidateId
        code
      }
      userErrors {
        field
        message
        code
      }
    }
  }
`);
