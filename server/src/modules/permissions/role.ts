/** The built-in roles of an agency's staff (H2). */
export const ROLES = ['ADMIN', 'PRIVACY_OFFICER', 'CONSULTANT', 'RECRUITER'] as const;
export type Role = (typeof ROLES)[number];

/** Rights that are not about one field. */
export const PERMISSIONS = [
  'candidate:read',
  'candidate:register',
  'candidate:update',
  'candidate:anonymise',
  'candidate:import',
  'plan:read',
  'plan:execute',
  'mail:read',
  'receipt:read',
  'retention:read',
  'retention:edit',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

const granted: Record<Role, readonly Permission[]> = {
  ADMIN: PERMISSIONS,
  PRIVACY_OFFICER: [
    'candidate:read',
    'candidate:anonymise',
    'plan:read',
    'plan:execute',
    'mail:read',
    'receipt:read',
    'retention:read',
  ],
  CONSULTANT: ['candidate:read', 'plan:read', 'receipt:read', 'retention:read'],
  RECRUITER: [
    'candidate:read',
    'candidate:register',
    'candidate:update',
    'candidate:anonymise',
    'candidate:import',
    'plan:read',
    'receipt:read',
  ],
};

export const permissionsOf = (role: Role): readonly Permission[] => granted[role];
