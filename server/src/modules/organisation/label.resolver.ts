import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { rowId, toGlobalId, withUserErrors } from '../../platform/graphql/index.ts';
import { scopeOf, type RequestContext, type Work } from '../permissions/index.ts';
import { AgencySchema } from './agency.entity.ts';
import { AgencyType } from './agency.type.ts';
import { LabelSchema, type Label } from './label.entity.ts';
import { LabelType, SaveLabelInput, SaveLabelPayload } from './label.type.ts';
import { saveLabel } from './save-label.ts';

@Resolver(() => LabelType)
export class LabelResolver {
  @Query(() => [LabelType], { description: 'The labels of your agencies, by name.' })
  labels(@Ctx() { work }: RequestContext): Promise<Label[]> {
    return work.em.find(LabelSchema, scopeOf(work.actor, { units: false }), { orderBy: { name: 'asc', id: 'asc' } });
  }

  @Mutation(() => SaveLabelPayload, { description: 'Makes a label, or changes its name or its address (H12).' })
  saveLabel(
    @Arg('input', () => SaveLabelInput, { description: 'Which, and its name and address.' }) input: SaveLabelInput,
    @Ctx() { work }: RequestContext,
  ): Promise<SaveLabelPayload> {
    return withUserErrors(async () => ({
      label: await saveLabel(work, {
        id: input.id == null ? null : rowId('Label', input.id),
        agencyId: input.agencyId == null ? null : rowId('Agency', input.agencyId, 'agencyId'),
        name: input.name,
        slug: input.slug,
      }),
    }));
  }

  @FieldResolver(() => ID, { description: 'Unique over all types; opaque.' })
  id(@Root() label: Label): string {
    return toGlobalId('Label', label.id);
  }

  @FieldResolver(() => AgencyType, { nullable: true, description: 'Whose it is (Bureau).' })
  agency(@Root() label: Label, @Ctx() context: RequestContext) {
    return context.byId(AgencySchema).load(label.agencyId);
  }
}

export function loadLabel(work: Work, id: string): Promise<Label | null> {
  return work.em.findOne(LabelSchema, { id, ...scopeOf(work.actor, { units: false }) });
}
