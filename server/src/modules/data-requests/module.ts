import type { ModuleManifest } from '../module-manifest.ts';
import { dataRequestData } from './data-request.entity.ts';
import { CandidateDataRequestsResolver, DataRequestResolver, loadDataRequest } from './data-request.resolver.ts';
import { dataRequestsShield } from './data-requests.shield.ts';

export const dataRequestsModule: ModuleManifest = {
  declarations: [dataRequestData],
  resolvers: [DataRequestResolver, CandidateDataRequestsResolver],
  nodes: { DataRequest: loadDataRequest },
  shield: dataRequestsShield,
};
