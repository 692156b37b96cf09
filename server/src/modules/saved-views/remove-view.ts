import { inTransaction } from '../../platform/database/index.ts';
import { notFound } from '../../platform/errors.ts';
import { recordAudit } from '../audit/index.ts';
import type { Rights, StaffActor, Work } from '../permissions/index.ts';
import { mayChange } from './may-change.ts';
import { SavedViewSchema } from './saved-view.entity.ts';

/** Removes a view; nobody of the list is touched. @throws DomainError NOT_FOUND, also for somebody else’s */
export function removeView(work: Work, actor: StaffActor, rights: Rights, id: string): Promise<void> {
  return inTransaction(work.em, async (em) => {
    const view = await em.findOne(SavedViewSchema, { id });
    if (!view || !mayChange(actor, rights, view)) throw notFound();
    await em.nativeDelete(SavedViewSchema, { id });
    await recordAudit({ ...work, em }, [
      {
        action: 'saved-view.removed',
        subjectType: 'SavedView',
        subjectId: id,
        agencyId: view.sharedWithId ?? null,
        facts: { shared: view.sharedWithId != null },
      },
    ]);
  });
}
