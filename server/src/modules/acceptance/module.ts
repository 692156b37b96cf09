import type { ModuleManifest } from '../module-manifest.ts';
import { acceptanceShield } from './acceptance.shield.ts';
import { installationData } from './installation.entity.ts';
import { InstallationResolver } from './installation.resolver.ts';

export const acceptanceModule: ModuleManifest = {
  declarations: [installationData],
  resolvers: [InstallationResolver],
  shield: acceptanceShield,
};
