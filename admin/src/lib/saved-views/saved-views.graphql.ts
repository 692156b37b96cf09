import { graphql, type FragmentOf } from 'wisbaar-schema';

export const SavedViewFields = graphql(`
  fragment SavedViewFields on SavedView @_unmask {
    id
    name
    orderBy
    mayChange
    sharedWith {
      id
      name
    }
    filter {
      agencyId
      daysUntilDue
      state
      registrationKind
      talentPoolId
      hasConsent
    }
  }
`);
export type SavedView = FragmentOf<typeof SavedViewFields>;

export const SavedViewsQuery = graphql(
  `
    query SavedViews {
      savedViews {
        ...SavedViewFields
      }
    }
  `,
  [SavedViewFields],
);

export const SaveView = graphql(`
  mutation SaveView($input: SaveViewInput!) {
    outcome: saveView(input: $input) {
      userErrors {
        field
        message
        code
      }
    }
  }
`);

export const RemoveView = graphql(`
  mutation RemoveView($input: RemoveViewInput!) {
    outcome: removeView(input: $input) {
      userErrors {
        field
        message
        code
      }
    }
  }
`);
