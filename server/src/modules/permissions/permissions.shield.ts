import type { ShieldRules } from '../../platform/graphql/index.ts';
import { isStaff } from './rules.shield.ts';

export const permissionsShield: ShieldRules = { Query: { personalDataFields: isStaff }, PersonalDataField: isStaff };
