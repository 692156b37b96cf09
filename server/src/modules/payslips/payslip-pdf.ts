import { writtenDate, type LocalDate } from '../../platform/clock.ts';
import {
  BOTTOM,
  BRAND,
  drawPaper,
  drawRule,
  EDGE,
  INK,
  MUTED,
  WIDTH,
  type Doc,
  type Structure,
} from '../../platform/pdf/paper.ts';
import type { PayslipLine } from './payslip.ts';

/** What stands on the paper; `null`: whoever asks may not see it, or there is none. */
export interface PrintedPayslip {
  readonly language: 'nl' | 'en';
  readonly agency: string;
  readonly employer: string | null;
  readonly name: string | null;
  /** Masked: `******782`. */
  readonly bsn: string | null;
  readonly personnelNumber: string | null;
  readonly periodFrom: LocalDate | null;
  readonly periodTo: LocalDate | null;
  readonly paidOn: LocalDate | null;
  readonly grossCents: number | null;
  readonly netCents: number | null;
  readonly lines: readonly PayslipLine[] | null;
}

const WORDS = {
  nl: {
    title: 'Loonafrekening',
    name: 'Naam',
    bsn: 'Bsn',
    personnelNumber: 'Personeelsnummer',
    employer: 'Werkgever',
    period: 'Periode',
    until: 't/m',
    paidOn: 'Betaald op',
    lines: ['Omschrijving', 'Aantal', 'Tarief', 'Bedrag'],
    gross: 'Bruto',
    net: 'Netto',
    masked: 'Van het bsn staan alleen de laatste drie cijfers op dit overzicht.',
  },
  en: {
    title: 'Payslip',
    name: 'Name',
    bsn: 'BSN',
    personnelNumber: 'Personnel number',
    employer: 'Employer',
    period: 'Period',
    until: 'to',
    paidOn: 'Paid on',
    lines: ['Description', 'Quantity', 'Rate', 'Amount'],
    gross: 'Gross',
    net: 'Net',
    masked: 'Of the BSN, only the last three digits are on this statement.',
  },
} as const;

/** Digits of one width, so that amounts stand under each other. */
const FIGURES: PDFKit.Mixins.TextOptions = { features: ['tnum'] };
/** Left edge and width of the columns of the table of lines. */
const COLUMNS = [
  { x: EDGE, width: WIDTH - 240, align: 'left' },
  { x: EDGE + WIDTH - 230, width: 60, align: 'right' },
  { x: EDGE + WIDTH - 160, width: 70, align: 'right' },
  { x: EDGE + WIDTH - 80, width: 80, align: 'right' },
] as const;

/** A4, as a tagged PDF that a screen reader can read out. @param at for the file's own date. */
export function drawPayslip(payslip: PrintedPayslip, at: Date): Promise<Buffer> {
  const { language, agency, bsn } = payslip;
  const words = WORDS[language];
  const foot = bsn === null ? '' : words.masked;
  return drawPaper({ title: words.title, author: agency, language, at, foot }, (doc, root) => {
    drawHead(doc, root, payslip);
    drawLines(doc, root, payslip);
    drawTotals(doc, root, payslip);
  });
}

function drawHead(doc: Doc, root: Structure, payslip: PrintedPayslip): void {
  const words = WORDS[payslip.language];
  const day = (value: LocalDate | null) => value && writtenDate(value, payslip.language);
  root.add(
    doc.struct('P', {}, () => {
      doc.font('normal').fontSize(10).fillColor(MUTED).text(payslip.agency, EDGE, EDGE, { width: WIDTH });
    }),
  );
  root.add(
    doc.struct('H1', {}, () => {
      doc
        .font('strong')
        .fontSize(22)
        .fillColor(BRAND)
        .text(words.title, EDGE, doc.y + 2, { width: WIDTH });
    }),
  );
  const [from, to] = [day(payslip.periodFrom), day(payslip.periodTo)];
  const facts: [string, string | null][] = [
    [words.name, payslip.name],
    [words.period, from && to && `${from} ${words.until} ${to}`],
    [words.bsn, payslip.bsn],
    [words.paidOn, day(payslip.paidOn)],
    [words.personnelNumber, payslip.personnelNumber],
    [words.employer, payslip.employer],
  ];
  const half = WIDTH / 2 - 8;
  let top = doc.y + 18;
  for (let index = 0; index < facts.length; index += 2) {
    let lowest = top;
    for (const side of [0, 1]) {
      const [label, value] = facts[index + side]!;
      if (value === null) continue;
      root.add(
        doc.struct('P', {}, () => {
          const x = EDGE + side * (half + 16);
          doc.font('normal').fontSize(8.5).fillColor(MUTED).text(label, x, top, { width: half });
          doc
            .fontSize(10.5)
            .fillColor(INK)
            .text(value, x, doc.y + 1, { width: half });
        }),
      );
      lowest = Math.max(lowest, doc.y);
    }
    top = lowest === top ? top : lowest + 10;
  }
  doc.y = top;
}

function drawLines(doc: Doc, root: Structure, payslip: PrintedPayslip): void {
  if (payslip.lines === null) return;
  const table = doc.struct('Table');
  root.add(table);
  drawRow(doc, table, 'TH', WORDS[payslip.language].lines, doc.y + 14);
  for (const line of payslip.lines) {
    const cells = [
      line.description,
      line.quantity === null ? '' : number(line.quantity, payslip.language),
      line.rateCents === null ? '' : euros(line.rateCents, payslip.language),
      euros(line.amountCents, payslip.language),
    ];
    const height = doc.font('normal').fontSize(10).heightOfString(line.description, { width: COLUMNS[0].width });
    if (doc.y + height + 12 > BOTTOM) {
      doc.addPage();
      drawRow(doc, table, 'TH', WORDS[payslip.language].lines, EDGE);
    }
    drawRow(doc, table, 'TD', cells, doc.y);
  }
  table.end();
}

function drawRow(doc: Doc, table: Structure, kind: 'TH' | 'TD', cells: readonly string[], top: number): void {
  const row = doc.struct('TR');
  table.add(row);
  const heading = kind === 'TH';
  let lowest = top;
  for (const [index, { x, width, align }] of COLUMNS.entries()) {
    row.add(
      doc.struct(kind, {}, () => {
        doc
          .font(heading ? 'strong' : 'normal')
          .fontSize(heading ? 8.5 : 10)
          .fillColor(heading ? MUTED : INK)
          // An empty cell is a space: a text of nothing would leave the cell out.
          .text(cells[index] || ' ', x, top + 6, { width, align, ...(align === 'right' ? FIGURES : {}) });
      }),
    );
    lowest = Math.max(lowest, doc.y);
  }
  row.end();
  drawRule(doc, lowest + 5, heading ? 1 : 0.5);
  doc.y = lowest + 6;
}

function drawTotals(doc: Doc, root: Structure, payslip: PrintedPayslip): void {
  const words = WORDS[payslip.language];
  if (doc.y + 60 > BOTTOM) doc.addPage();
  const totals = [
    { label: words.gross, cents: payslip.grossCents, font: 'normal', size: 11 },
    { label: words.net, cents: payslip.netCents, font: 'strong', size: 13 },
  ];
  doc.y += 10;
  for (const { label, cents, font, size } of totals) {
    if (cents === null) continue;
    const top = doc.y;
    root.add(
      doc.struct('P', {}, () => {
        doc.font(font).fontSize(size).fillColor(INK);
        doc.text(label, EDGE, top, { width: WIDTH / 2 });
        doc.text(euros(cents, payslip.language), EDGE + WIDTH / 2, top, {
          width: WIDTH / 2,
          align: 'right',
          ...FIGURES,
        });
      }),
    );
    doc.y += 6;
  }
}

const tag = (language: 'nl' | 'en') => (language === 'nl' ? 'nl-NL' : 'en-GB');
const number = (value: number, language: 'nl' | 'en') =>
  new Intl.NumberFormat(tag(language), { maximumFractionDigits: 4 }).format(value);
const euros = (cents: number, language: 'nl' | 'en') =>
  new Intl.NumberFormat(tag(language), { style: 'currency', currency: 'EUR' }).format(cents / 100);
