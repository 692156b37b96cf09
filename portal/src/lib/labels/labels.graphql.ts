import { graphql, type ResultOf } from 'wisbaar-schema';
import { lookParts } from '../shell/look.graphql.ts';

export const askLabels = graphql(`
  query AskLabels {
    publicLabels {
      slug
      name
    }
  }
`);

export const askStatement = graphql(
  `
    query AskStatement($slug: String!, $language: Language!) {
      publicLabel(slug: $slug) {
        slug
        name
        agencyName
        contactEmail
        look {
          ...LookParts
        }
        statement(language: $language) {
          language
          version
          liveAt
          html
        }
      }
    }
  `,
  [lookParts],
);

export const askRetentionOverview = graphql(
  `
    query AskRetentionOverview($slug: String!) {
      publicLabel(slug: $slug) {
        slug
        name
        agencyName
        contactEmail
        look {
          ...LookParts
        }
        retentionOverview {
          terms {
            basis
            days
            ending
          }
          asksBefore
          documentTypes {
            name
            days
          }
          categories {
            key
            label {
              nl
              en
            }
            why {
              nl
              en
            }
            fields {
              nl
              en
            }
            afterwards
            kept {
              nl
              en
            }
          }
        }
      }
    }
  `,
  [lookParts],
);
export type Overview = NonNullable<ResultOf<typeof askRetentionOverview>['publicLabel']>['retentionOverview'];
