import { stringify } from 'csv-stringify/sync';
import { inTransaction } from '../../platform/database/index.ts';
import { recordAudit } from '../audit/index.ts';
import { agenciesOf, type Rights, type Work } from '../permissions/index.ts';
import { DIMENSIONS } from './dimensions.ts';
import { makeReport, type ReportRequest } from './make-report.ts';
import type { Figures } from './measure.ts';

type Language = 'nl' | 'en';

const TOTAL = { nl: 'Totaal', en: 'Total' } as const;

/**
 * The report as a CSV file. Looking at one is not recorded; carrying it away is, in the same transaction.
 * @throws DomainError FORBIDDEN, BAD_USER_INPUT
 */
export function exportReport(
  work: Work,
  rights: Rights,
  { request, language }: { request: ReportRequest; language: Language },
): Promise<{ csv: string; groups: number }> {
  return inTransaction(work.em, async (em) => {
    const inside: Work = { ...work, em };
    const report = await makeReport(inside, rights, request);
    const csv = write([
      [DIMENSIONS[report.dimension][language], ...report.columns.map((column) => column[language])],
      ...report.groups.map((group) => [group[language], ...figures(group.figures, language)]),
      [TOTAL[language], ...figures(report.total, language)],
    ]);
    const { agencyId } = request;
    const isOwn = agencyId !== null && (agenciesOf(work.actor)?.includes(agencyId) ?? true);
    await recordAudit(inside, [
      {
        action: 'report.exported',
        subjectType: 'Report',
        subjectId: null,
        ...(isOwn ? { agencyId } : {}),
        facts: { measure: report.measure, dimension: report.dimension, rows: report.groups.length },
      },
    ]);
    return { csv, groups: report.groups.length };
  });
}

/** As a spreadsheet of that language reads numbers. */
const figures = (all: Figures, language: Language) =>
  all.map((figure) => (figure === null ? '' : String(figure).replace('.', language === 'nl' ? ',' : '.')));

/** The mark tells a spreadsheet that it is UTF-8; a name that begins like a formula is kept from being one. */
const write = (lines: readonly (readonly string[])[]) =>
  stringify([...lines.map((line) => [...line])], { delimiter: ';', bom: true, escape_formulas: true });
