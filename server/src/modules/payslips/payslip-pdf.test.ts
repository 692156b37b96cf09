import { inflateSync } from 'node:zlib';
import { extractText, getDocumentProxy, getMeta } from 'unpdf';
import { describe, expect, it } from 'vitest';
import { drawPayslip, type PrintedPayslip } from './payslip-pdf.ts';

const PAYSLIP: PrintedPayslip = {
  language: 'nl',
  agency: 'Uitzendbureau Noorderlicht',
  employer: 'Noorderlicht Flex BV',
  name: 'Łucja Çelik-Öztürk',
  bsn: '******782',
  personnelNumber: '204518',
  periodFrom: '2026-05-01',
  periodTo: '2026-05-31',
  paidOn: '2026-06-05',
  grossCents: 310_456,
  netCents: 247_890,
  lines: [
    { description: 'Gewerkte uren', quantity: 168.5, rateCents: 1_842, amountCents: 310_377 },
    { description: 'Reiskosten', quantity: null, rateCents: null, amountCents: 79 },
    { description: 'Loonheffing', quantity: null, rateCents: null, amountCents: -62_566 },
  ],
};
const AT = new Date('2026-06-06T08:00:00Z');

async function read(file: Buffer): Promise<{ pages: number; text: string; meta: string }> {
  const document = await getDocumentProxy(new Uint8Array(file));
  const { totalPages, text } = await extractText(document, { mergePages: true });
  const meta = JSON.stringify(await getMeta(document));
  return { pages: totalPages, text, meta };
}

/** Everything that is in the file, packed streams included. */
function bytesOf(file: Buffer): string {
  const parts = [file.toString('latin1')];
  for (const [, body] of file.toString('latin1').matchAll(/stream\r?\n([\s\S]*?)endstream/g)) {
    try {
      parts.push(inflateSync(Buffer.from(body!, 'latin1')).toString('latin1'));
    } catch {
      // What is not packed is in the first part.
    }
  }
  expect(parts.length).toBeGreaterThan(3);
  return parts.join('\n');
}

describe('a payslip on paper (H10)', () => {
  it('says what came from payroll, in Dutch', async () => {
    const { text, pages } = await read(await drawPayslip(PAYSLIP, AT));
    expect(pages).toBe(1);
    for (const part of [
      'Loonafrekening',
      'Noorderlicht Flex BV',
      'Łucja Çelik-Öztürk',
      '1 mei 2026 t/m 31 mei 2026',
      '5 juni 2026',
      '******782',
      '168,5',
      '€ 18,42',
      '€ -625,66',
      '€ 3.104,56',
      '€ 2.478,90',
    ])
      expect(text.replace(/\s+/g, ' ')).toContain(part);
  });

  it('says it in English too', async () => {
    const { text, meta } = await read(await drawPayslip({ ...PAYSLIP, language: 'en' }, AT));
    for (const part of ['Payslip', '1 May 2026 to 31 May 2026', '€3,104.56', 'Personnel number'])
      expect(text.replace(/\s+/g, ' ')).toContain(part);
    expect(meta).toContain('en-GB');
  });

  it('names nobody in its metadata, and has no more of the BSN than three digits (D12)', async () => {
    const file = await drawPayslip(PAYSLIP, AT);
    const { meta } = await read(file);
    expect(meta).toContain('Loonafrekening');
    const bytes = bytesOf(file);
    for (const secret of ['Öztürk', 'Łucja', '204518', '782']) expect(meta).not.toContain(secret);
    expect(bytes).not.toContain('204518');
  });

  it('leaves out what may not be seen (D17)', async () => {
    const { text } = await read(
      await drawPayslip({ ...PAYSLIP, bsn: null, name: null, grossCents: null, lines: null }, AT),
    );
    for (const part of ['782', 'Bsn', 'Naam', 'Bruto', 'Loonheffing', 'bsn']) expect(text).not.toContain(part);
    expect(text).toContain('Netto');
  });

  it('goes on on a second page, with its headings, and numbers them', async () => {
    const lines = Array.from({ length: 40 }, (_, index) => ({
      description: `Regel ${index + 1}`,
      quantity: null,
      rateCents: null,
      amountCents: 100,
    }));
    const { text, pages } = await read(await drawPayslip({ ...PAYSLIP, lines }, AT));
    expect(pages).toBe(2);
    expect(text.match(/Omschrijving/g)).toHaveLength(2);
    for (const { description } of lines) expect(text).toContain(description);
    expect(text.replace(/\s+/g, ' ')).toContain('Bladzijde 2 van 2');
  });
});
