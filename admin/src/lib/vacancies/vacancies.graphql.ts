import { graphql, type ResultOf } from 'wisbaar-schema';

export const VacanciesQuery = graphql(`
  query Vacancies(
    $first: Int
    $after: String
    $last: Int
    $before: String
    $filter: VacancyFilter
    $orderBy: VacancyOrder
  ) {
    vacancies(first: $first, after: $after, last: $last, before: $before, filter: $filter, orderBy: $orderBy) {
      totalCount
      nodes {
        id
        reference
        title
        status
        openedOn
        filledOn
        agency {
          id
          name
        }
        organisationUnit {
          id
          name
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
export type VacancyRow = ResultOf<typeof VacanciesQuery>['vacancies']['nodes'][number];

export const SaveVacancy = graphql(`
  mutation SaveVacancy($input: SaveVacancyInput!) {
    saveVacancy(input: $input) {
      vacancy {
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

export const UnitChoices = graphql(`
  query UnitChoices {
    agencies {
      id
      organisationUnits {
        id
        name
      }
    }
  }
`);

export const ExternalAgenciesQuery = graphql(`
  query ExternalAgencies {
    externalAgencies {
      id
      name
      agency {
        id
      }
    }
  }
`);

export const SaveExternalAgency = graphql(`
  mutation SaveExternalAgency($input: SaveExternalAgencyInput!) {
    saveExternalAgency(input: $input) {
      externalAgency {
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
