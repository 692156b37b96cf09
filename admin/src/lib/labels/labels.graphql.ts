import { graphql, type ResultOf } from 'wisbaar-schema';

export const LabelsQuery = graphql(`
  query Labels {
    agencies {
      id
      name
    }
    labels {
      id
      name
      slug
      agency {
        id
      }
    }
  }
`);
export type LabelItem = ResultOf<typeof LabelsQuery>['labels'][number];

export const SaveLabel = graphql(`
  mutation SaveLabel($input: SaveLabelInput!) {
    saveLabel(input: $input) {
      label {
        id
        name
      }
      userErrors {
        field
        message
        code
      }
    }
  }
`);

const statementParts = graphql(`
  fragment StatementParts on PrivacyStatement @_unmask {
    id
    language
    version
    state
    body
    revision
    changedAt
    liveAt
    replacedAt
  }
`);

const lookParts = graphql(`
  fragment LookParts on LabelLook @_unmask {
    accentColour
    hoverColour
    softColour
    lineColour
    logo {
      path
      width
      height
    }
  }
`);
export type LabelLook = ResultOf<typeof lookParts>;

export const LabelLookPreview = graphql(
  `
    query LabelLookPreview($accentColour: String!) {
      labelLookPreview(accentColour: $accentColour) {
        look {
          ...LookParts
        }
        lowestContrast
        enough
      }
    }
  `,
  [lookParts],
);

export const SaveLabelLook = graphql(`
  mutation SaveLabelLook($input: SaveLabelLookInput!) {
    done: saveLabelLook(input: $input) {
      label {
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

export const LabelQuery = graphql(
  `
    query Label($id: ID!) {
      node(id: $id) {
        __typename
        ... on Label {
          id
          name
          slug
          agency {
            name
          }
          look {
            ...LookParts
          }
          statements {
            ...StatementParts
          }
        }
      }
    }
  `,
  [statementParts, lookParts],
);
type Node = NonNullable<ResultOf<typeof LabelQuery>['node']>;
export type LabelData = Extract<Node, { __typename: 'Label' }>;
export type Statement = NonNullable<LabelData['statements']>[number];

export const StatementPreview = graphql(`
  query StatementPreview($input: StatementPreviewInput!) {
    statementPreview(input: $input) {
      html
      missing
      unknown
    }
  }
`);

export const StatementDifference = graphql(`
  query StatementDifference($from: ID!, $to: ID!) {
    statementDifference(from: $from, to: $to) {
      kind
      text
    }
  }
`);

export const SaveStatementDraft = graphql(`
  mutation SaveStatementDraft($input: SaveStatementDraftInput!) {
    done: saveStatementDraft(input: $input) {
      statement {
        id
        revision
      }
      userErrors {
        field
        message
        code
      }
    }
  }
`);

export const PutStatementLive = graphql(`
  mutation PutStatementLive($input: PutStatementLiveInput!) {
    done: putStatementLive(input: $input) {
      statement {
        id
        version
      }
      userErrors {
        field
        message
        code
      }
    }
  }
`);
