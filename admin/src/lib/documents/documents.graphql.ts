import { graphql, type FragmentOf, type ResultOf } from 'wisbaar-schema';

export const DocumentParts = graphql(`
  fragment DocumentParts on Document @_unmask {
    id
    fileName
    documentType
    mimeType
    sizeBytes
    version
    addedAt
    goesOn
    type {
      id
    }
  }
`);

export type DocumentData = FragmentOf<typeof DocumentParts>;

export const DocumentsQuery = graphql(
  `
    query Documents($id: ID!) {
      node(id: $id) {
        __typename
        ... on Candidate {
          id
          agency {
            id
            documentTypes {
              id
              name
              retentionDays
              viewerSees
            }
          }
          documents {
            ...DocumentParts
            earlierVersions {
              ...DocumentParts
            }
          }
        }
      }
    }
  `,
  [DocumentParts],
);

export const ChangeDocument = graphql(`
  mutation ChangeDocument($input: ChangeDocumentInput!) {
    changeDocument(input: $input) {
      document {
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

export const DeleteDocument = graphql(`
  mutation DeleteDocument($input: DeleteDocumentInput!) {
    deleteDocument(input: $input) {
      deletedId
      userErrors {
        field
        message
        code
      }
    }
  }
`);

export const DocumentTypesQuery = graphql(`
  query DocumentTypes {
    agencies {
      id
      name
      documentTypes {
        id
        name
        retentionDays
        forCvs
        viewerSees
      }
    }
  }
`);

export type DocumentTypeData = NonNullable<
  ResultOf<typeof DocumentTypesQuery>['agencies'][number]['documentTypes']
>[number];

export const PreviewDocumentTerm = graphql(`
  query PreviewDocumentTerm($id: ID!, $retentionDays: Int) {
    node(id: $id) {
      __typename
      ... on DocumentType {
        id
        preview(retentionDays: $retentionDays) {
          due
          dueAtOnce
          people
          stopped
          mark
        }
      }
    }
  }
`);

type PreviewNode = Extract<NonNullable<ResultOf<typeof PreviewDocumentTerm>['node']>, { __typename: 'DocumentType' }>;
export type TermPreview = NonNullable<PreviewNode['preview']>;

export const SaveDocumentType = graphql(`
  mutation SaveDocumentType($input: SaveDocumentTypeInput!) {
    saveDocumentType(input: $input) {
      documentType {
        id
        name
        retentionDays
      }
      userErrors {
        field
        message
        code
      }
    }
  }
`);

export const DeleteDocumentType = graphql(`
  mutation DeleteDocumentType($input: DeleteDocumentTypeInput!) {
    deleteDocumentType(input: $input) {
      deletedId
      userErrors {
        field
        message
        code
      }
    }
  }
`);
