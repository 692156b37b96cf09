import { graphql, type VariablesOf } from 'wisbaar-schema';
import type { Answer, ApiClient, ApiError } from './api-client.ts';

const RolesAndAgencies = graphql(`
  query WhatAClientCanBeGiven {
    today
    grantableRoles {
      id
      builtIn
    }
    agencies {
      id
    }
  }
`);

const CreateApiClient = graphql(`
  mutation CreateApiClientFromTest($input: CreateApiClientInput!) {
    createApiClient(input: $input) {
      key
      apiClient {
        id
        keys {
          id
          start
        }
      }
      userErrors {
        field
        code
      }
    }
  }
`);
type Settings = VariablesOf<typeof CreateApiClient>['input'];

export interface MadeClient {
  readonly id: string;
  readonly key: string;
  readonly keyId: string;
}

/** An API client of all agencies of this employee, with a key of a month. */
export async function makeApiClient(
  staff: ApiClient,
  role: string,
  settings: Partial<Settings> = {},
): Promise<MadeClient> {
  const { today, grantableRoles, agencies } = await staff.ask(RolesAndAgencies, {});
  const month = new Date(Date.parse(`${today}T12:00Z`) + 30 * 86_400_000).toISOString().slice(0, 10);
  await staff.confirm();
  const { createApiClient: made } = await staff.ask(CreateApiClient, {
    input: {
      name: `Koppeling ${crypto.randomUUID()}`,
      roleId: grantableRoles.find(({ builtIn }) => builtIn === role)!.id,
      agencyIds: agencies.map(({ id }) => id),
      expiresOn: month,
      ...settings,
    },
  });
  if (!made.apiClient || made.key === null) throw new Error(`No client was made: ${JSON.stringify(made.userErrors)}`);
  return { id: made.apiClient.id, key: made.key, keyId: made.apiClient.keys[0]!.id };
}

const CreateRole = graphql(`
  mutation CreateRoleFromTest($input: CreateRoleInput!) {
    createRole(input: $input) {
      role {
        id
        version
      }
    }
  }
`);
const UpdateRole = graphql(`
  mutation UpdateRoleFromTest($input: UpdateRoleInput!) {
    updateRole(input: $input) {
      userErrors {
        code
        message
      }
    }
  }
`);

/** A role of an agency's own with these rights and no others. @returns its id */
export async function makeRole(staff: ApiClient, name: string, rights: readonly string[]): Promise<string> {
  const reason = 'Voor een koppeling';
  const { id, version } = (await staff.ask(CreateRole, { input: { name, reason } })).createRole.role!;
  const changes = rights.map((right) => ({ right, granted: true }));
  await staff.confirm();
  const { updateRole } = await staff.ask(UpdateRole, { input: { id, version, changes, reason } });
  if (updateRole.userErrors.length > 0) throw new Error(JSON.stringify(updateRole.userErrors));
  return id;
}

/** One request with a key, as a program of somebody else sends it. */
export async function sendWithKey(
  url: string,
  key: string,
  query: string,
  variables: object = {},
  headers: Record<string, string> = {},
): Promise<Answer & { extensions: Record<string, unknown> | undefined }> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}`, ...headers },
    body: JSON.stringify({ query, variables }),
  });
  const text = await response.text();
  const body = JSON.parse(text) as {
    data?: Record<string, unknown> | null;
    errors?: ApiError[];
    extensions?: Record<string, unknown>;
  };
  return {
    status: response.status,
    headers: response.headers,
    text,
    data: body.data,
    errors: body.errors ?? [],
    extensions: body.extensions,
  };
}
