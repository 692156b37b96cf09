export { BUILT_IN_ROLE_IDS, RoleSchema, type Role } from './role.entity.ts';
export { RoleBook, type RoleVersion } from './role-book.ts';
export { roleById } from './role-by-id.ts';
export { grantableRoles } from './grantable-roles.ts';
export { mayGrantRole, roleToGrant } from './may-grant-role.ts';
export { worksEverywhere } from './works-everywhere.ts';
export { RoleType } from './role.type.ts';
export { findManagedRole, managedRoles } from './visible-roles.ts';
export { withholdDocumentType } from './withhold-document-type.ts';
