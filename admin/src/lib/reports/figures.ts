import { m } from '#messages';
import { formatNumber, formatPercent } from '#lib/format/numbers.ts';
import { inLanguage } from '#lib/words/in-language.ts';
import type { Report, ReportColumn } from './reports.graphql.ts';

/** A figure as people read it; where there is none, a dash. */
export function formatFigure(figure: number | null, { unit }: Pick<ReportColumn, 'unit'>): string {
  if (figure === null) return '–';
  return unit === 'PERCENT' ? formatPercent(figure) : formatNumber(figure);
}

/** Whether groups are parts of a whole, so that a share of it says something. */
export const isCount = ({ columns }: Pick<Report, 'columns'>): boolean => columns.length === 1;

export const shareOf = (figure: number | null, whole: number | null | undefined): number | null =>
  figure === null || !whole ? null : (100 * figure) / whole;

/** What the report comes down to, in a line: read before, or instead of, the chart. */
export function finding(report: Report): string | undefined {
  const { columns, groups, total, dimension } = report;
  const [first, second, last] = [total[0] ?? null, total[1] ?? null, total.at(-1) ?? null];
  if (first === null) return undefined;
  const at = (index: number, figure: number | null) => formatFigure(figure, columns[index]!);
  if (report.measure === 'TIME_TO_FILL')
    return m.report_finding_days({ median: at(0, first), mean: at(1, second), count: formatNumber(last ?? 0) });
  if (report.measure === 'SHARE_ANONYMISED')
    return m.report_finding_share({ share: at(0, first), count: formatNumber(last ?? 0) });
  const values = groups.filter(({ kind }) => kind === 'VALUE');
  const largest = values.toSorted((one, other) => (other.figures[0] ?? 0) - (one.figures[0] ?? 0))[0];
  if (!largest || values.length < 2) return m.report_finding_total({ total: at(0, first) });
  const share = formatPercent(shareOf(largest.figures[0] ?? null, first) ?? 0);
  const words = { group: inLanguage(largest), figure: at(0, largest.figures[0] ?? null), total: at(0, first), share };
  return dimension === 'MONTH' ? m.report_finding_month(words) : m.report_finding_largest(words);
}

/** What a reader has to know of how this is counted. */
export function notes(report: Report): string[] {
  const all: string[] = [];
  if (report.measure === 'TIME_TO_FILL') all.push(m.report_note_time_to_fill());
  if (report.measure === 'HIRES') all.push(m.report_note_hires());
  if (report.dimension === 'STATUS') all.push(m.report_note_status());
  if (report.smallestGroup !== null) all.push(m.report_note_small({ smallest: String(report.smallestGroup) }));
  return all;
}
