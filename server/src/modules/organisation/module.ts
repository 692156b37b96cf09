import type { ModuleManifest } from '../module-manifest.ts';
import { agencyData } from './agency.entity.ts';
import {
  AgencyResolver,
  AgencyUnitsResolver,
  loadAgency,
  loadOrganisationUnit,
  OrganisationUnitResolver,
} from './agency.resolver.ts';
import { organisationUnitData } from './organisation-unit.entity.ts';
import { labelData } from './label.entity.ts';
import { LabelLookResolver } from './label-look.resolver.ts';
import { LabelResolver, loadLabel } from './label.resolver.ts';
import { agencyShield } from './agency.shield.ts';

export const organisationModule: ModuleManifest = {
  declarations: [agencyData, organisationUnitData, labelData],
  resolvers: [AgencyResolver, AgencyUnitsResolver, OrganisationUnitResolver, LabelResolver, LabelLookResolver],
  nodes: { Agency: loadAgency, OrganisationUnit: loadOrganisationUnit, Label: loadLabel },
  shield: agencyShield,
};
