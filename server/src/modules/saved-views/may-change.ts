import type { Rights, StaffActor } from '../permissions/index.ts';
import type { SavedView } from './saved-view.entity.ts';

/** Whose view it is, and, of one that is shared, whoever may share: else nobody could remove it when its owner has left. */
export const mayChange = (actor: StaffActor, rights: Rights, { ownerId, sharedWithId }: SavedView): boolean =>
  ownerId === actor.id ||
  (sharedWithId != null && actor.agencyIds.includes(sharedWithId) && rights.permissions.has('view:share'));
