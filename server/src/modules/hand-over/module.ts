import type { ModuleManifest } from '../module-manifest.ts';
import { backOfficeData } from './back-office.entity.ts';
import { BackOfficeResolver, BackOfficeSecretResolver } from './back-office.resolver.ts';
import { handOverData } from './hand-over.entity.ts';
import { CandidateHandOverResolver, HandOverResolver, loadHandOver } from './hand-over.resolver.ts';
import { handOverShield } from './hand-over.shield.ts';

export const handOverModule: ModuleManifest = {
  declarations: [backOfficeData, handOverData],
  resolvers: [HandOverResolver, CandidateHandOverResolver, BackOfficeResolver, BackOfficeSecretResolver],
  nodes: { HandOver: loadHandOver },
  shield: handOverShield,
};
