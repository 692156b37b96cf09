import type { ShieldRules } from '../../platform/graphql/index.ts';
import { can, isAnyone } from '../permissions/index.ts';

const manage = can('api-client:manage');

export const apiClientsShield: ShieldRules = {
  Query: { apiClients: manage, apiClient: isAnyone },
  Mutation: {
    createApiClient: manage,
    updateApiClient: manage,
    issueApiKey: manage,
    revokeApiKey: manage,
    disableApiClient: manage,
    enableApiClient: manage,
  },
  ApiClient: manage,
  ApiKey: manage,
  ApiClientPayload: manage,
  ApiKeyPayload: manage,
  // Only ever oneself.
  CallingApiClient: isAnyone,
};
