import { graphql, type ResultOf } from 'wisbaar-schema';

const ApiClientFields = graphql(`
  fragment ApiClientFields on ApiClient @_unmask {
    id
    name
    disabledAt
    origins
    role {
      id
      name
      builtIn
    }
    agencies {
      id
      name
    }
    keys {
      id
      start
      state
      createdAt
      expiresOn
      lastUsedAt
      revokedAt
    }
  }
`);

export const ApiClientsQuery = graphql(
  `
    query ApiClients {
      apiClients {
        ...ApiClientFields
      }
      grantableRoles {
        id
        name
        builtIn
      }
      agencies {
        id
        name
      }
    }
  `,
  [ApiClientFields],
);
type Answer = ResultOf<typeof ApiClientsQuery>;
export type ApiClient = Answer['apiClients'][number];
export type ApiKey = ApiClient['keys'][number];
export type GivenRole = Answer['grantableRoles'][number];
export type Agency = Answer['agencies'][number];

export const CreateApiClient = graphql(`
  mutation CreateApiClient($input: CreateApiClientInput!) {
    createApiClient(input: $input) {
      key
      apiClient {
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

export const UpdateApiClient = graphql(`
  mutation UpdateApiClient($input: UpdateApiClientInput!) {
    updateApiClient(input: $input) {
      apiClient {
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

export const IssueApiKey = graphql(`
  mutation IssueApiKey($input: IssueApiKeyInput!) {
    issueApiKey(input: $input) {
      key
      apiClient {
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

export const RevokeApiKey = graphql(`
  mutation RevokeApiKey($input: RevokeApiKeyInput!) {
    revokeApiKey(input: $input) {
      apiClient {
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

export const DisableApiClient = graphql(`
  mutation DisableApiClient($input: ApiClientInput!) {
    disableApiClient(input: $input) {
      apiClient {
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

export const EnableApiClient = graphql(`
  mutation EnableApiClient($input: ApiClientInput!) {
    enableApiClient(input: $input) {
      apiClient {
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
