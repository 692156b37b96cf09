import { graphql, type FragmentOf } from 'wisbaar-schema';

export const ContactMomentFields = graphql(`
  fragment ContactMomentFields on ContactMoment @_unmask {
    id
    active
    name
    daysAfterFirst
    subjectNl
    bodyNl
    subjectEn
    bodyEn
  }
`);
export type ContactMoment = FragmentOf<typeof ContactMomentFields>;

export const SaveContactMoments = graphql(
  `
    mutation SaveContactMoments($input: SaveContactMomentsInput!) {
      saveContactMoments(input: $input) {
        agency {
          id
          contactMoments {
            ...ContactMomentFields
          }
        }
        userErrors {
          field
          message
          code
        }
      }
    }
  `,
  [ContactMomentFields],
);
