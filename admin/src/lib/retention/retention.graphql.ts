import { graphql, type ResultOf } from 'wisbaar-schema';

const RetentionPolicyFields = graphql(`
  fragment RetentionPolicyFields on RetentionPolicy @_unmask {
    candidateTermDays
    singleVacancyTermDays
    multipleVacanciesTermDays
    autoEraseCandidates
    autoEraseApplicants
    keepPeriod
    daysFromNoticeToErasure
    confirmErasureByMail
    plus
    bsnBeforeApproval
    guidance
  }
`);

export const RetentionQuery = graphql(
  `
    query Retention {
      agencies {
        id
        name
        retentionPolicy {
          ...RetentionPolicyFields
        }
      }
    }
  `,
  [RetentionPolicyFields],
);

export type AgencyTerms = ResultOf<typeof RetentionQuery>['agencies'][number];
export type Policy = NonNullable<AgencyTerms['retentionPolicy']>;

export const UpdateRetentionPolicy = graphql(
  `
    mutation UpdateRetentionPolicy($input: UpdateRetentionPolicyInput!) {
      updateRetentionPolicy(input: $input) {
        agency {
          id
          retentionPolicy {
            ...RetentionPolicyFields
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
  [RetentionPolicyFields],
);
