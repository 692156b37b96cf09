import { graphql } from 'wisbaar-schema';

export const Ask = graphql(`
  query AskFromTest($token: String!) {
    erasureQuestion(token: $token) {
      state
      agencyName
      agencyEmail
      plannedOn
      keepUntil
      held {
        key
      }
    }
  }
`);

export const Keep = graphql(`
  mutation KeepFromTest($token: String!) {
    keepMyData(input: { token: $token }) {
      question {
        state
      }
      userErrors {
        code
      }
    }
  }
`);

export const Anonymise = graphql(`
  mutation AnonymiseFromTest($token: String!) {
    anonymiseMyData(input: { token: $token }) {
      question {
        state
      }
      userErrors {
        code
      }
    }
  }
`);
