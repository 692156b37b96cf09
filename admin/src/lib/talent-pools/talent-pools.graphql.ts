import { graphql } from 'wisbaar-schema';

export const TalentPoolsQuery = graphql(`
  query TalentPools {
    talentPools {
      id
      name
      size
      agency {
        id
      }
    }
  }
`);

export const SaveTalentPool = graphql(`
  mutation SaveTalentPool($input: SaveTalentPoolInput!) {
    saveTalentPool(input: $input) {
      talentPool {
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
