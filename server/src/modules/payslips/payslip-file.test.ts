import { inflateSync } from 'node:zlib';
import { extractText, getDocumentProxy, getMeta } from 'unpdf';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeAgency, makePerson } from '../../../test-kit/agency.ts';
import { startTestProduct, type TestProduct } from '../../../test-kit/index.ts';
import { staffActor } from '../../../test-kit/staff.ts';
import { newId } from '../../platform/ids.ts';
import { rows, sql } from '../../platform/database/index.ts';
import { CandidateSchema, sealBsn } from '../candidates/index.ts';
import { keepMyData, sendNotices } from '../contact-moments/index.ts';
import { planErasures } from '../anonymisation/index.ts';
import type { BuiltInRole } from '../permissions/index.ts';
import { candidateOfLink } from '../contact-moments/index.ts';
import { myPayslipPdf, payslipPdf } from './payslip-file.ts';
import { recordPayslip } from './record-payslip.ts';

const BSN = '123456782';

let product: TestProduct;
let agencyId: string;
let candidateId: string;
let payslipId: string;
beforeAll(async () => {
  product = await startTestProduct();
  agencyId = (await makeAgency(product)).id;
  ({ candidateId, payslipId } = await somebodyPaid());
});
afterAll(() => product.stop());

const as = (role: BuiltInRole, agencies = [agencyId]) => product.workAs(staffActor(role, agencies));

async function somebodyPaid() {
  const candidateId = await makePerson(product, agencyId, { registeredOn: '2026-05-04', lastName: 'Verwoerd' });
  await product.orm.em
    .fork()
    .nativeUpdate(
      CandidateSchema,
      { id: candidateId },
      { ...sealBsn(product.secrets, candidateId, BSN), personnelNumber: '204518' },
    );
  const payslip = await recordPayslip(as('BACK_OFFICE'), {
    candidateId,
    externalId: newId(),
    periodFrom: '2026-05-04',
    periodTo: '2026-05-31',
    paidOn: '2026-06-01',
    employer: null,
    grossCents: 310_456,
    netCents: 247_890,
    lines: [{ description: 'Gewerkte uren', quantity: 168.5, rateCents: 1_842, amountCents: 310_456 }],
  });
  return { candidateId, payslipId: payslip.id };
}

async function textOf(content: Buffer): Promise<string> {
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(content)), { mergePages: true });
  return text.replace(/\s+/g, ' ');
}

/** The file as it is, and everything that is packed in it. */
function bytesOf(content: Buffer): string {
  const raw = content.toString('latin1');
  const packed = [...raw.matchAll(/FlateDecode[\s\S]*?stream\r?\n([\s\S]*?)\r?\nendstream/g)];
  expect(packed.length).toBeGreaterThan(2);
  return [raw, ...packed.map(([, body]) => inflateSync(Buffer.from(body!, 'latin1')).toString('latin1'))].join('\n');
}

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => (error as { code?: string }).code,
  );

async function linkOf(person: string): Promise<string> {
  await planErasures(product.workAs({ kind: 'system', name: 'test' }), agencyId);
  await sendNotices(product.workAs({ kind: 'system', name: 'test' }), agencyId);
  const [mail] = await rows<{ id: string; link_sealed: Buffer }>(
    product.orm.em.fork(),
    sql`select id, link_sealed from outgoing_mail where candidate_id = ${person} and dedupe_key like 'notice:%'`,
  );
  return product.secrets.open(mail!.link_sealed, { table: 'outgoing_mail', row: mail!.id, column: 'link_sealed' });
}

describe('the file of a payslip (H10)', () => {
  it.each(['nl', 'en'] as const)(
    'has the BSN masked, in its text, its bytes and its metadata (D12, H9): %s',
    async (language) => {
      const { content, name } = await payslipPdf(as('BACK_OFFICE'), payslipId, language);
      const text = await textOf(content);
      expect(text).toContain('******782');
      expect(text).toContain('Sam Verwoerd');
      const meta = JSON.stringify(await getMeta(await getDocumentProxy(new Uint8Array(content))));
      for (const place of [text, bytesOf(content), meta, name]) {
        expect(place).not.toContain(BSN);
        expect(place).not.toContain(BSN.slice(0, 6));
      }
      for (const place of [meta, name])
        for (const own of ['Verwoerd', '204518', '782']) expect(place).not.toContain(own);
    },
  );

  it('leaves out what the role may not see (D17)', async () => {
    const actor = staffActor('BACK_OFFICE', [agencyId]);
    const hidden = ['Candidate.bsn', 'Candidate.lastName', 'Payslip.netCents', 'Payslip.paidOn'];
    const see = new Set([...actor.rights.see].filter((field) => !hidden.includes(field)));
    const work = product.workAs({ ...actor, rights: { ...actor.rights, see } });
    const { content, name } = await payslipPdf(work, payslipId, 'nl');
    const text = await textOf(content);
    for (const part of ['782', 'Verwoerd', '2.478,90', '1 juni 2026']) expect(text).not.toContain(part);
    expect(text).toContain('3.104,56');
    expect(name).toBe('loonafrekening.pdf');
  });

  it.each(['PRIVACY_OFFICER', 'CONSULTANT', 'RECRUITER', 'READ_ONLY'] as const)('is not for %s', async (role) => {
    expect(await codeOf(payslipPdf(as(role), payslipId, 'nl'))).toBe('FORBIDDEN');
  });

  it('of another agency is as unknown as one that is not there (S2)', async () => {
    const elsewhere = await makeAgency(product);
    expect(await codeOf(payslipPdf(as('ADMIN', [elsewhere.id]), payslipId, 'nl'))).toBe('NOT_FOUND');
    expect(await codeOf(payslipPdf(as('ADMIN'), newId(), 'nl'))).toBe('NOT_FOUND');
  });

  it('is for the candidate by his link while its question is open, his own alone (D19)', async () => {
    const other = await somebodyPaid();
    const link = await linkOf(candidateId);
    const { content } = await myPayslipPdf(
      product.workAs(),
      await candidateOfLink(product.workAs(), link),
      payslipId,
      'nl',
    );
    expect(await textOf(content)).toContain('******782');
    expect(bytesOf(content)).not.toContain(BSN);
    expect(
      await codeOf(
        myPayslipPdf(product.workAs(), await candidateOfLink(product.workAs(), link), other.payslipId, 'nl'),
      ),
    ).toBe('NOT_FOUND');
    expect(
      await codeOf(myPayslipPdf(product.workAs(), await candidateOfLink(product.workAs(), 'nobody'), payslipId, 'nl')),
    ).toBe('NOT_FOUND');
    await keepMyData(product.workAs(), link);
    expect(
      await codeOf(myPayslipPdf(product.workAs(), await candidateOfLink(product.workAs(), link), payslipId, 'nl')),
    ).toBe('NOT_FOUND');
  });
});

describe('a payslip that an employee takes along', () => {
  const looks = () =>
    rows<{ actor_id: string; subject_id: string; facts: object }>(
      product.workAs().em,
      sql`select actor_id, subject_id, facts from audit_entry where action = 'payslip.read' order by seq`,
    );

  it('is in the audit trail, with the payslip and nothing of what is in it (B7, H10)', async () => {
    const before = (await looks()).length;
    const work = as('BACK_OFFICE');
    await payslipPdf(work, payslipId, 'nl');
    expect((await looks()).slice(before)).toEqual([
      { actor_id: (work.actor as { id: string }).id, subject_id: candidateId, facts: { payslipId } },
    ]);
  });

  it('leaves no entry when it was not there for him', async () => {
    const before = (await looks()).length;
    expect(await codeOf(payslipPdf(as('RECRUITER'), payslipId, 'nl'))).toBe('FORBIDDEN');
    expect(await codeOf(payslipPdf(as('BACK_OFFICE', [newId()]), payslipId, 'nl'))).toBe('NOT_FOUND');
    expect(await looks()).toHaveLength(before);
  });

  it('is not given when that can’t be written down (F18)', async () => {
    const { em } = product.workAs();
    await rows(em, sql`alter table audit_entry add constraint no_looks check (action <> 'payslip.read') not valid`);
    try {
      await expect(payslipPdf(as('BACK_OFFICE'), payslipId, 'nl')).rejects.toThrow();
    } finally {
      await rows(em, sql`alter table audit_entry drop constraint no_looks`);
    }
  });
});
