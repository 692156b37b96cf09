import { graphql } from 'wisbaar-schema';
import type { TypedDocumentNode } from '@urql/svelte';
import type { UserError } from '#lib/graphql/user-errors.ts';
import type { Changes } from './field-editing.svelte.ts';

/** Which fields can be changed is the server's declaration, so the inputs are put together from that. */
type FromDeclarations = TypedDocumentNode<
  { readonly done: { readonly userErrors: readonly UserError[] } },
  { input: Changes }
>;

export const AddApplication = graphql(`
  mutation AddApplication($input: AddApplicationInput!) {
    done: addApplication(input: $input) {
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
`) as unknown as FromDeclarations;

export const UpdateApplication = graphql(`
  mutation UpdateApplication($input: UpdateApplicationInput!) {
    done: updateApplication(input: $input) {
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
`) as unknown as FromDeclarations;
