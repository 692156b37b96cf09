import { graphql } from 'wisbaar-schema';

export const DeregistrationRulesQuery = graphql(`
  query DeregistrationRules {
    deregistrationRules {
      id
      name
    }
  }
`);

export const AnonymiseCandidate = graphql(`
  mutation AnonymiseCandidate($input: AnonymiseCandidateInput!) {
    anonymiseCandidate(input: $input) {
      candidate {
        id
      }
      receipt {
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
