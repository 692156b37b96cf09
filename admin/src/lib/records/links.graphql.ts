import { graphql } from 'wisbaar-schema';

export const VacancyChoices = graphql(`
  query VacancyChoices($filter: VacancyFilter!) {
    vacancies(first: 50, filter: $filter, orderBy: OPENED_DESC) {
      totalCount
      nodes {
        id
        title
        reference
      }
    }
  }
`);

export const TalentPoolChoices = graphql(`
  query TalentPoolChoices {
    talentPools {
      id
      name
      agency {
        id
      }
    }
  }
`);

export const ExternalAgencyChoices = graphql(`
  query ExternalAgencyChoices {
    externalAgencies {
      id
      name
      agency {
        id
      }
    }
  }
`);
