import type { ShieldRules } from '../../platform/graphql/index.ts';
import { can, canEither, isAnyone, isSignedIn, isStaff } from '../permissions/index.ts';

export const agencyShield: ShieldRules = {
  Query: {
    agencies: isStaff,
    labels: canEither('statement:edit', 'candidate:register'),
    labelLookPreview: can('statement:edit'),
  },
  Mutation: {
    saveOrganisationUnit: can('organisation:manage'),
    saveLabel: can('statement:edit'),
    saveLabelLook: can('statement:edit'),
  },
  // Of which agencies he is, who must still set up his second factor sees of himself; there is no other road to them for him.
  Agency: { id: isSignedIn, name: isSignedIn, organisationUnits: isStaff },
  OrganisationUnit: isStaff,
  SaveOrganisationUnitPayload: isStaff,
  Label: { id: isStaff, name: isStaff, slug: isStaff, agency: isStaff, look: isStaff },
  // On public pages everybody sees it.
  LabelLook: isAnyone,
  LabelLogo: isAnyone,
  LabelLookPreview: isStaff,
  SaveLabelPayload: isStaff,
  SaveLabelLookPayload: isStaff,
};
