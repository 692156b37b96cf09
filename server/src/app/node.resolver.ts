import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import type { LocalDate } from '../platform/clock.ts';
import { notFound } from '../platform/errors.ts';
import { DateScalar, markNode, NodeType, readGlobalId } from '../platform/graphql/index.ts';
import type { NodeLoader } from '../modules/module-manifest.ts';
import type { Asker, RequestContext } from '../modules/permissions/index.ts';

/**
 * `node(id:)` over all modules' types. What is not yours and what does not exist are the same answer (S2).
 * @param mayKnow whether somebody may read so much as the id of a thing of this type.
 */
export function nodeResolver(
  loaders: Readonly<Record<string, NodeLoader>>,
  mayKnow: (type: string, asker: Asker) => boolean,
) {
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
      @Ctx() context: RequestContext,
    ): Promise<object> {
      const read = readGlobalId(id);
      const known = read && Object.hasOwn(loaders, read.type) && mayKnow(read.type, context);
      const row = known && (await loaders[read.type]!(context.work, read.id));
      if (!row) throw notFound();
      return markNode(row, read.type);
    }
  }
  return NodeResolver;
}
