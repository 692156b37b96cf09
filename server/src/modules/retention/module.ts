import type { ModuleManifest } from '../module-manifest.ts';
import { holdData } from './hold.ts';
import { retentionPolicyData } from './retention-policy.entity.ts';

export const retentionModule: ModuleManifest = { declarations: [retentionPolicyData, holdData] };
