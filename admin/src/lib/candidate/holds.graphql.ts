import { graphql } from 'wisbaar-schema';

export const PlaceHold = graphql(`
  mutation PlaceHold($input: PlaceHoldInput!) {
    placeHold(input: $input) {
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

export const EndHold = graphql(`
  mutation EndHold($input: EndHoldInput!) {
    endHold(input: $input) {
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
