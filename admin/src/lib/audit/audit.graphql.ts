import { graphql, type ResultOf } from 'wisbaar-schema';

export const AuditEntriesQuery = graphql(`
  query AuditEntries($first: Int, $after: String, $last: Int, $before: String, $filter: AuditEntryFilter) {
    auditEntries(first: $first, after: $after, last: $last, before: $before, filter: $filter) {
      totalCount
      nodes {
        id
        seq
        at
        action
        labelNl
        labelEn
        actor {
          kind
          id
          name
          labelNl
          labelEn
        }
        subjectType
        subjectId
        subjectName
        candidate {
          id
          displayName
        }
        agency {
          id
          name
        }
        facts {
          key
          labelNl
          labelEn
          value
          hidden
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

export type AuditRow = ResultOf<typeof AuditEntriesQuery>['auditEntries']['nodes'][number];
export type AuditFact = AuditRow['facts'][number];

/** What a list can be narrowed to. */
export const AuditChoicesQuery = graphql(`
  query AuditChoices {
    auditActions {
      action
      labelNl
      labelEn
    }
    auditActors {
      id
      name
    }
  }
`);

export const AuditTrailQuery = graphql(`
  query AuditTrail {
    auditTrail {
      head
      checkedAt
      checkedEntries
      problem
      problemAt
    }
  }
`);

export const AuditPersonQuery = graphql(`
  query AuditPerson($id: ID!) {
    node(id: $id) {
      __typename
      ... on Candidate {
        id
        displayName
      }
    }
  }
`);

export const ExportAuditEntries = graphql(`
  mutation ExportAuditEntries($input: ExportAuditEntriesInput!) {
    exportAuditEntries(input: $input) {
      csv
      entries
      userErrors {
        field
        message
        code
      }
    }
  }
`);
