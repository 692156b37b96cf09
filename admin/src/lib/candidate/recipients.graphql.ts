import { graphql } from 'wisbaar-schema';

export const NoteRecipient = graphql(`
  mutation NoteRecipient($input: NoteRecipientInput!) {
    noteRecipient(input: $input) {
      candidate {
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

export const ConfirmRecipientErasure = graphql(`
  mutation ConfirmRecipientErasure($input: ConfirmRecipientErasureInput!) {
    confirmRecipientErasure(input: $input) {
      candidate {
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
