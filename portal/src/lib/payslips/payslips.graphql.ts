import { graphql } from 'wisbaar-schema';
import { lookParts } from '../shell/look.graphql.ts';

export const askPayslips = graphql(
  `
    query AskMyPayslips($token: String!) {
      me(token: $token) {
        displayName
        bsn
        label {
          slug
          name
          agencyName
          contactEmail
          look {
            ...LookParts
          }
        }
        payslips {
          id
          periodFrom
          periodTo
          paidOn
          employer
          grossCents
          netCents
          lines {
            description
            quantity
            rateCents
            amountCents
          }
        }
      }
    }
  `,
  [lookParts],
);
