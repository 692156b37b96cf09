import type { ShieldRules } from '../../platform/graphql/index.ts';
import { can, isStaff, shieldOfReadable } from '../permissions/index.ts';
import { erasurePlanData } from './erasure-plan.ts';
import { erasureRunPersonData } from './runs/erasure-run.entity.ts';

const columns = shieldOfReadable('plan:read', erasurePlanData, erasureRunPersonData);
const readsPlans = can('plan:read');
const carriesOut = can('plan:execute');
const readsReceipts = can('receipt:read');

export const anonymisationShield: ShieldRules = {
  Query: { erasurePlans: readsPlans, erasureRuns: readsPlans, erasureReceipts: readsReceipts },
  Mutation: {
    anonymiseCandidate: can('candidate:anonymise'),
    deleteCandidate: can('candidate:delete'),
    extendRetention: can('retention:extend'),
    carryOutErasurePlans: carriesOut,
    startErasureRun: carriesOut,
    cancelErasureRun: carriesOut,
    retryErasureRun: carriesOut,
  },
  Candidate: { erasurePlan: readsPlans, receipts: readsReceipts, viewerCan: can('candidate:read') },
  ViewerCan: isStaff,
  ErasurePlan: {
    ...columns['ErasurePlan'],
    id: readsPlans,
    candidate: readsPlans,
    automatic: readsPlans,
    ending: readsPlans,
  },
  ErasurePlanConnection: readsPlans,
  ErasurePlanEdge: readsPlans,
  ErasureRun: readsPlans,
  ErasureRunConnection: readsPlans,
  ErasureRunEdge: readsPlans,
  ErasureRunPerson: { ...columns['ErasureRunPerson'], candidate: readsPlans },
  ErasureRunPersonConnection: readsPlans,
  ErasureRunPersonEdge: readsPlans,
  ErasureRunPayload: carriesOut,
  ErasureReceipt: readsReceipts,
  ErasureReceiptConnection: readsReceipts,
  ErasureReceiptEdge: readsReceipts,
  TableCount: readsReceipts,
  AnonymiseCandidatePayload: isStaff,
  DeleteCandidatePayload: isStaff,
  ExtendRetentionPayload: isStaff,
  NotExtended: isStaff,
  CarryOutErasurePlansPayload: isStaff,
  SkippedPlan: isStaff,
};
