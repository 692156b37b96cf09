import type { ShieldRules } from '../../platform/graphql/index.ts';
import { can, forPeople } from '../permissions/index.ts';

const reads = can('candidate:read');

export const savedViewsShield: ShieldRules = {
  Query: { savedViews: reads },
  // Sharing takes a right of its own, which is asked where it is done.
  Mutation: forPeople({ saveView: reads, removeView: reads }),
  SavedView: reads,
  SavedViewFilter: reads,
  SavedViewPayload: reads,
};
