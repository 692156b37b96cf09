import type { ModuleManifest } from '../module-manifest.ts';
import { agencyData } from './agency.entity.ts';
import { AgencyResolver, loadAgency } from './agency.resolver.ts';
import { agencyShield } from './agency.shield.ts';

export const organisationModule: ModuleManifest = {
  declarations: [agencyData],
  resolvers: [AgencyResolver],
  nodes: { Agency: loadAgency },
  shield: agencyShield,
};
