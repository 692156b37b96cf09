import { graphql } from 'wisbaar-schema';

export const GiveConsent = graphql(`
  mutation GiveConsent($input: ConsentInput!) {
    done: giveConsent(input: $input) {
      candidate {
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

export const WithdrawConsent = graphql(`
  mutation WithdrawConsent($input: ConsentInput!) {
    done: withdrawConsent(input: $input) {
      candidate {
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
