import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { badInput, forbidden } from '../../platform/errors.ts';
import { rowId, toGlobalId, withUserErrors } from '../../platform/graphql/index.ts';
import type { CandidateFilter } from '../candidates/index.ts';
import { AgencySchema, AgencyType } from '../organisation/index.ts';
import type { RequestContext, Rights, StaffActor, Work } from '../permissions/index.ts';
import { mayChange } from './may-change.ts';
import { removeView } from './remove-view.ts';
import { saveView } from './save-view.ts';
import { SavedViewSchema, type SavedFilter, type SavedView } from './saved-view.entity.ts';
import { RemoveViewInput, SavedViewPayload, SavedViewType, SaveViewInput } from './saved-view.type.ts';
import { viewsOf } from './views-of.ts';

@Resolver(() => SavedViewType)
export class SavedViewResolver {
  @Query(() => [SavedViewType], {
    description:
      'Your views of the list of candidates, and those shared with you, by name; none that your role could not use.',
  })
  savedViews(@Ctx() { work, rights }: RequestContext): Promise<SavedView[]> {
    // A program has no views of its own.
    return work.actor.kind === 'staff' ? viewsOf(work, work.actor, rights) : Promise.resolve([]);
  }

  @Mutation(() => SavedViewPayload, { description: 'Keeps a view of the list of candidates (H47, H48).' })
  saveView(
    @Arg('input', () => SaveViewInput, { description: 'The view.' }) input: SaveViewInput,
    @Ctx() { work, rights }: RequestContext,
  ): Promise<SavedViewPayload> {
    return withUserErrors(async () => {
      const { id, name, filter, orderBy, sharedWithAgencyId: agency } = input;
      await saveView(work, person(work), rights, {
        id: id == null ? null : rowId('SavedView', id),
        name,
        filter: kept(filter),
        orderBy: orderBy ?? null,
        sharedWithId: agency == null ? null : rowId('Agency', agency, 'sharedWithAgencyId'),
      });
      return afterwards(work, rights);
    });
  }

  @Mutation(() => SavedViewPayload, { description: 'Removes a view; nobody of the list is touched.' })
  removeView(
    @Arg('input', () => RemoveViewInput, { description: 'Which.' }) { id }: RemoveViewInput,
    @Ctx() { work, rights }: RequestContext,
  ): Promise<SavedViewPayload> {
    return withUserErrors(async () => {
      await removeView(work, person(work), rights, rowId('SavedView', id));
      return afterwards(work, rights);
    });
  }

  @FieldResolver(() => ID, { description: 'Unique over all types; opaque.' })
  id(@Root() view: SavedView): string {
    return toGlobalId('SavedView', view.id);
  }

  @FieldResolver(() => AgencyType, { nullable: true })
  sharedWith(@Root() { sharedWithId }: SavedView, @Ctx() context: RequestContext) {
    return sharedWithId == null ? null : context.byId(AgencySchema).load(sharedWithId);
  }

  @FieldResolver(() => Boolean)
  mayChange(@Root() view: SavedView, @Ctx() { work, rights }: RequestContext): boolean {
    return work.actor.kind === 'staff' && mayChange(work.actor, rights, view);
  }
}

function person({ actor }: Work): StaffActor {
  if (actor.kind !== 'staff') throw forbidden();
  return actor;
}

const afterwards = async (work: Work, rights: Rights) => ({
  savedViews: await viewsOf({ ...work, em: work.em.fork() }, person(work), rights),
});

/** Field by field: nothing else of what was sent is stored. */
function kept({
  search,
  agencyId,
  daysUntilDue,
  state,
  registrationKind,
  talentPoolId,
  hasConsent,
}: CandidateFilter): SavedFilter {
  if (search != null && search !== '') throw badInput('filter.search', 'A view keeps no words that were searched for.');
  const given = { agencyId, daysUntilDue, state, registrationKind, talentPoolId, hasConsent };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value != null));
}

export async function loadSavedView(work: Work, id: string): Promise<SavedView | null> {
  const { actor } = work;
  if (actor.kind !== 'staff') return null;
  const view = await work.em.findOne(SavedViewSchema, { id });
  const isThere = view && (view.ownerId === actor.id || actor.agencyIds.includes(view.sharedWithId ?? ''));
  return isThere && (await viewsOf(work, actor, actor.rights)).some((one) => one.id === id) ? view : null;
}
