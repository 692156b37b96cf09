import { mayAskFor } from '../candidates/index.ts';
import type { Rights, StaffActor, Work } from '../permissions/index.ts';
import { SavedViewSchema, type SavedView } from './saved-view.entity.ts';

/**
 * An employee’s own views, and those that are shared within his agencies, by name. One that asks for what his role may not see
 * is not offered to him: it would only be refused.
 */
export async function viewsOf(work: Work, actor: StaffActor, rights: Rights): Promise<SavedView[]> {
  const views = await work.em.find(
    SavedViewSchema,
    { $or: [{ ownerId: actor.id }, { sharedWithId: { $in: [...actor.agencyIds] } }] },
    { orderBy: { name: 'asc', id: 'asc' } },
  );
  return views.filter((view) => mayAskFor(work, rights, view.filter, view.orderBy ?? undefined));
}
