import type { ModuleManifest } from '../module-manifest.ts';
import { roleChangeData } from './role-change.entity.ts';
import { roleData, roleRightData } from './role.entity.ts';
import { RoleResolver } from './role.resolver.ts';
import { rolesShield } from './roles.shield.ts';
import { loadRole } from './visible-roles.ts';

export const rolesModule: ModuleManifest = {
  declarations: [roleData, roleRightData, roleChangeData],
  resolvers: [RoleResolver],
  nodes: { Role: loadRole },
  shield: rolesShield,
};
