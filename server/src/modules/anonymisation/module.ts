import type { ModuleManifest } from '../module-manifest.ts';
import { erasurePlanData } from './erasure-plan.ts';
import { erasureReceiptData } from './erasure-receipt.ts';

export const anonymisationModule: ModuleManifest = { declarations: [erasurePlanData, erasureReceiptData] };
