import { graphql, type ResultOf } from 'wisbaar-schema';

const RuleSetSummary = graphql(`
  fragment RuleSetSummary on RuleSet @_unmask {
    id
    name
    state
    version
    contentHash
    createdAt
    submittedAt
    approvedAt
    acceptedAt
    liveSince
    retiredAt
    previewedCount
    previewedFor
    stoppedAt
    stoppedCount
    agencies {
      id
      name
    }
  }
`);

const RuleFields = graphql(`
  fragment RuleFields on Rule @_unmask {
    kind
    requirement
    section
    polarity
    parameters
    sentenceNl
    sentenceEn
  }
`);

const RuleSetContentFields = graphql(
  `
    fragment RuleSetContentFields on RuleSetContent @_unmask {
      withNotice
      daysToErasure
      deregistrationRule
      plus
      marginPercent
      rules {
        ...RuleFields
      }
      moments {
        name
        daysAfterFirst
        subjectNl
        bodyNl
        subjectEn
        bodyEn
      }
    }
  `,
  [RuleFields],
);

export const RuleSetsQuery = graphql(
  `
    query RuleSets {
      ruleSets {
        ...RuleSetSummary
      }
      agencies {
        id
        name
      }
    }
  `,
  [RuleSetSummary],
);
export type RuleSetRow = ResultOf<typeof RuleSetsQuery>['ruleSets'][number];

export const RuleSetQuery = graphql(
  `
    query RuleSet($id: ID!) {
      node(id: $id) {
        __typename
        ... on RuleSet {
          ...RuleSetSummary
          content {
            ...RuleSetContentFields
          }
        }
      }
    }
  `,
  [RuleSetSummary, RuleSetContentFields],
);
type Node = NonNullable<ResultOf<typeof RuleSetQuery>['node']>;
export type RuleSetFile = Extract<Node, { __typename: 'RuleSet' }>;
export type RuleSetContent = RuleSetFile['content'];
export type RuleLine = RuleSetContent['rules'][number];

/** What a rule can be made of: every kind, and the rows that settings choose from. */
export const RuleChoicesQuery = graphql(`
  query RuleChoices {
    ruleKinds {
      kind
      requirement
      section
      polarities
      titleNl
      titleEn
      parameters {
        name
        kind
        min
        max
        byDefault
        choices
        table
      }
    }
    agencies {
      id
      name
      organisationUnits {
        id
        name
      }
    }
    talentPools {
      id
      name
    }
    deregistrationRules {
      id
      name
    }
  }
`);
export type RuleChoices = ResultOf<typeof RuleChoicesQuery>;
export type RuleKind = RuleChoices['ruleKinds'][number];

export const RuleSetPreviewQuery = graphql(`
  query RuleSetPreview($id: ID!, $on: Date!) {
    node(id: $id) {
      __typename
      ... on RuleSet {
        id
        preview(on: $on) {
          on
          total
          withoutAddress
          byRule {
            place
            count
          }
          byAgency {
            agency {
              id
              name
            }
            count
          }
          difference {
            added
            removed
          }
          identifiability {
            plus
            people
            pseudonymised
            small {
              size
              groups
            }
          }
        }
      }
    }
  }
`);

export const PreviewPeopleQuery = graphql(`
  query RuleSetPreviewPeople($id: ID!, $on: Date!, $filter: PreviewedPersonFilter, $after: String) {
    node(id: $id) {
      __typename
      ... on RuleSet {
        id
        previewPeople(on: $on, filter: $filter, first: 25, after: $after) {
          nodes {
            decidedBy
            candidate {
              id
              displayName
              agency {
                id
                name
              }
            }
          }
          pageInfo {
            hasNextPage
            endCursor
          }
        }
      }
    }
  }
`);

export const MailForecastQuery = graphql(`
  query RuleSetMailForecast($id: ID!) {
    node(id: $id) {
      __typename
      ... on RuleSet {
        id
        mailForecast {
          day
          until
          count
        }
      }
    }
  }
`);
type PreviewNode = Extract<NonNullable<ResultOf<typeof RuleSetPreviewQuery>['node']>, { __typename: 'RuleSet' }>;
export type RuleSetPreview = PreviewNode['preview'];

const payload = graphql(
  `
    fragment RuleSetPayloadFields on RuleSetPayload @_unmask {
      ruleSet {
        ...RuleSetSummary
        content {
          ...RuleSetContentFields
        }
      }
      userErrors {
        field
        message
        code
      }
    }
  `,
  [RuleSetSummary, RuleSetContentFields],
);

export const DraftRuleSet = graphql(
  `
    mutation DraftRuleSet($input: DraftRuleSetInput!) {
      outcome: draftRuleSet(input: $input) {
        ...RuleSetPayloadFields
      }
    }
  `,
  [payload],
);
export const UpdateRuleSet = graphql(
  `
    mutation UpdateRuleSet($input: UpdateRuleSetInput!) {
      outcome: updateRuleSet(input: $input) {
        ...RuleSetPayloadFields
      }
    }
  `,
  [payload],
);
export const SubmitRuleSet = graphql(
  `
    mutation SubmitRuleSet($input: RuleSetInput!) {
      outcome: submitRuleSet(input: $input) {
        ...RuleSetPayloadFields
      }
    }
  `,
  [payload],
);
export const ReturnRuleSet = graphql(
  `
    mutation ReturnRuleSet($input: RuleSetInput!) {
      outcome: returnRuleSet(input: $input) {
        ...RuleSetPayloadFields
      }
    }
  `,
  [payload],
);
export const ApproveRuleSet = graphql(
  `
    mutation ApproveRuleSet($input: ApproveRuleSetInput!) {
      outcome: approveRuleSet(input: $input) {
        ...RuleSetPayloadFields
      }
    }
  `,
  [payload],
);
export const PutRuleSetLive = graphql(
  `
    mutation PutRuleSetLive($input: PutRuleSetLiveInput!) {
      outcome: putRuleSetLive(input: $input) {
        ...RuleSetPayloadFields
      }
    }
  `,
  [payload],
);
export const RetireRuleSet = graphql(
  `
    mutation RetireRuleSet($input: RuleSetInput!) {
      outcome: retireRuleSet(input: $input) {
        ...RuleSetPayloadFields
      }
    }
  `,
  [payload],
);
export const ResumeRuleSet = graphql(
  `
    mutation ResumeRuleSet($input: ResumeRuleSetInput!) {
      outcome: resumeRuleSet(input: $input) {
        ...RuleSetPayloadFields
      }
    }
  `,
  [payload],
);

export const RuleSetDesignQuery = graphql(`
  query RuleSetDesign($id: ID!, $language: Language!) {
    node(id: $id) {
      __typename
      ... on RuleSet {
        id
        design(language: $language) {
          title
          name
          about
          sections {
            heading
            lines
            items
          }
          sign {
            heading
            fields
          }
        }
      }
    }
  }
`);

export const RuleSetFileQuery = graphql(`
  query RuleSetFile($id: ID!) {
    node(id: $id) {
      __typename
      ... on RuleSet {
        name
        file
      }
    }
  }
`);
export const ImportRuleSet = graphql(
  `
    mutation ImportRuleSet($input: ImportRuleSetInput!) {
      outcome: importRuleSet(input: $input) {
        ...RuleSetPayloadFields
      }
    }
  `,
  [payload],
);

export const DecisionQuery = graphql(
  `
    query Decision($candidateId: ID!, $on: Date) {
      anonymisationDecision(candidateId: $candidateId, on: $on) {
        on
        selected
        outside
        decidedBy
        changesOn
        ruleSet {
          id
          name
        }
        rules {
          outcome
          rule {
            ...RuleFields
          }
          facts {
            nl
            en
            type
            value
          }
        }
      }
    }
  `,
  [RuleFields],
);
export type Decision = NonNullable<ResultOf<typeof DecisionQuery>['anonymisationDecision']>;
