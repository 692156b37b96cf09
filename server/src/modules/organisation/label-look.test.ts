import { deflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeAgency } from '../../../test-kit/agency.ts';
import { startTestProduct, type TestProduct } from '../../../test-kit/index.ts';
import { staffActor } from '../../../test-kit/staff.ts';
import { inRowScope, rows, sql } from '../../platform/database/index.ts';
import type { DomainError } from '../../platform/errors.ts';
import type { StaffActor } from '../permissions/index.ts';
import { LabelSchema } from './label.entity.ts';
import { lookOf, readLabelLogo } from './label-look.ts';
import { LEAST_CONTRAST, lowestContrast, OWN_ACCENT, paletteOf } from './label-palette.ts';
import { saveLabel } from './save-label.ts';
import { saveLabelLook } from './save-label-look.ts';

/** A black picture, as whoever draws one would send it. */
function png(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const size = Buffer.alloc(4);
    size.writeUInt32BE(data.length);
    return Buffer.concat([size, Buffer.from(type, 'latin1'), data, Buffer.alloc(4)]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc((width + 1) * height))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
const base64 = (bytes: Buffer) => bytes.toString('base64');

// cspell:ignore IHDR IDAT IEND
describe('the look of a label', () => {
  let product: TestProduct;
  let admin: StaffActor;
  let stranger: StaffActor;
  let labelId: string;

  beforeAll(async () => {
    product = await startTestProduct();
    const agencyId = (await makeAgency(product)).id;
    admin = staffActor('ADMIN', [agencyId]);
    stranger = staffActor('ADMIN', [(await makeAgency(product)).id]);
    labelId = (await saveLabel(product.workAs(admin), { id: null, agencyId, name: 'Vuurtoren', slug: 'vuurtoren' })).id;
  });
  afterAll(() => product.stop());

  const save = (input: { accentColour?: string | null; logo?: string | null }, actor = admin) =>
    inRowScope(
      () => actor,
      () => saveLabelLook(product.workAs(actor), { labelId, accentColour: null, ...input }),
    );
  const stored = () => product.orm.em.fork().findOneOrFail(LabelSchema, { id: labelId });
  const refusal = (input: Parameters<typeof save>[0]) =>
    save(input).then(
      () => undefined,
      (error: unknown) => {
        const { code, field } = error as DomainError;
        return { code, field };
      },
    );

  it('is the product’s own until somebody chooses another, and is read well as it is', async () => {
    expect(lookOf(await stored())).toMatchObject({ accentColour: OWN_ACCENT, logo: null });
    expect(lowestContrast(paletteOf(OWN_ACCENT))).toBeGreaterThan(LEAST_CONTRAST);
  });

  it('takes a colour that can be read with white on it and on every ground, written in any way', async () => {
    await save({ accentColour: ' 8A1F5C ' });
    expect(lookOf(await stored())).toMatchObject({ accentColour: '#8a1f5c' });
  });

  it('refuses a colour of too little contrast, by name (WCAG 1.4.3)', async () => {
    // 4.54 to 1 on white, and less on the ground of the page.
    for (const accentColour of ['#ffcc00', '#767676', '#ffffff'])
      expect(await refusal({ accentColour })).toEqual({ code: 'CONTRAST_TOO_LOW', field: ['accentColour'] });
    for (const accentColour of ['rood', '#12345', 'url(x)', '#1b4b52;color:red'])
      expect(await refusal({ accentColour })).toEqual({ code: 'BAD_USER_INPUT', field: ['accentColour'] });
  });

  it('knows black on white as the most there is, and a colour on itself as the least', () => {
    expect(lowestContrast(paletteOf('#000000'))).toBeGreaterThan(15);
    expect(lowestContrast(paletteOf('#ffffff'))).toBe(1);
  });

  it('takes a logo, which stays when the colour changes, and whose address changes with it', async () => {
    await save({ logo: base64(png(120, 40)) });
    const first = lookOf(await stored()).logo!;
    expect(first).toMatchObject({ width: 120, height: 40 });
    await save({ accentColour: '#5b2a86' });
    expect(lookOf(await stored()).logo).toEqual(first);
    const [, , slug, mark] = first.path.split('/') as [string, string, string, string];
    const read = await readLabelLogo(product.workAs(), { slug, mark });
    expect(read.mediaType).toBe('image/png');
    expect(read.content.equals(png(120, 40))).toBe(true);

    await save({ logo: base64(png(64, 64)) });
    expect(lookOf(await stored()).logo!.path).not.toBe(first.path);
    await expect(readLabelLogo(product.workAs(), { slug, mark })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await save({ logo: null });
    expect(lookOf(await stored()).logo).toBeNull();
  });

  it('takes no picture that could do something, is no picture, or is too large (S15)', async () => {
    const refused = { code: 'BAD_USER_INPUT', field: ['logo'] };
    const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
    for (const bytes of [
      Buffer.from(svg),
      Buffer.from('<html><script>1</script>'),
      Buffer.from('GIF89a'),
      Buffer.alloc(0),
      png(4_000, 20),
      png(8, 8),
      Buffer.concat([png(64, 64), Buffer.alloc(100 * 1024)]),
      Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
      Buffer.from('\xff\xd8\xff\xe0', 'latin1'),
    ])
      expect(await refusal({ logo: base64(bytes) }), bytes.subarray(0, 12).toString('latin1')).toEqual(refused);
  });

  it('is changed by who works for its agency, and each change is in the audit trail', async () => {
    await expect(save({ accentColour: '#5b2a86' }, stranger)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const before = await audited();
    await save({ accentColour: '#1f4f8a' });
    expect(await audited()).toBe(before + 1);
  });
  async function audited(): Promise<number> {
    const found = await rows(
      product.orm.em.fork(),
      sql`select 1 from audit_entry where subject_id = ${labelId} and action = 'label.changed'`,
    );
    return found.length;
  }
});
