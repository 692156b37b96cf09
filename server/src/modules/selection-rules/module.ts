import type { ModuleManifest } from '../module-manifest.ts';
import { ruleSetData } from './rule-set.entity.ts';

export const selectionRulesModule: ModuleManifest = { declarations: [ruleSetData] };
