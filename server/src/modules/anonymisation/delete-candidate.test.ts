import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allMailLeft, makeAgency, makePerson, type PersonSketch } from '../../../test-kit/agency.ts';
import { placesHolding, plantCanary } from '../../../test-kit/canary.ts';
import { startTestProduct, type TestProduct } from '../../../test-kit/index.ts';
import { staffActor } from '../../../test-kit/staff.ts';
import { inRowScope, rows, sql } from '../../platform/database/index.ts';
import { newId } from '../../platform/ids.ts';
import { openFileStore, type FileStore } from '../../platform/storage/file-store.ts';
import { verifyAudit } from '../audit/index.ts';
import { CandidateSchema } from '../candidates/index.ts';
import { sendNotices } from '../contact-moments/index.ts';
import { DocumentTypeSchema, removeQueuedFiles, storeDocument } from '../documents/index.ts';
import { OrganisationUnitSchema } from '../organisation/index.ts';
import type { StaffActor, SystemActor } from '../permissions/index.ts';
import { storedTables } from '../personal-data/index.ts';
import { TalentPoolSchema } from '../talent-pools/index.ts';
import { VacancySchema } from '../vacancies/index.ts';
import { anonymiseCandidate } from './anonymise-candidate.ts';
import { deleteCandidate } from './delete-candidate.ts';
import { ErasureReceiptSchema } from './erasure-receipt.ts';
import { planErasures } from './plan-erasures.ts';
import { carryOutDueErasures } from './runs/carry-out-open-runs.ts';

const SYSTEM: SystemActor = { kind: 'system', name: 'test' };
/** What reports count by, without a person to it, and the keyed hash by which an import knows whom it may not bring back (B13). */
const KEPT_ON_PURPOSE = ['application.source', 'application.external_agency', 'candidate.import_key'];

describe('deleting (D3, H42, H54)', () => {
  let product: TestProduct;
  let dataDir: string;
  let store: FileStore;
  let agencyId: string;
  let officer: StaffActor;

  beforeAll(async () => {
    product = await startTestProduct();
    dataDir = await mkdtemp(join(tmpdir(), 'wisbaar-delete-'));
    store = openFileStore({ storageUrl: undefined, dataDir });
    agencyId = (
      await makeAgency(product, {
        autoEraseCandidates: true,
        autoEraseApplicants: true,
        singleVacancyEnding: 'DELETE',
        confirmErasureByMail: true,
      })
    ).id;
    officer = staffActor('PRIVACY_OFFICER', [agencyId]);
    const em = product.orm.em.fork();
    em.create(DocumentTypeSchema, { id: newId(), agencyId, name: 'CV', retentionDays: null });
    em.create(VacancySchema, { id: newId(), agencyId, reference: 'V1', title: 'Lasser' });
    em.create(TalentPoolSchema, { id: newId(), agencyId, name: 'Lassers' });
    await em.flush();
  });
  afterAll(async () => {
    await product.stop();
    await rm(dataDir, { recursive: true });
  });

  const work = () => product.workAs(SYSTEM);
  const person = (sketch: Partial<PersonSketch> = {}) =>
    makePerson(product, agencyId, { registeredOn: '2026-05-01', ...sketch });
  const remove = (candidateId: string, more: { memo?: string; idempotencyKey?: string } = {}) =>
    deleteCandidate(product.workAs(officer), { candidateId, idempotencyKey: newId(), ...more });
  const stillThere = async (id: string) => (await product.orm.em.fork().count(CandidateSchema, { id })) === 1;

  async function canary() {
    const candidateId = await person();
    const { tokens } = await plantCanary(work(), candidateId, ['erasure_plan']);
    await rows(work().em, sql`update hold set released_at = placed_at where candidate_id = ${candidateId}`);
    const [type] = await rows<{ id: string }>(
      work().em,
      sql`select id from document_type where agency_id = ${agencyId}`,
    );
    await storeDocument(work(), store, {
      candidateId,
      documentTypeId: type!.id,
      fileName: 'cv.pdf',
      mimeType: 'application/pdf',
      content: Buffer.from(tokens.get('candidate.last_name')!),
    });
    return { candidateId, tokens };
  }

  it('takes every row of him in every table, his documents whatever their terms, and his files (H54, H55)', async () => {
    const { candidateId, tokens } = await canary();
    await planErasures(work(), agencyId);
    await sendNotices(work(), agencyId);
    await remove(candidateId, { memo: 'op verzoek' });
    for (const { name, person: column } of storedTables(work().em, work().catalogue))
      expect(
        await rows(work().em, sql`select 1 from ${sql.table(name)} where ${sql.ref(column)} = ${candidateId}`),
        name,
      ).toEqual([]);
    await removeQueuedFiles(work(), store);
    expect(await readdir(join(dataDir, 'files'), { recursive: true })).toEqual([]);
    const gone = [...tokens].filter(([column]) => !KEPT_ON_PURPOSE.includes(column)).map(([, token]) => token);
    expect(await placesHolding(work(), gone)).toEqual([]);
    const whereHisIdIs = await placesHolding(work(), [candidateId]);
    expect(whereHisIdIs.map((place) => place.split(':')[0]).toSorted()).toEqual([
      'public.audit_entry',
      'public.erasure_receipt',
    ]);
  });

  it('leaves a receipt with what went, and entries in a trail that holds', async () => {
    const candidateId = await person({ applications: [{ appliedOn: '2026-05-01' }] });
    const receipt = await remove(candidateId, { memo: 'op verzoek' });
    expect(receipt).toMatchObject({ candidateId, ending: 'DELETE', way: 'STAFF', plus: false, memo: 'op verzoek' });
    expect(receipt.counts).toMatchObject({ candidate: 1, application: 1 });
    const [entry] = await rows<{ action: string }>(
      work().em,
      sql`select action from audit_entry where subject_id = ${candidateId} order by seq desc limit 1`,
    );
    expect(entry).toEqual({ action: 'candidate.deleted' });
    expect(await verifyAudit(work())).toMatchObject({ problem: null });
  });

  it('tells him by mail that his data has been deleted, not that it was made anonymous (C75)', async () => {
    const mails = () =>
      rows<{ subject: string }>(
        work().em,
        sql`select subject from outgoing_mail where kind = 'ERASURE_CONFIRMATION' order by queued_at, id`,
      );
    const before = (await mails()).length;
    await remove(await person());
    expect((await mails()).slice(before)).toEqual([{ subject: 'Je gegevens zijn verwijderd' }]);
  });

  it('asked for twice with one key is done once, and the key serves nobody else', async () => {
    const candidateId = await person();
    const receipt = await remove(candidateId, { idempotencyKey: 'once' });
    expect((await remove(candidateId, { idempotencyKey: 'once' })).id).toBe(receipt.id);
    await expect(remove(await person(), { idempotencyKey: 'once' })).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(remove(candidateId)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it.each([
    ['a hold', 'RETENTION_HELD', sql`insert into hold (id, candidate_id, reason, until, placed_at)`],
    ['the back office', 'HANDED_OVER', undefined],
  ])('is refused while %s stands in the way (B5, H41)', async (_, code, hold) => {
    const candidateId = await person(hold ? {} : { approvedOn: '2026-05-02' });
    if (hold) await rows(work().em, sql`${hold} values (${newId()}, ${candidateId}, 'zaak', '2027-01-01', now())`);
    await expect(remove(candidateId)).rejects.toMatchObject({ code });
    expect(await stillThere(candidateId)).toBe(true);
  });

  it('of another agency’s people is refused as of nobody', async () => {
    const other = (await makeAgency(product)).id;
    const theirs = await makePerson(product, other, { registeredOn: '2026-05-01' });
    await expect(remove(theirs)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await stillThere(theirs)).toBe(true);
  });

  it('by who is held to a unit gives him the receipt too, though the person by whom he could see it is gone', async () => {
    const unitId = newId();
    await product.orm.em.fork().insert(OrganisationUnitSchema, { id: unitId, agencyId, name: 'Noord' });
    const held: StaffActor = { ...staffActor('PRIVACY_OFFICER', [agencyId]), unitIds: [unitId] };
    const [mine, notMine] = [await person(), await person()];
    await rows(work().em, sql`update candidate set organisation_unit_id = ${unitId} where id = ${mine}`);
    const asHeld = <T>(deed: () => Promise<T>) =>
      inRowScope(() => ({ agencyIds: held.agencyIds, unitIds: held.unitIds }), deed);
    const go = (candidateId: string) =>
      asHeld(() => deleteCandidate(product.workAs(held), { candidateId, idempotencyKey: newId() }));
    expect(await go(mine)).toMatchObject({ candidateId: mine, ending: 'DELETE' });
    await expect(go(notMine)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await stillThere(notMine)).toBe(true);
  });

  it('happens at the end of a term where the agency says so for its kind, in the run in which others are anonymised (D3)', async () => {
    const applicant = { registrationKind: 'RECRUIT_APPLICATION', applications: [{ appliedOn: '2026-05-01' }] } as const;
    const goes = await person({ ...applicant, applications: [...applicant.applications] });
    const stays = await person();
    await planErasures(work(), agencyId);
    await sendNotices(work(), agencyId);
    await allMailLeft(product);
    product.clock.set('2026-07-01T03:00:00+02:00');
    const counts = await carryOutDueErasures(work(), agencyId);
    expect(counts).toMatchObject({ skipped: 0, failed: 0 });
    expect(counts.erased).toBeGreaterThanOrEqual(2);
    expect(await stillThere(goes)).toBe(false);
    expect(await product.orm.em.fork().findOne(CandidateSchema, { id: stays })).toMatchObject({ anonymised: true });
    const endings = await product.orm.em
      .fork()
      .find(ErasureReceiptSchema, { candidateId: { $in: [goes, stays] } }, { orderBy: { ending: 'asc' } });
    expect(endings.map(({ ending, way }) => [ending, way])).toEqual([
      ['ANONYMISE', 'DUE_DATE'],
      ['DELETE', 'DUE_DATE'],
    ]);
  });

  it('is no way to bring back, or to delete, who was anonymised already (D1)', async () => {
    const candidateId = await person();
    await anonymiseCandidate(product.workAs(staffActor('ADMIN', [agencyId])), { candidateId, idempotencyKey: newId() });
    await expect(remove(candidateId)).rejects.toMatchObject({ code: 'ALREADY_ANONYMISED' });
  });
});
