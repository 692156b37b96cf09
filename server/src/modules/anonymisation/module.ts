import type { ModuleManifest } from '../module-manifest.ts';
import {
  CandidateErasureResolver,
  ErasurePlanResolver,
  ErasureReceiptResolver,
  loadErasurePlan,
  loadErasureReceipt,
} from './anonymisation.resolver.ts';
import { anonymisationShield } from './anonymisation.shield.ts';
import { erasurePlanData } from './erasure-plan.ts';
import { erasureReceiptData } from './erasure-receipt.ts';
import { sweepRunData } from './sweep-run.ts';

export const anonymisationModule: ModuleManifest = {
  declarations: [erasurePlanData, erasureReceiptData, sweepRunData],
  resolvers: [ErasurePlanResolver, ErasureReceiptResolver, CandidateErasureResolver],
  nodes: { ErasurePlan: loadErasurePlan, ErasureReceipt: loadErasureReceipt },
  shield: anonymisationShield,
};
