import type { ModuleManifest } from '../module-manifest.ts';
import { dataExportData } from './data-export.ts';
import { MyDataResolver } from './my-data.resolver.ts';
import { MyPortalResolver } from './my-portal.resolver.ts';
import { portalDataShield } from './portal-data.shield.ts';

export const portalDataModule: ModuleManifest = {
  declarations: [dataExportData],
  resolvers: [MyDataResolver, MyPortalResolver],
  shield: portalDataShield,
};
