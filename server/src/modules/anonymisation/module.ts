import type { ModuleManifest } from '../module-manifest.ts';
import {
  CandidateErasureResolver,
  ErasurePlanResolver,
  ErasureReceiptResolver,
  loadErasurePlan,
  loadErasureReceipt,
} from './anonymisation.resolver.ts';
import { anonymisationShield } from './anonymisation.shield.ts';
import { erasedIdentityData } from './erased-identity.ts';
import { cleanUpData } from './clean-up.ts';
import { erasurePlanData } from './erasure-plan.ts';
import { erasureReceiptData } from './erasure-receipt.ts';
import { ledgerMarkData } from './ledger/index.ts';
import { erasureRunData, erasureRunPersonData } from './runs/erasure-run.entity.ts';
import { ReceiptListResolver } from './receipts/erasure-receipt.resolver.ts';
import { ErasureRunPersonResolver, ErasureRunResolver, loadErasureRun } from './runs/erasure-run.resolver.ts';
import { deletedSurveyAnswerData } from './survey-answer.ts';
import { sweepRunData } from './sweep-run.ts';

export const anonymisationModule: ModuleManifest = {
  declarations: [
    erasurePlanData,
    erasureReceiptData,
    erasureRunData,
    erasureRunPersonData,
    sweepRunData,
    cleanUpData,
    ledgerMarkData,
    erasedIdentityData,
    deletedSurveyAnswerData,
  ],
  resolvers: [
    ErasurePlanResolver,
    ErasureReceiptResolver,
    ReceiptListResolver,
    CandidateErasureResolver,
    ErasureRunResolver,
    ErasureRunPersonResolver,
  ],
  nodes: { ErasurePlan: loadErasurePlan, ErasureReceipt: loadErasureReceipt, ErasureRun: loadErasureRun },
  shield: anonymisationShield,
};
