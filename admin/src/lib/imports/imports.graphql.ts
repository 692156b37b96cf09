import { graphql, type ResultOf } from 'wisbaar-schema';

export const PreviewImport = graphql(`
  mutation PreviewImport($input: PreviewImportInput!) {
    previewImport(input: $input) {
      preview {
        uploadId
        encoding
        delimiter
        rows
        columns {
          heading
          field
          labelNl
          labelEn
          ignored
        }
        problems {
          line
          column
          code
          message
        }
        problemCount
        badRows
        unfit
        newCandidates
        existingCandidates
        newApplications
        newWorkExperiences
        newConsents
      }
      userErrors {
        field
        message
        code
      }
    }
  }
`);

export type Preview = NonNullable<ResultOf<typeof PreviewImport>['previewImport']['preview']>;

const ImportRunFields = graphql(`
  fragment ImportRunFields on ImportRun @_unmask {
    id
    state
    rowsDone
    rowsTotal
    candidatesAdded
    applicationsAdded
    workExperiencesAdded
    consentsAdded
    skipped
    problems {
      line
      column
      code
      message
    }
    startedAt
    finishedAt
  }
`);

export const StartImport = graphql(
  `
    mutation StartImport($input: StartImportInput!) {
      startImport(input: $input) {
        importRun {
          ...ImportRunFields
        }
        userErrors {
          field
          message
          code
        }
      }
    }
  `,
  [ImportRunFields],
);

export const ImportRunsQuery = graphql(
  `
    query ImportRuns {
      importRuns {
        ...ImportRunFields
      }
    }
  `,
  [ImportRunFields],
);

export type ImportRun = ResultOf<typeof ImportRunsQuery>['importRuns'][number];
