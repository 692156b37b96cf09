import { graphql, type FragmentOf } from 'wisbaar-schema';

export const PayslipParts = graphql(`
  fragment PayslipParts on Payslip @_unmask {
    id
    externalId
    periodFrom
    periodTo
    paidOn
    employer
    grossCents
    netCents
    receivedAt
    lines {
      description
      quantity
      rateCents
      amountCents
    }
  }
`);

export type PayslipData = FragmentOf<typeof PayslipParts>;

export const PayslipsQuery = graphql(
  `
    query Payslips($id: ID!) {
      node(id: $id) {
        __typename
        ... on Candidate {
          payslips {
            ...PayslipParts
          }
        }
      }
    }
  `,
  [PayslipParts],
);
