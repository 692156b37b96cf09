import { onDays, sql, type Sql } from '../../../platform/database/index.ts';
import { badInput } from '../../../platform/errors.ts';
import { keysetPage, rowId, type Page, type PageArgs } from '../../../platform/graphql/index.ts';
import { visibleTo, type Work } from '../../permissions/index.ts';
import { ErasureReceiptSchema, type ErasureReceipt, type ErasureWay } from '../erasure-receipt.ts';
import type { Ending } from '../../retention/index.ts';
import { endOfReference } from '../receipt-reference.ts';

/** What may be asked, with the ids of the API. */
export interface ReceiptFilter {
  readonly agencyId?: string | null;
  readonly from?: string | null;
  readonly until?: string | null;
  readonly ending?: Ending | null;
  readonly way?: ErasureWay | null;
  readonly reference?: string | null;
}

/**
 * Receipts of who was erased, the last first (B8): of the anonymised and of the deleted, of whom nothing else is left (H54, H55). Each is
 * there for whoever the person was there for.
 * @throws DomainError BAD_USER_INPUT with the field's name
 */
export function listReceipts(work: Work, filter: ReceiptFilter, page: PageArgs): Promise<Page<ErasureReceipt>> {
  return keysetPage<ErasureReceipt>(
    work.em,
    {
      type: 'ErasureReceipt',
      from: sql`(select r.* from erasure_receipt r
                 where ${visibleTo(work.actor, sql.ref('r.agency_id'), sql.ref('r.organisation_unit_id'))}) r`,
      where: conditionsOf(filter),
      id: sql`r.id`,
      key: sql`r.erased_at`,
      descending: true,
      load: (ids) => work.em.find(ErasureReceiptSchema, { id: { $in: [...ids] } }),
    },
    page,
  );
}

function conditionsOf({ agencyId, ending, way, reference, ...days }: ReceiptFilter): Sql {
  const all: Sql[] = [sql`true`, ...onDays(sql`r.erased_at`, days, 'filter.until')];
  if (agencyId != null) all.push(sql`r.agency_id = ${rowId('Agency', agencyId, 'filter.agencyId')}`);
  if (ending != null) all.push(sql`r.ending = ${ending}`);
  if (way != null) all.push(sql`r.way = ${way}`);
  if (reference != null) {
    const end = endOfReference(reference);
    if (end === undefined) throw badInput('filter.reference', 'Give a whole reference, such as 7F3A-09C2-51BE.');
    all.push(sql`right(r.id::text, 12) = ${end}`);
  }
  return sql.join(all, sql` and `);
}
