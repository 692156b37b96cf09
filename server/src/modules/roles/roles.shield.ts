import type { ShieldRules } from '../../platform/graphql/index.ts';
import { can, isSignedIn, isStaff } from '../permissions/index.ts';

export const rolesShield: ShieldRules = {
  Query: { roles: can('role:manage') },
  Mutation: {
    createRole: can('role:manage'),
    updateRole: can('role:manage'),
    deleteRole: can('role:manage'),
    lookAsRole: can('role:manage'),
    stopLookingAsRole: isStaff,
  },
  // Whose rights one may read is decided in the resolver: one's own, or everybody's.
  Role: {
    // The name of one's own is open to who must still set up his second factor.
    id: isSignedIn,
    name: isSignedIn,
    builtIn: isSignedIn,
    version: isStaff,
    asksSecondFactor: isStaff,
    rights: isStaff,
    agencies: can('role:manage'),
    organisationUnits: can('role:manage'),
    staffCount: can('role:manage'),
    viewerCan: can('role:manage'),
    changes: can('role:manage'),
  },
  RoleRight: isStaff,
  RoleViewerCan: can('role:manage'),
  RoleChange: can('role:manage'),
  RolePayload: isStaff,
  LookAsRolePayload: isStaff,
};
