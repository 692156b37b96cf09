import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import type { LocalDate } from '../platform/clock.ts';
import { notFound } from '../platform/errors.ts';
import { DateScalar, markNode, NodeType, readGlobalId } from '../platform/graphql/index.ts';
import type { NodeLoader } from '../modules/module-manifest.ts';
import type { RequestContext } from '../modules/permissions/index.ts';

/** `node(id:)` over all modules' types. What is not yours and what does not exist are the same answer (S2). */
export function nodeResolver(loaders: Readonly<Record<string, NodeLoader>>) {
  @Resolver()
  class NodeResolver {
    @Query(() => DateScalar, {
      description: 'The server’s calendar day in Europe/Amsterdam: what “in three days” counts from.',
    })
    today(@Ctx() { work }: RequestContext): LocalDate {
      return work.clock.today();
    }

    @Query(() => NodeType, {
      nullable: true,
      description: 'Anything by its id; NOT_FOUND when there is nothing here that you may know of.',
    })
    async node(
      @Arg('id', () => ID, { description: 'Its id.' }) id: string,
      @Ctx() { work }: RequestContext,
    ): Promise<object> {
      const read = readGlobalId(id);
      const load = read && Object.hasOwn(loaders, read.type) ? loaders[read.type] : undefined;
      const row = read && (await load?.(work, read.id));
      if (!row) throw notFound();
      return markNode(row, read.type);
    }
  }
  return NodeResolver;
}
