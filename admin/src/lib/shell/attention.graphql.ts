import { graphql } from 'wisbaar-schema';

/** How much waits for somebody: requests whose day is near, and messages to a back office that have failed. */
export const AttentionQuery = graphql(`
  query Attention($requests: Boolean!, $handOvers: Boolean!, $soon: Date!) {
    dataRequests(first: 1, filter: { dueBy: $soon }) @include(if: $requests) {
      totalCount
    }
    handOvers(first: 1, filter: { state: FAILED }) @include(if: $handOvers) {
      totalCount
    }
  }
`);
