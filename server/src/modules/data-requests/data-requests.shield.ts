import type { ShieldRules } from '../../platform/graphql/index.ts';
import { can, shieldOfReadable } from '../permissions/index.ts';
import { dataRequestData } from './data-request.entity.ts';

const handles = can('request:handle');

export const dataRequestsShield: ShieldRules = {
  Query: { dataRequests: handles },
  Mutation: { registerDataRequest: handles, extendDataRequest: handles, answerDataRequest: handles },
  Candidate: { dataRequests: handles },
  DataRequest: {
    ...shieldOfReadable('request:handle', dataRequestData)['DataRequest'],
    ...{ id: handles, candidate: handles, templates: handles },
  },
  AnswerTemplate: handles,
  DataRequestConnection: handles,
  DataRequestEdge: handles,
  DataRequestPayload: handles,
};
