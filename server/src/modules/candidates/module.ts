import { foldShields } from '../../platform/graphql/index.ts';
import type { ModuleManifest } from '../module-manifest.ts';
import { BsnResolver } from './bsn.resolver.ts';
import { candidateData } from './candidate.personal-data.ts';
import { findVisibleCandidate } from './candidate.repository.ts';
import { CandidateResolver } from './candidate.resolver.ts';
import { candidateShield } from './candidate.shield.ts';
import { deletedCandidateCountData } from './deleted-candidate-count.ts';
import { careerRecords } from './records.ts';
import { WishesResolver } from './wishes.resolver.ts';
import { WISH_LISTS } from './wishes.ts';

export const candidatesModule: ModuleManifest = {
  declarations: [
    candidateData,
    ...careerRecords.declarations,
    ...WISH_LISTS.map((list) => list.data),
    deletedCandidateCountData,
  ],
  resolvers: [CandidateResolver, BsnResolver, WishesResolver, ...careerRecords.resolvers],
  nodes: { Candidate: findVisibleCandidate },
  shield: foldShields([candidateShield, careerRecords.shield]),
};
