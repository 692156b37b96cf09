import type { ShieldRules } from '../../platform/graphql/index.ts';
import { can } from '../permissions/index.ts';

/** Whether a role may also see what a report is made of is decided where it is made. */
const reads = can('report:read');

export const reportsShield: ShieldRules = {
  Query: { reports: reads, report: reads },
  Mutation: { exportReport: reads },
  ReportOffer: reads,
  ReportGrouping: reads,
  Report: reads,
  ReportColumn: reads,
  ReportGroup: reads,
  ExportReportPayload: reads,
};
