import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { badInput } from '../../platform/errors.ts';
import { rowId, withUserErrors } from '../../platform/graphql/index.ts';
import { ErasureRunSchema } from '../anonymisation/index.ts';
import type { RequestContext } from '../permissions/index.ts';
import { anonymiseMany } from './anonymise-many.ts';
import {
  BulkInput,
  BulkPayload,
  HoldManyInput,
  PlanManyInput,
  PreviewBulkInput,
  PreviewBulkPayload,
  type BulkPeopleInput,
} from './bulk.type.ts';
import { extendMany } from './extend-many.ts';
import { holdMany } from './hold-many.ts';
import { planMany } from './plan-many.ts';
import { weigh, type BulkPeople, type Weighed } from './weigh.ts';

/** What is done to many people of the list at once; each is refused unless its preview still holds. */
@Resolver()
export class BulkResolver {
  @Mutation(() => PreviewBulkPayload, {
    description: 'Says to how many something could be done, and why not to the others; changes nothing.',
  })
  previewBulk(
    @Arg('input', () => PreviewBulkInput, { description: 'What, and to whom.' }) input: PreviewBulkInput,
    @Ctx() { work, rights }: RequestContext,
  ): Promise<PreviewBulkPayload> {
    return withUserErrors(async () => {
      const { ids, ...weighed } = await weigh(work, rights, input.deed, peopleOf(input.people));
      return { preview: { ...weighed, people: ids.length } };
    });
  }

  @Mutation(() => BulkPayload, { description: 'Extends the terms of many by the same period again (H42).' })
  extendMany(
    @Arg('input', () => BulkInput, { description: 'Whose.' }) { people, preview: mark }: BulkInput,
    @Ctx() { work, rights }: RequestContext,
  ): Promise<BulkPayload> {
    return withUserErrors(async () => done(await extendMany(work, rights, { people: peopleOf(people), mark })));
  }

  @Mutation(() => BulkPayload, { description: 'Notes why many may not be erased, and until when (B5).' })
  holdMany(
    @Arg('input', () => HoldManyInput, { description: 'Whom, why and until when.' })
    { people, preview: mark, reason, until }: HoldManyInput,
    @Ctx() { work, rights }: RequestContext,
  ): Promise<BulkPayload> {
    return withUserErrors(async () =>
      done(await holdMany(work, rights, { people: peopleOf(people), mark, reason, until })),
    );
  }

  @Mutation(() => BulkPayload, { description: 'Plans the anonymisation of many; they are told first.' })
  planMany(
    @Arg('input', () => PlanManyInput, { description: 'Whom, and for when.' })
    { people, preview: mark, dueOn }: PlanManyInput,
    @Ctx() { work, rights }: RequestContext,
  ): Promise<BulkPayload> {
    return withUserErrors(async () => done(await planMany(work, rights, { people: peopleOf(people), mark, dueOn })));
  }

  @Mutation(() => BulkPayload, {
    description: 'Anonymises many, as runs that go on by themselves; it can’t be undone. Confirm your password first.',
  })
  anonymiseMany(
    @Arg('input', () => BulkInput, { description: 'Whom.' }) { people, preview: mark }: BulkInput,
    @Ctx() context: RequestContext,
  ): Promise<BulkPayload> {
    return withUserErrors(async () => {
      const { work, rights } = context;
      await context.mustBeFresh();
      const outcome = await anonymiseMany(work, rights, { people: peopleOf(people), mark });
      const erasureRuns = await work.em.fork().find(ErasureRunSchema, { id: { $in: outcome.runIds } });
      return { ...done(outcome), erasureRuns };
    });
  }
}

const done = ({ ids, skipped }: Weighed) => ({ people: ids.length, skipped });

function peopleOf({ candidateIds, filter }: BulkPeopleInput): BulkPeople {
  if ((candidateIds == null) === (filter == null)) throw badInput('people', 'Give either candidates or a filter.');
  if (candidateIds != null) return { candidateIds: candidateIds.map((id) => rowId('Candidate', id, 'people')) };
  return { filter: filter! };
}
