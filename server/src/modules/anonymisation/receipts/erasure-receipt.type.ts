import { Field, ID, InputType } from 'type-graphql';
import { connectionOf, DateScalar } from '../../../platform/graphql/index.ts';
import { EndingEnum, type Ending } from '../../retention/index.ts';
import { ErasureReceiptType, WayEnum } from '../anonymisation.type.ts';
import type { ErasureReceipt, ErasureWay } from '../erasure-receipt.ts';

export const ErasureReceiptConnection = connectionOf<ErasureReceipt>(ErasureReceiptType, 'ErasureReceipt');

@InputType('ErasureReceiptFilter', { description: 'Which receipts; what is given must all hold.' })
export class ErasureReceiptFilter {
  @Field(() => ID, { nullable: true, description: 'Of this agency.' })
  agencyId?: string | null;
  @Field(() => DateScalar, { nullable: true, description: 'Erased on this day or later (Europe/Amsterdam).' })
  from?: string | null;
  @Field(() => DateScalar, { nullable: true, description: 'Erased on this day or earlier (Europe/Amsterdam).' })
  until?: string | null;
  @Field(() => EndingEnum, { nullable: true, description: 'Of the anonymised, or of the deleted.' })
  ending?: Ending | null;
  @Field(() => WayEnum, { nullable: true, description: 'Come about in this way.' })
  way?: ErasureWay | null;
  @Field(() => String, {
    nullable: true,
    description: 'With this reference, such as 7F3A-09C2-51BE, by which the person himself names it.',
  })
  reference?: string | null;
}
