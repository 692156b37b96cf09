import { createRequire } from 'node:module';
import { buffer } from 'node:stream/consumers';
import PDFDocument from 'pdfkit';

/** Writes names from all of Europe; the fonts of PDF itself stop at the west of it. */
const fonts = createRequire(import.meta.url);
const FONT = {
  normal: fonts.resolve('@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf'),
  strong: fonts.resolve('@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf'),
};

/** A4 in points. */
export const EDGE = 56;
export const WIDTH = 595.28 - 2 * EDGE;
export const BOTTOM = 841.89 - 84;
export const INK = '#1c2430';
export const MUTED = '#56606e';
export const LINE = '#d5dae1';
export const BRAND = '#1f4f46';

export type Doc = InstanceType<typeof PDFDocument>;
export type Structure = ReturnType<Doc['struct']>;

export interface Paper {
  readonly title: string;
  readonly author: string;
  readonly language: 'nl' | 'en';
  /** For the file's own date. */
  readonly at: Date;
  /** What stands at the foot of every page, at its left. */
  readonly foot: string;
}

const PAGE = {
  nl: (n: number, of: number) => `Bladzijde ${String(n)} van ${String(of)}`,
  en: (n: number, of: number) => `Page ${String(n)} of ${String(of)}`,
};

/**
 * An A4 file that a screen reader can read out. Its title stands in lists of files and in search results, so it never names
 * a person.
 */
export async function drawPaper(paper: Paper, draw: (doc: Doc, root: Structure) => void): Promise<Buffer> {
  const doc = new PDFDocument({
    size: 'A4',
    margin: EDGE,
    bufferPages: true,
    font: FONT.normal,
    pdfVersion: '1.7',
    tagged: true,
    displayTitle: true,
    lang: paper.language === 'nl' ? 'nl-NL' : 'en-GB',
    info: {
      Title: paper.title,
      Author: paper.author,
      Creator: 'Wisbaar',
      Producer: 'Wisbaar',
      CreationDate: paper.at,
    },
  });
  doc.registerFont('normal', FONT.normal);
  doc.registerFont('strong', FONT.strong);
  const whole = buffer(doc);
  const root = doc.struct('Document');
  doc.addStructure(root);
  draw(doc, root);
  root.end();
  drawFeet(doc, paper);
  doc.end();
  return whole;
}

/** A line across the page, which is no part of what is read out. */
export function drawRule(doc: Doc, y: number, width: number): void {
  doc.markContent('Artifact', { type: 'Layout' });
  doc
    .moveTo(EDGE, y)
    .lineTo(EDGE + WIDTH, y)
    .lineWidth(width)
    .strokeColor(LINE)
    .stroke();
  doc.endMarkedContent();
}

/** On every page the same, and no part of what is read out. */
function drawFeet(doc: Doc, { foot, language }: Paper): void {
  const { start, count } = doc.bufferedPageRange();
  for (let page = start; page < start + count; page += 1) {
    doc.switchToPage(page);
    // Below the margin, where text would begin a page of its own.
    doc.page.margins.bottom = 0;
    doc.markContent('Artifact', { type: 'Pagination' });
    doc.font('normal').fontSize(8.5).fillColor(MUTED);
    const y = 841.89 - 48;
    if (foot !== '') doc.text(foot, EDGE, y, { width: WIDTH - 120, lineBreak: false });
    const number = PAGE[language](page + 1, count);
    doc.text(number, EDGE + WIDTH - 120, y, { width: 120, align: 'right', lineBreak: false });
    doc.endMarkedContent();
  }
}
