import { ApplicationType } from '../applications/index.ts';
import { personRecords } from '../candidates/index.ts';
import { foldShields } from '../../platform/graphql/index.ts';
import type { ModuleManifest } from '../module-manifest.ts';
import { talentPoolData } from './talent-pool.entity.ts';
import { loadTalentPool, TalentPoolResolver } from './talent-pool.resolver.ts';
import { talentPoolShield } from './talent-pool.shield.ts';
import { TalentPoolType } from './talent-pool.type.ts';
import { talentPoolMemberData } from './talent-pool-member.ts';

const memberships = personRecords([
  {
    declaration: talentPoolMemberData,
    description: 'Somebody in a talent pool, or one application of his in it.',
    field: 'talentPoolMemberships',
    fieldDescription:
      'In which talent pools he is, himself or with an application (Talentpools, C35, C45, C46), the oldest first.',
    order: 'addedOn',
    links: { talentPoolId: TalentPoolType, applicationId: ApplicationType },
    past: ['addedOn'],
  },
]);

export const talentPoolsModule: ModuleManifest = {
  declarations: [talentPoolData, ...memberships.declarations],
  resolvers: [TalentPoolResolver, ...memberships.resolvers],
  nodes: { TalentPool: loadTalentPool },
  shield: foldShields([talentPoolShield, memberships.shield]),
};
