import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { oncePerRequest, rowId, withUserErrors } from '../../platform/graphql/index.ts';
import type { Words } from '../audit/index.ts';
import type { RequestContext } from '../permissions/index.ts';
import { DIMENSIONS } from './dimensions.ts';
import { exportReport } from './export-report.ts';
import { makeReport, type ReportRequest } from './make-report.ts';
import { offeredReports } from './may-count.ts';
import { MEASURES } from './measures/index.ts';
import { ExportReportInput, ExportReportPayload, ReportInput, ReportOfferType, ReportType } from './report.type.ts';

/** Each may look at millions of rows. */
const askOnce = oncePerRequest();

@Resolver()
export class ReportResolver {
  @Query(() => [ReportOfferType], { description: 'The reports that you may ask for (C2).' })
  reports(@Ctx() { rights }: RequestContext): ReportOfferType[] {
    return offeredReports(rights).map(({ code, dimensions, hasPeriod }) => ({
      measure: code,
      ...labels(MEASURES[code]),
      hasPeriod,
      groupings: dimensions.map((dimension) => ({ dimension, ...labels(DIMENSIONS[dimension]) })),
    }));
  }

  @Query(() => ReportType, {
    nullable: true,
    description:
      'A count of what exists for you; one in a request. A report that tells of a field which you may not see is refused.',
  })
  async report(
    @Arg('input', () => ReportInput, { description: 'Which one.' }) input: ReportInput,
    @Ctx() { work, rights }: RequestContext,
  ): Promise<ReportType> {
    askOnce(work.em);
    const report = await makeReport(work, rights, requestOf(input, 'input'));
    return {
      ...report,
      columns: report.columns.map((column) => ({ code: column.code, unit: column.unit, ...labels(column) })),
      groups: report.groups.map(({ kind, key, figures, ...words }) => ({
        kind,
        key,
        figures: [...figures],
        ...labels(words),
      })),
      total: [...report.total],
    };
  }

  @Mutation(() => ExportReportPayload, {
    description: 'A report as a CSV file. A mutation, since it is itself recorded.',
  })
  exportReport(
    @Arg('input', () => ExportReportInput, { description: 'Which one.' }) { report, language }: ExportReportInput,
    @Ctx() { work, rights }: RequestContext,
  ): Promise<ExportReportPayload> {
    return withUserErrors(() => exportReport(work, rights, { request: requestOf(report, 'report'), language }));
  }
}

const labels = ({ nl, en }: Words) => ({ labelNl: nl, labelEn: en });

const requestOf = ({ measure, dimension, from, until, agencyId }: ReportInput, path: string): ReportRequest => ({
  measure,
  dimension,
  from: from ?? null,
  until: until ?? null,
  agencyId: agencyId == null ? null : rowId('Agency', agencyId, `${path}.agencyId`),
});
