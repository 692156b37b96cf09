import type { ShieldRules } from '../../platform/graphql/index.ts';
import { can, isStaff, shieldOfReadable } from '../permissions/index.ts';
import { erasurePlanData } from './erasure-plan.ts';

const columns = shieldOfReadable('plan:read', erasurePlanData);
const readsPlans = can('plan:read');
const readsReceipts = can('receipt:read');

export const anonymisationShield: ShieldRules = {
  Query: { erasurePlans: readsPlans },
  Mutation: { anonymiseCandidate: can('candidate:anonymise'), carryOutErasurePlans: can('plan:execute') },
  Candidate: { erasurePlan: readsPlans, receipts: readsReceipts, viewerCan: isStaff },
  ViewerCan: isStaff,
  ErasurePlan: { ...columns['ErasurePlan'], id: readsPlans, candidate: readsPlans, automatic: readsPlans },
  ErasurePlanConnection: readsPlans,
  ErasurePlanEdge: readsPlans,
  ErasureReceipt: readsReceipts,
  TableCount: readsReceipts,
  AnonymiseCandidatePayload: isStaff,
  CarryOutErasurePlansPayload: isStaff,
  SkippedPlan: isStaff,
};
