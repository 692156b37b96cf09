import type { ShieldRules } from '../../platform/graphql/index.ts';
import { can, canEither, forPeople, forPrograms, isStaff, shieldOfReadable } from '../permissions/index.ts';
import { handOverData } from './hand-over.entity.ts';

const readsHandOvers = can('hand-over:read');
const approves = can('candidate:approve');
const manages = can('back-office:manage');
const reports = forPrograms('hand-over:report');

export const handOverShield: ShieldRules = {
  Query: { handOvers: readsHandOvers },
  Mutation: {
    approveCandidate: approves,
    retryHandOver: approves,
    reportCleanUp: reports,
    reportAfasProfit: reports,
    ...forPeople({ saveBackOffice: manages }),
  },
  Candidate: { handOvers: readsHandOvers },
  HandOver: {
    ...shieldOfReadable('hand-over:read', handOverData)['HandOver'],
    id: readsHandOvers,
    candidate: readsHandOvers,
  },
  HandOverConnection: readsHandOvers,
  HandOverEdge: readsHandOvers,
  Agency: { backOffice: canEither('back-office:manage', 'hand-over:read') },
  BackOffice: canEither('back-office:manage', 'hand-over:read'),
  SaveBackOfficePayload: manages,
  ApproveCandidatePayload: isStaff,
  RetryHandOverPayload: isStaff,
  ReportCleanUpPayload: reports,
  ReportAfasProfitPayload: reports,
};
