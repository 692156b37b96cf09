import { inTransaction, rows, sql } from '../../platform/database/index.ts';
import { badInput, forbidden, notFound } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { recordAudit } from '../audit/index.ts';
import { mayAskFor, type CandidateOrder } from '../candidates/index.ts';
import type { Rights, StaffActor, Work } from '../permissions/index.ts';
import { mayChange } from './may-change.ts';
import { SavedViewSchema, type SavedFilter, type SavedView } from './saved-view.entity.ts';

const LONGEST_NAME = 60;
const MOST = 50;

export interface GivenView {
  /** Of one that exists already. */
  id: string | null;
  name: string;
  filter: SavedFilter;
  orderBy: CandidateOrder | null;
  sharedWithId: string | null;
}

/**
 * Keeps a view of the list of candidates, for oneself or for an agency (H47, H48).
 * @throws DomainError NOT_FOUND, FORBIDDEN, BAD_USER_INPUT
 */
export async function saveView(work: Work, actor: StaffActor, rights: Rights, given: GivenView): Promise<SavedView> {
  const name = given.name.trim();
  if (name === '' || name.length > LONGEST_NAME)
    throw badInput('name', `Give a name of 1 to ${String(LONGEST_NAME)} characters.`);
  const { filter, orderBy, sharedWithId } = given;
  if (!mayAskFor(work, rights, filter, orderBy ?? undefined)) throw forbidden('Your role may not ask for such a list.');
  if (sharedWithId !== null && !actor.agencyIds.includes(sharedWithId)) throw notFound();
  return inTransaction(work.em, async (em) => {
    // Two at once: the second sees what the first one called his.
    await rows(em, sql`select from staff_user where id = ${actor.id} for update`);
    const known = given.id === null ? null : await em.findOne(SavedViewSchema, { id: given.id });
    if (given.id !== null && !(known && mayChange(actor, rights, known))) throw notFound();
    if (sharedWithId !== (known?.sharedWithId ?? null) && !rights.permissions.has('view:share'))
      throw forbidden('Your role may not share views.');
    const id = known?.id ?? newId();
    const ownerId = known?.ownerId ?? actor.id;
    const others = await em.find(SavedViewSchema, { ownerId, id: { $ne: id } });
    if (others.some((one) => one.name.toLowerCase() === name.toLowerCase()))
      throw badInput('name', 'There is a view of this name already.');
    if (!known && others.length >= MOST) throw badInput('name', `Nobody has more than ${String(MOST)} views.`);
    const view = known ?? em.create(SavedViewSchema, { id, ownerId, name, filter });
    view.name = name;
    view.filter = filter;
    view.orderBy = orderBy;
    view.sharedWithId = sharedWithId;
    await em.flush();
    await recordAudit({ ...work, em }, [
      {
        action: 'saved-view.saved',
        subjectType: 'SavedView',
        subjectId: id,
        agencyId: sharedWithId,
        facts: { shared: sharedWithId !== null },
      },
    ]);
    return view;
  });
}
