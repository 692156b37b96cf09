import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeAgency, makePerson } from '../../../../test-kit/agency.ts';
import { startTestProduct, type TestProduct } from '../../../../test-kit/index.ts';
import { staffActor } from '../../../../test-kit/staff.ts';
import { inRowScope, rows, sql } from '../../../platform/database/index.ts';
import { toGlobalId } from '../../../platform/graphql/index.ts';
import { newId } from '../../../platform/ids.ts';
import { OrganisationUnitSchema } from '../../organisation/index.ts';
import type { StaffActor } from '../../permissions/index.ts';
import { anonymiseCandidate } from '../anonymise-candidate.ts';
import { deleteCandidate } from '../delete-candidate.ts';
import type { ErasureReceipt } from '../erasure-receipt.ts';
import { settleLedger } from '../ledger/index.ts';
import { filedKeys } from '../ledger/ledger-entry.ts';
import { referenceOf } from '../receipt-reference.ts';
import { erasureProofFile } from './erasure-proof-file.ts';
import { listReceipts, type ReceiptFilter } from './list-receipts.ts';

describe('the receipts of who was erased (B8, H54, H55)', () => {
  let product: TestProduct;
  let agencyId: string;
  let otherAgencyId: string;
  let unitId: string;
  let officer: StaffActor;
  let deleted: ErasureReceipt;
  let anonymised: ErasureReceipt;
  let ofUnit: ErasureReceipt;
  let ofOther: ErasureReceipt;

  beforeAll(async () => {
    product = await startTestProduct();
    agencyId = (await makeAgency(product)).id;
    otherAgencyId = (await makeAgency(product)).id;
    unitId = newId();
    await product.orm.em.fork().insert(OrganisationUnitSchema, { id: unitId, agencyId, name: 'Noord' });
    officer = staffActor('PRIVACY_OFFICER', [agencyId]);
    product.clock.set('2026-06-01T00:30:00+02:00');
    deleted = await remove(await person('Verhoeven'));
    product.clock.set('2026-06-02T23:59:00+02:00');
    anonymised = await anonymiseCandidate(product.workAs(officer), {
      candidateId: await person(),
      idempotencyKey: newId(),
    });
    product.clock.set('2026-06-03T12:00:00+02:00');
    const inUnit = await person();
    await rows(product.workAs().em, sql`update candidate set organisation_unit_id = ${unitId} where id = ${inUnit}`);
    ofUnit = await remove(inUnit);
    ofOther = await remove(await person('Elders', otherAgencyId), staffActor('PRIVACY_OFFICER', [otherAgencyId]));
  });
  afterAll(() => product.stop());

  const person = (lastName = 'Verhoeven', of = agencyId) =>
    makePerson(product, of, { registeredOn: '2026-05-01', lastName, applications: [{ appliedOn: '2026-05-02' }] });
  const remove = (candidateId: string, who = officer) =>
    deleteCandidate(product.workAs(who), { candidateId, idempotencyKey: newId() });
  const list = async (filter: ReceiptFilter = {}, who = officer, page = {}) => {
    const found = await inRowScope(
      () => ({ agencyIds: who.agencyIds, unitIds: who.unitIds }),
      () => listReceipts(product.workAs(who), filter, page),
    );
    return { ids: found.nodes.map((one) => one.id), found };
  };
  const proof = (id: string, who = officer, language: 'nl' | 'en' = 'nl') =>
    erasureProofFile(product.workAs(who), id, language);
  async function textOf(id: string, language: 'nl' | 'en' = 'nl'): Promise<string> {
    const { content } = await proof(id, officer, language);
    const { text } = await extractText(await getDocumentProxy(new Uint8Array(content)), { mergePages: true });
    return text.replace(/\s+/g, ' ');
  }
  const reads = () =>
    rows<{ actor_id: string; subject_id: string; facts: object }>(
      product.workAs().em,
      sql`select actor_id, subject_id, facts from audit_entry where action = 'erasure-proof.read' order by seq`,
    );

  it('are listed, the last first, those of the deleted too, of whom nothing else is left', async () => {
    expect((await list()).ids).toEqual([ofUnit.id, anonymised.id, deleted.id]);
    const { ids, found } = await list({}, officer, { first: 1, after: toGlobalId('ErasureReceipt', ofUnit.id) });
    expect(ids).toEqual([anonymised.id]);
    expect(await found.totalCount()).toBe(3);
  });

  it('are chosen by day as it is in Amsterdam, by ending, way, agency and the reference that a person was given', async () => {
    expect((await list({ from: '2026-06-02', until: '2026-06-02' })).ids).toEqual([anonymised.id]);
    expect((await list({ until: '2026-06-01' })).ids).toEqual([deleted.id]);
    expect((await list({ from: '2026-06-04' })).ids).toEqual([]);
    expect((await list({ ending: 'DELETE' })).ids).toEqual([ofUnit.id, deleted.id]);
    expect((await list({ way: 'CANDIDATE' })).ids).toEqual([]);
    expect((await list({ agencyId: toGlobalId('Agency', otherAgencyId) })).ids).toEqual([]);
    for (const written of [referenceOf(deleted.id), ` ${referenceOf(deleted.id).replaceAll('-', ' ').toLowerCase()}`])
      expect((await list({ reference: written })).ids).toEqual([deleted.id]);
    expect((await list({ reference: referenceOf(ofOther.id) })).ids).toEqual([]);
  });

  it.each([
    ['reference', { reference: '51BE' }],
    ['until', { from: '2026-06-02', until: '2026-06-01' }],
    ['agencyId', { agencyId: 'of nobody' }],
  ])('are not asked for by a wrong %s', async (field, filter) => {
    await expect(list(filter)).rejects.toMatchObject({ code: 'BAD_USER_INPUT', field: [`filter.${field}`] });
  });

  it('exist for who is held to a unit when the person was of it', async () => {
    const held: StaffActor = { ...officer, unitIds: [unitId] };
    expect((await list({}, held)).ids).toEqual([ofUnit.id]);
    await expect(proof(deleted.id, held)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('are printed for a regulator: what went, the entry of the trail, and that the ledger holds it (B7, B9)', async () => {
    const [entry] = await rows<{ seq: string }>(
      product.workAs().em,
      sql`select seq from audit_entry where action = 'candidate.deleted' and subject_id = ${deleted.candidateId}`,
    );
    const parts = [
      'Bewijs van verwijdering',
      `Kenmerk: ${referenceOf(deleted.id)}`,
      'Verwijderd op 1 juni 2026, 00:30',
      'Door een medewerker',
      'De persoon zelf (candidate): 1 rij verwijderd',
      '(application): 1 rij verwijderd',
      'alle bestanden zijn uit de opslag verwijderd',
      `Audittrail: regel ${entry!.seq}.`,
      'staat erin, met geldig zegel',
    ];
    // Before its entry is filed, and afterwards.
    for (const settle of [() => Promise.resolve(), () => settleLedger(product.workAs())]) {
      await settle();
      const text = await textOf(deleted.id);
      for (const part of parts) expect(text).toContain(part);
      expect(text).not.toContain('Verhoeven');
      expect(text).not.toContain(deleted.candidateId);
    }
    const english = await textOf(anonymised.id, 'en');
    for (const part of ['Receipt of anonymisation', 'Anonymised on 2 June 2026, 23:59', '1 row overwritten'])
      expect(english).toContain(part);
    expect((await proof(deleted.id)).name).toBe(`bewijs-wissen-${referenceOf(deleted.id)}.pdf`);
  });

  it('say so when the ledger doesn’t hold them', async () => {
    const receipt = await remove(await person());
    await settleLedger(product.workAs());
    for await (const key of filedKeys(product.workAs())) await product.ledger.delete(key);
    expect(await textOf(receipt.id)).toContain('Wislogboek buiten de database: niet gevonden.');
  });

  it('are printed for who may, and not without an entry of who took them along (B7, D17, F18)', async () => {
    const before = await reads();
    await expect(proof(deleted.id, staffActor('ADMIN', [otherAgencyId]))).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const without: StaffActor = {
      ...officer,
      rights: {
        ...officer.rights,
        permissions: new Set([...officer.rights.permissions].filter((one) => one !== 'receipt:read')),
      },
    };
    await expect(proof(deleted.id, without)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(erasureProofFile(product.workAs(), deleted.id, 'nl')).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(await reads()).toEqual(before);
    await proof(deleted.id);
    expect((await reads()).at(-1)).toEqual({
      actor_id: officer.id,
      subject_id: deleted.candidateId,
      facts: { receiptId: deleted.id, language: 'nl' },
    });
  });
});
