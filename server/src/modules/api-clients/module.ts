import type { ModuleManifest } from '../module-manifest.ts';
import { apiClientData, apiKeyData, apiKeyHourData, apiPointsData } from './api-client.entity.ts';
import { findApiClient } from './api-client.repository.ts';
import { ApiClientResolver, ApiKeyResolver } from './api-client.resolver.ts';
import { apiClientsShield } from './api-clients.shield.ts';

export const apiClientsModule: ModuleManifest = {
  declarations: [apiClientData, apiKeyData, apiKeyHourData, apiPointsData],
  resolvers: [ApiClientResolver, ApiKeyResolver],
  nodes: { ApiClient: findApiClient },
  shield: apiClientsShield,
};
