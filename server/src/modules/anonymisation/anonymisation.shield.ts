import type { ShieldRules } from '../../platform/graphql/index.ts';
import { can, canBoth, isStaff, shieldOfReadable } from '../permissions/index.ts';
import { erasurePlanData } from './erasure-plan.ts';
import { erasureRunPersonData } from './runs/erasure-run.entity.ts';

const columns = shieldOfReadable('plan:read', erasurePlanData, erasureRunPersonData);
const readsPlans = can('plan:read');
/** As in the preview of a set of rules. */
const readsFigures = can('rule:read');
const readsFiguresOfPlans = canBoth('plan:read', 'rule:read');
const carriesOut = can('plan:execute');
const readsReceipts = can('receipt:read');

export const anonymisationShield: ShieldRules = {
  Query: {
    erasurePlans: readsPlans,
    erasureRuns: readsPlans,
    identifiabilityOfDue: readsFiguresOfPlans,
    erasureReceipts: readsReceipts,
  },
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
  ErasureRun: {
    id: readsPlans,
    agency: readsPlans,
    trigger: readsPlans,
    state: readsPlans,
    startedAt: readsPlans,
    cancelRequestedAt: readsPlans,
    finishedAt: readsPlans,
    people: readsPlans,
    erased: readsPlans,
    skipped: readsPlans,
    failed: readsPlans,
    waiting: readsPlans,
    problem: readsPlans,
    outcomes: readsPlans,
    identifiabilityBefore: readsFiguresOfPlans,
    identifiabilityAfter: readsFiguresOfPlans,
  },
  ResidualIdentifiability: readsFigures,
  GroupSize: readsFigures,
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
