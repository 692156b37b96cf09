import { graphql } from 'wisbaar-schema';
import { lookParts } from '../shell/look.graphql.ts';

// Apart from what the pages about an account ask: every page of the portal carries these along.

export const askAccount = graphql(
  `
    query AskMyAccount {
      me {
        displayName
        label {
          name
          slug
          look {
            ...LookParts
          }
        }
        account {
          userName
          emailAddress
          createdOn
          agencyName
          agencyEmail
          personHeld
        }
      }
    }
  `,
  [lookParts],
);

export const signOutOfPortal = graphql(`
  mutation SignOutOfPortal {
    signOutOfPortal {
      userErrors {
        code
      }
    }
  }
`);
