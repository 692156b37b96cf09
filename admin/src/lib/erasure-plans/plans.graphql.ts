import { graphql, type ResultOf } from 'wisbaar-schema';

export const PlansQuery = graphql(`
  query ErasurePlans($first: Int, $after: String, $last: Int, $before: String, $filter: ErasurePlanFilter) {
    erasurePlans(first: $first, after: $after, last: $last, before: $before, filter: $filter) {
      totalCount
      nodes {
        id
        dueOn
        state
        basis
        automatic
        ending
        firstNoticeAt
        answeredAt
        noticeProblem
        candidate {
          id
          displayName
          agency {
            id
            name
          }
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

export type PlanRow = ResultOf<typeof PlansQuery>['erasurePlans']['nodes'][number];

export const CarryOutPlans = graphql(`
  mutation CarryOutErasurePlans($input: CarryOutErasurePlansInput!) {
    carryOutErasurePlans(input: $input) {
      erased
      skipped {
        planId
        code
        message
      }
      userErrors {
        field
        message
        code
      }
    }
  }
`);

export type Outcome = ResultOf<typeof CarryOutPlans>['carryOutErasurePlans'];
