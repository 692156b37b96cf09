import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { PageArgs } from '../../../platform/graphql/index.ts';
import { AgencySchema, AgencyType, type Agency } from '../../organisation/index.ts';
import type { RequestContext } from '../../permissions/index.ts';
import { ErasureReceiptType } from '../anonymisation.type.ts';
import type { ErasureReceipt } from '../erasure-receipt.ts';
import { ErasureReceiptConnection, ErasureReceiptFilter } from './erasure-receipt.type.ts';
import { listReceipts } from './list-receipts.ts';

@Resolver(() => ErasureReceiptType)
export class ReceiptListResolver {
  @Query(() => ErasureReceiptConnection, {
    description:
      'Receipts of who was erased in your agencies, the last first; of the deleted too, of whom nothing else is left (H54, H55).',
  })
  async erasureReceipts(
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => ErasureReceiptFilter, { nullable: true, description: 'Which ones.' })
    filter: ErasureReceiptFilter | undefined,
    @Ctx() { work }: RequestContext,
  ) {
    return new ErasureReceiptConnection(await listReceipts(work, filter ?? {}, page));
  }

  @FieldResolver(() => AgencyType, { nullable: true, description: 'The agency that erased him.' })
  async agency(@Root() receipt: ErasureReceipt, @Ctx() { byId }: RequestContext): Promise<Agency | null> {
    return (await byId(AgencySchema).load(receipt.agencyId)) ?? null;
  }
}
