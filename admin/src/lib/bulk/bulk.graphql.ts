import { graphql, type ResultOf, type VariablesOf } from 'wisbaar-schema';

export const PreviewBulk = graphql(`
  mutation PreviewBulk($input: PreviewBulkInput!) {
    previewBulk(input: $input) {
      preview {
        selected
        people
        mark
        skipped {
          reason
          people
        }
      }
      userErrors {
        field
        message
        code
      }
    }
  }
`);
export type BulkDeed = VariablesOf<typeof PreviewBulk>['input']['deed'];
export type BulkPeople = VariablesOf<typeof PreviewBulk>['input']['people'];
export type BulkPreview = NonNullable<ResultOf<typeof PreviewBulk>['previewBulk']['preview']>;

export const ExtendMany = graphql(`
  mutation ExtendMany($input: BulkInput!) {
    outcome: extendMany(input: $input) {
      people
      userErrors {
        field
        message
        code
      }
    }
  }
`);

export const HoldMany = graphql(`
  mutation HoldMany($input: HoldManyInput!) {
    outcome: holdMany(input: $input) {
      people
      userErrors {
        field
        message
        code
      }
    }
  }
`);

export const PlanMany = graphql(`
  mutation PlanMany($input: PlanManyInput!) {
    outcome: planMany(input: $input) {
      people
      userErrors {
        field
        message
        code
      }
    }
  }
`);

export const AnonymiseMany = graphql(`
  mutation AnonymiseMany($input: BulkInput!) {
    outcome: anonymiseMany(input: $input) {
      people
      userErrors {
        field
        message
        code
      }
    }
  }
`);
