import type { ShieldRules } from '../../platform/graphql/index.ts';
import { isStaff } from '../permissions/index.ts';

export const vacancyShield: ShieldRules = {
  Vacancy: { id: isStaff, reference: isStaff, title: isStaff, status: isStaff },
};
