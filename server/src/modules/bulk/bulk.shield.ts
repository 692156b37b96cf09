import type { ShieldRules } from '../../platform/graphql/index.ts';
import { can, forPeople, isStaff } from '../permissions/index.ts';

// Which rights each deed takes besides is asked where it is done: see RIGHTS_FOR.
export const bulkShield: ShieldRules = {
  Mutation: {
    previewBulk: can('candidate:read'),
    extendMany: can('retention:extend'),
    holdMany: can('hold:place'),
    planMany: can('plan:execute'),
    ...forPeople({ anonymiseMany: can('plan:execute') }),
  },
  BulkPreview: isStaff,
  BulkSkipped: isStaff,
  PreviewBulkPayload: isStaff,
  BulkPayload: isStaff,
};
