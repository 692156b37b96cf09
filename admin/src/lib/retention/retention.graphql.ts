import { graphql, type ResultOf } from 'wisbaar-schema';
import { ContactMomentFields } from '#lib/contact-moments/contact-moments.graphql.ts';

const RetentionPolicyFields = graphql(`
  fragment RetentionPolicyFields on RetentionPolicy @_unmask {
    candidateTermDays
    singleVacancyTermDays
    multipleVacanciesTermDays
    candidateEnding
    singleVacancyEnding
    multipleVacanciesEnding
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
        contactMoments {
          ...ContactMomentFields
        }
      }
    }
  `,
  [RetentionPolicyFields, ContactMomentFields],
);

export type AgencyTerms = ResultOf<typeof RetentionQuery>['agencies'][number];
export type Policy = NonNullable<AgencyTerms['retentionPolicy']>;

export const PreviewRetentionPolicy = graphql(`
  query PreviewRetentionPolicy($agencyId: ID!, $changes: RetentionPolicyChanges!) {
    node(id: $agencyId) {
      __typename
      ... on Agency {
        id
        retentionPolicy {
          preview(changes: $changes) {
            moved
            earlier
            later
            dueAtOnce
            due
            dueByThemselves
            toBeDeleted
            guidance
            mark
          }
        }
      }
    }
  }
`);

type PreviewNode = Extract<NonNullable<ResultOf<typeof PreviewRetentionPolicy>['node']>, { __typename: 'Agency' }>;
export type PolicyPreview = NonNullable<NonNullable<PreviewNode['retentionPolicy']>['preview']>;

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
