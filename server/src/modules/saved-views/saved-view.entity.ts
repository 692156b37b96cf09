import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';
import { StaffUserSchema } from '../accounts/index.ts';
import type { CandidateFilter, CandidateOrder } from '../candidates/index.ts';
import { AgencySchema } from '../organisation/index.ts';
import { declareImpersonal } from '../personal-data/index.ts';

/** What of a list’s filter a view holds: all but the words that were searched for, which may be somebody’s name. */
export type SavedFilter = Omit<CandidateFilter, 'search'>;

/** A filter and an order of the list of candidates, under a name: an employee’s own, or shared within an agency (H47). */
export const SavedViewSchema = defineEntity({
  name: 'SavedView',
  tableName: 'saved_view',
  uniques: [{ properties: ['ownerId', 'name'] }],
  properties: {
    id: p.uuid().primary(),
    ownerId: () => p.manyToOne(StaffUserSchema).mapToPk().fieldName('owner_id').deleteRule('cascade'),
    name: p.text(),
    /** Global ids in it stay as they were given. */
    filter: p.json<SavedFilter>(),
    orderBy: p.text().$type<CandidateOrder>().nullable(),
    /** With whose staff; null: with nobody. */
    sharedWithId: () => p.manyToOne(AgencySchema).mapToPk().fieldName('shared_with').nullable().index(),
  },
});
export type SavedView = InferEntity<typeof SavedViewSchema>;
// prettier-ignore
export const savedViewData = declareImpersonal(SavedViewSchema, {
  id: 'TECHNICAL', ownerId: 'STAFF', name: 'SETTING', filter: 'SETTING', orderBy: 'SETTING', sharedWithId: 'SETTING',
});
