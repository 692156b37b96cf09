import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { rowId, toGlobalId, withUserErrors } from '../../platform/graphql/index.ts';
import { AgencySchema, AgencyType, type Agency } from '../organisation/index.ts';
import type { RequestContext } from '../permissions/index.ts';
import { roleById, RoleType } from '../roles/index.ts';
import { ApiClientSchema, type ApiClient, type ApiKey } from './api-client.entity.ts';
import {
  ApiClientInput,
  ApiClientPayload,
  ApiKeyPayload,
  CreateApiClientInput,
  IssueApiKeyInput,
  RevokeApiKeyInput,
  UpdateApiClientInput,
} from './api-client.inputs.ts';
import { listApiClients } from './api-client.repository.ts';
import { ApiClientType, ApiKeyType, type ApiKeyState, CallingApiClientType } from './api-client.type.ts';
import { createApiClient, type ClientWithKey } from './create-api-client.ts';
import { disableApiClient, enableApiClient } from './disable-api-client.ts';
import { issueApiKey } from './issue-api-key.ts';
import { keysOfClients } from './keys-of-clients.ts';
import { revokeApiKey } from './revoke-api-key.ts';
import { updateApiClient } from './update-api-client.ts';

const asType = (client: ApiClient) => client as unknown as ApiClientType;
const withKey = ({ client, key }: ClientWithKey) => ({ apiClient: asType(client), key });
const agencyRowIds = (ids: readonly string[]) => ids.map((id) => rowId('Agency', id, 'agencyIds'));
const agenciesById = ({ work }: RequestContext, ids: readonly string[]): Promise<Agency[]> =>
  work.em.find(AgencySchema, { id: { $in: [...ids] } }, { orderBy: { name: 'asc' } });

@Resolver(() => ApiClientType)
export class ApiClientResolver {
  @Query(() => [ApiClientType], { description: 'The API clients of your agencies, by name (Admin > API-sleutels).' })
  apiClients(@Ctx() { work }: RequestContext): Promise<ApiClient[]> {
    return listApiClients(work);
  }

  @Query(() => CallingApiClientType, {
    nullable: true,
    description: 'You, if you are a program that came with a key; empty for people, who are the viewer.',
  })
  async apiClient(@Ctx() context: RequestContext): Promise<CallingApiClientType | null> {
    const { work, rights } = context;
    if (work.actor.kind !== 'api-client') return null;
    const client = await work.em.findOneOrFail(ApiClientSchema, { id: work.actor.id });
    return {
      id: toGlobalId('ApiClient', client.id),
      name: client.name,
      role: (await roleById(context).load(client.roleId)) as unknown as RoleType,
      agencies: (await agenciesById(context, work.actor.agencyIds)) as unknown as AgencyType[],
      permissions: [...rights.permissions],
    };
  }

  @FieldResolver(() => ID, { description: 'Unique over all types; opaque.' })
  id(@Root() client: ApiClient): string {
    return toGlobalId('ApiClient', client.id);
  }

  @FieldResolver(() => RoleType, { description: 'Its role: what it may see and do, less what is for people only.' })
  async role(@Root() client: ApiClient, @Ctx() context: RequestContext): Promise<RoleType> {
    return (await roleById(context).load(client.roleId)) as unknown as RoleType;
  }

  @FieldResolver(() => [AgencyType], { description: 'The agencies that it works for, by name.' })
  agencies(@Root() client: ApiClient, @Ctx() context: RequestContext): Promise<Agency[]> {
    return agenciesById(context, client.agencyIds);
  }

  @FieldResolver(() => [ApiKeyType], { description: 'Its keys, the newest first.' })
  async keys(@Root() client: ApiClient, @Ctx() { work, loader }: RequestContext): Promise<ApiKey[]> {
    return (await loader('keysOfClients', (ids) => keysOfClients(work, ids)).load(client.id)) ?? [];
  }

  @Mutation(() => ApiKeyPayload, {
    description: 'Makes an API client with its first key, which is shown once. Asks for confirmPassword first.',
  })
  createApiClient(
    @Arg('input', () => CreateApiClientInput, { description: 'The client.' }) input: CreateApiClientInput,
    @Ctx() context: RequestContext,
  ): Promise<ApiKeyPayload> {
    return withUserErrors(async () => {
      const { work, roles } = context;
      await context.mustBeFresh();
      return withKey(
        await createApiClient(work, roles, {
          name: input.name,
          roleId: rowId('Role', input.roleId, 'roleId'),
          agencyIds: agencyRowIds(input.agencyIds),
          origins: input.origins ?? [],
          expiresOn: input.expiresOn,
        }),
      );
    });
  }

  @Mutation(() => ApiClientPayload, {
    description:
      'Changes an API client; it holds from its next request on. For more than a name it asks for confirmPassword first.',
  })
  updateApiClient(
    @Arg('input', () => UpdateApiClientInput, { description: 'The changes.' }) input: UpdateApiClientInput,
    @Ctx() context: RequestContext,
  ): Promise<ApiClientPayload> {
    return withUserErrors(async () => {
      const { work, roles } = context;
      if (input.roleId != null || input.agencyIds != null || input.origins != null) await context.mustBeFresh();
      const client = await updateApiClient(work, roles, rowId('ApiClient', input.id), {
        ...(input.name == null ? {} : { name: input.name }),
        ...(input.roleId == null ? {} : { roleId: rowId('Role', input.roleId, 'roleId') }),
        ...(input.agencyIds == null ? {} : { agencyIds: agencyRowIds(input.agencyIds) }),
        ...(input.origins == null ? {} : { origins: input.origins }),
      });
      return { apiClient: asType(client) };
    });
  }

  @Mutation(() => ApiKeyPayload, {
    description:
      'Gives an API client another key, which is shown once; the old one goes on until it is revoked. Asks for confirmPassword first.',
  })
  issueApiKey(
    @Arg('input', () => IssueApiKeyInput, { description: 'For whom, and until when.' }) input: IssueApiKeyInput,
    @Ctx() context: RequestContext,
  ): Promise<ApiKeyPayload> {
    return withUserErrors(async () => {
      const { work, roles } = context;
      await context.mustBeFresh();
      const clientId = rowId('ApiClient', input.apiClientId, 'apiClientId');
      return withKey(await issueApiKey(work, roles, { clientId, expiresOn: input.expiresOn }));
    });
  }

  @Mutation(() => ApiClientPayload, { description: 'Ends a key for good, from its next request on.' })
  revokeApiKey(
    @Arg('input', () => RevokeApiKeyInput, { description: 'The key.' }) input: RevokeApiKeyInput,
    @Ctx() { work }: RequestContext,
  ): Promise<ApiClientPayload> {
    return withUserErrors(async () => ({ apiClient: asType(await revokeApiKey(work, rowId('ApiKey', input.id))) }));
  }

  @Mutation(() => ApiClientPayload, {
    description: 'Shuts an API client out with all its keys, from its next request.',
  })
  disableApiClient(
    @Arg('input', () => ApiClientInput, { description: 'The client.' }) input: ApiClientInput,
    @Ctx() { work }: RequestContext,
  ): Promise<ApiClientPayload> {
    return withUserErrors(async () => ({
      apiClient: asType(await disableApiClient(work, rowId('ApiClient', input.id))),
    }));
  }

  @Mutation(() => ApiClientPayload, {
    description: 'Lets a disabled API client in again, with its valid keys. Asks for confirmPassword first.',
  })
  enableApiClient(
    @Arg('input', () => ApiClientInput, { description: 'The client.' }) input: ApiClientInput,
    @Ctx() context: RequestContext,
  ): Promise<ApiClientPayload> {
    return withUserErrors(async () => {
      const { work, roles } = context;
      await context.mustBeFresh();
      return { apiClient: asType(await enableApiClient(work, roles, rowId('ApiClient', input.id))) };
    });
  }
}

@Resolver(() => ApiKeyType)
export class ApiKeyResolver {
  @FieldResolver(() => ID, { description: 'Unique over all types; opaque.' })
  id(@Root() key: ApiKey): string {
    return toGlobalId('ApiKey', key.id);
  }

  @FieldResolver(() => String, { description: 'Whether it works.' })
  state(@Root() key: ApiKey, @Ctx() { work }: RequestContext): ApiKeyState {
    if (key.revokedAt != null) return 'REVOKED';
    return key.expiresOn < work.clock.today() ? 'EXPIRED' : 'VALID';
  }
}
