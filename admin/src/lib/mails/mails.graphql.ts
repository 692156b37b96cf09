import { graphql, type ResultOf } from 'wisbaar-schema';

export const MailsQuery = graphql(`
  query OutgoingMails($first: Int, $after: String, $last: Int, $before: String, $filter: OutgoingMailFilter) {
    outgoingMails(first: $first, after: $after, last: $last, before: $before, filter: $filter) {
      totalCount
      nodes {
        id
        kind
        to
        subject
        state
        queuedAt
        sentAt
        attempts
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

export type MailRow = ResultOf<typeof MailsQuery>['outgoingMails']['nodes'][number];

export const MailQuery = graphql(`
  query OutgoingMail($id: ID!) {
    node(id: $id) {
      __typename
      ... on OutgoingMail {
        id
        to
        subject
        text
        state
        queuedAt
        sentAt
        attempts
        problem
      }
    }
  }
`);
