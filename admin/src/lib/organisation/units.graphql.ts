import { graphql, type ResultOf } from 'wisbaar-schema';

export const UnitsQuery = graphql(`
  query Units {
    agencies {
      id
      name
      organisationUnits {
        id
        name
      }
    }
  }
`);
export type UnitsAgency = ResultOf<typeof UnitsQuery>['agencies'][number];

export const SaveOrganisationUnit = graphql(`
  mutation SaveOrganisationUnit($input: SaveOrganisationUnitInput!) {
    saveOrganisationUnit(input: $input) {
      unit {
        id
        name
      }
      userErrors {
        field
        message
        code
      }
    }
  }
`);
