import { sql, type Sql } from '../../../platform/database/index.ts';
import type { FieldName } from '../../permissions/index.ts';
import { OUT_OF_REACH, type Grouping } from '../measure.ts';

/** Whose rows they are: what everybody knows who may know of the rows at all. */
export const byAgency: Grouping = { key: sql`r.agency_id::text`, fields: [] };
export const byUnit: Grouping = { key: sql`r.organisation_unit_id::text`, fields: [] };

/** The month of the measure's own day; of millions of days `to_char` takes a good deal longer. */
export const byMonth = (field: FieldName): Grouping => ({ key: sql`left(r.day::text, 7)`, fields: [field] });

/** @param known id of the vacancy where it exists for who asks */
export const vacancyKey = (vacancyId: Sql, known: Sql): Sql =>
  sql`case when ${vacancyId} is null then null else coalesce(${known}::text, ${OUT_OF_REACH}) end`;
