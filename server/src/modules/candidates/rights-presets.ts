import type { ColumnLine } from '../personal-data/index.ts';
import { BUILT_IN_ROLES, type BuiltInRole } from '../permissions/index.ts';

/** All staff: what is needed to run the agency's retention, and says nothing about who somebody is. */
export const EVERYONE: readonly BuiltInRole[] = BUILT_IN_ROLES;
/** Who a person is: for those who speak with him, and for proof (H1). */
export const WHO_MEET_PEOPLE: readonly BuiltInRole[] = [
  'ADMIN',
  'PRIVACY_OFFICER',
  'RECRUITER',
  'BACK_OFFICE',
  'READ_ONLY',
];
/** What a person can do: for placing him in work, and for who looks along. */
export const WHO_KNOW_CAREERS: readonly BuiltInRole[] = ['ADMIN', 'RECRUITER', 'READ_ONLY'];
/** Who change what is held of a person. */
export const WHO_PLACE_PEOPLE: readonly BuiltInRole[] = ['ADMIN', 'RECRUITER'];
/** Origin and the like: not needed to place anybody. */
export const WHO_GUARD_PRIVACY: readonly BuiltInRole[] = ['ADMIN', 'PRIVACY_OFFICER'];
export const NOBODY: readonly BuiltInRole[] = [];

type Preset = Omit<ColumnLine, 'nl' | 'en'>;

export const identity: Preset = {
  is: 'IDENTIFYING',
  group: 'personalia',
  see: WHO_MEET_PEOPLE,
  change: WHO_PLACE_PEOPLE,
  erase: 'OVERWRITE',
  export: true,
  portal: 'CHANGE',
};
export const contact: Preset = { ...identity, is: 'CONTACT', group: 'contact' };
export const address: Preset = { ...identity, is: 'CONTACT', group: 'address' };
export const origin: Preset = { ...identity, is: 'SPECIAL', see: WHO_GUARD_PRIVACY, change: ['ADMIN'] };
export const career: Preset = {
  is: 'PROFESSIONAL',
  group: 'other',
  see: WHO_KNOW_CAREERS,
  change: WHO_PLACE_PEOPLE,
  erase: 'OVERWRITE',
  export: true,
  portal: 'SEE',
};
export const note: Preset = { ...career, is: 'FREE_TEXT' };
/** Other people's data (D9). */
export const referee: Preset = {
  ...career,
  is: 'THIRD_PARTY',
  group: 'workExperience',
  export: false,
  portal: 'HIDDEN',
};
/** Says what happened to the file, not who the person is; management figures are made of it (C2). */
export const figure: Preset = {
  is: 'MANAGEMENT',
  group: 'registration',
  see: EVERYONE,
  change: NOBODY,
  erase: 'KEEP',
  export: true,
  portal: 'SEE',
};
/** Never leaves the server. */
export const technical: Preset = {
  is: 'TECHNICAL',
  group: 'technical',
  see: NOBODY,
  change: NOBODY,
  erase: 'KEEP',
  export: false,
  portal: 'HIDDEN',
  api: false,
};
