import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeAgency, makePerson } from '../../../test-kit/agency.ts';
import { startTestProduct, type TestProduct } from '../../../test-kit/index.ts';
import { staffActor } from '../../../test-kit/staff.ts';
import { rows, sql } from '../../platform/database/index.ts';
import { createSecrets } from '../../platform/secrets.ts';
import type { BuiltInRole } from '../permissions/index.ts';
import { maskedBsn, sealBsn } from './bsn.ts';
import { CandidateSchema } from './candidate.entity.ts';
import { findByBsn } from './find-by-bsn.ts';
import { revealBsn } from './reveal-bsn.ts';

const REASON = 'Controle van de loonaangifte';

let product: TestProduct;
let agencyId: string;
beforeAll(async () => {
  product = await startTestProduct();
  agencyId = (await makeAgency(product)).id;
});
afterAll(() => product.stop());

const as = (role: BuiltInRole, agencies = [agencyId]) => product.workAs(staffActor(role, agencies));

async function somebodyWith(bsn: string, agency = agencyId): Promise<string> {
  const id = await makePerson(product, agency, { registeredOn: '2026-05-01', lastName: 'Verwoerd' });
  const sealed = sealBsn(product.secrets, id, bsn);
  await product.orm.em.fork().nativeUpdate(CandidateSchema, { id }, sealed);
  return id;
}

interface Entry {
  action: string;
  actor_id: string;
  subject_id: string | null;
  facts: Record<string, unknown>;
}
const entriesOf = (actorId: string) =>
  rows<Entry>(
    product.orm.em.fork(),
    sql`select action, actor_id, subject_id, facts from audit_entry where actor_id = ${actorId} order by seq`,
  );

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => (error as { code?: string }).code,
  );

describe('a whole BSN (H8, H9, D18)', () => {
  it('is shown to who may, and who looked at whom and why is in the audit trail', async () => {
    const id = await somebodyWith('123456782');
    const actor = staffActor('BACK_OFFICE', [agencyId]);
    expect(await revealBsn(product.workAs(actor), { candidateId: id, reason: `  ${REASON} ` })).toBe('123456782');
    expect(await entriesOf(actor.id)).toEqual([
      { action: 'bsn.revealed', actor_id: actor.id, subject_id: id, facts: { reason: REASON } },
    ]);
  });

  it.each(['PRIVACY_OFFICER', 'CONSULTANT', 'RECRUITER', 'READ_ONLY'] as const)('is not for %s', async (role) => {
    const id = await somebodyWith('123456782');
    expect(await codeOf(revealBsn(as(role), { candidateId: id, reason: REASON }))).toBe('FORBIDDEN');
    expect(await codeOf(findByBsn(as(role), '123456782'))).toBe('FORBIDDEN');
  });

  it('is not for who may reveal, but not see that there is one', async () => {
    const id = await somebodyWith('123456782');
    const actor = staffActor('ADMIN', [agencyId]);
    const see = new Set([...actor.rights.see].filter((field) => field !== 'Candidate.bsn'));
    const work = product.workAs({ ...actor, rights: { ...actor.rights, see } });
    expect(await codeOf(revealBsn(work, { candidateId: id, reason: REASON }))).toBe('FORBIDDEN');
    expect(await codeOf(findByBsn(work, '123456782'))).toBe('FORBIDDEN');
  });

  it('of somebody of another agency is as unknown as nobody’s (S2)', async () => {
    const elsewhere = await makeAgency(product);
    const id = await somebodyWith('111222333', elsewhere.id);
    for (const candidateId of [id, '0198c0de-0000-7000-8000-000000000000'])
      expect(await codeOf(revealBsn(as('ADMIN'), { candidateId, reason: REASON }))).toBe('NOT_FOUND');
  });

  it('that is not there is said to be missing', async () => {
    const candidateId = await makePerson(product, agencyId, { registeredOn: '2026-05-01' });
    await expect(revealBsn(as('ADMIN'), { candidateId, reason: REASON })).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      field: ['id'],
    });
  });

  it.each([
    ['none', ''],
    ['too short a', 'controle '],
    ['too long a', 'x'.repeat(501)],
  ])('is not shown for %s reason', async (_what, reason) => {
    const id = await somebodyWith('123456782');
    await expect(revealBsn(as('ADMIN'), { candidateId: id, reason })).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      field: ['reason'],
    });
  });

  it.each([
    ['his name', 'Aangifte voor Verwoerd nodig'],
    ['his number', 'Is het 123456782 of niet?'],
    ['any long number', 'Dossier 987 654 321 controleren'],
    ['a mail address', 'Gevraagd door iemand@elders.example'],
  ])('is not shown for a reason with %s in it, and the reason is not kept (B7, D8)', async (_what, reason) => {
    const id = await somebodyWith('123456782');
    const actor = staffActor('ADMIN', [agencyId]);
    await expect(revealBsn(product.workAs(actor), { candidateId: id, reason })).rejects.toMatchObject({
      code: 'MEMO_TRACEABLE',
      field: ['reason'],
    });
    expect(await entriesOf(actor.id)).toEqual([
      { action: 'bsn.reason-refused', actor_id: actor.id, subject_id: id, facts: {} },
    ]);
  });

  it('is shown twenty times in an hour, also when all is asked at once, and refused reasons count along', async () => {
    const id = await somebodyWith('123456782');
    const actor = staffActor('ADMIN', [agencyId]);
    const reveal = (reason = REASON) => codeOf(revealBsn(product.workAs(actor), { candidateId: id, reason }));
    expect(await reveal('Gaat dit over Verwoerd?')).toBe('MEMO_TRACEABLE');
    const codes = await Promise.all(Array.from({ length: 30 }, () => reveal()));
    expect(codes.filter((code) => code === undefined)).toHaveLength(19);
    expect(codes.filter((code) => code === 'RATE_LIMITED')).toHaveLength(11);
    expect(await entriesOf(actor.id)).toHaveLength(20);

    expect(await codeOf(revealBsn(as('ADMIN'), { candidateId: id, reason: REASON }))).toBeUndefined();
    product.clock.set('2026-06-01T11:00:01+02:00');
    expect(await reveal()).toBeUndefined();
    product.clock.set('2026-06-01T10:00:00+02:00');
  });
});

describe('the search by BSN (D18)', () => {
  it('finds every file of the person, and notes that it did, not what was typed', async () => {
    const ids = [await somebodyWith('010464554'), await somebodyWith('010464554')];
    const actor = staffActor('BACK_OFFICE', [agencyId]);
    const found = await findByBsn(product.workAs(actor), '10.464.554');
    expect(found.map((one) => one.id).toSorted()).toEqual(ids.toSorted());
    const entries = await entriesOf(actor.id);
    expect(entries.map((one) => [one.action, one.subject_id, one.facts])).toEqual(
      found.map((one) => ['bsn.searched', one.id, { found: true }]),
    );
    expect(JSON.stringify(entries)).not.toContain('464');
  });

  it('gives somebody of another agency and nobody at all the same answer, and the same trace (S2)', async () => {
    const elsewhere = await makeAgency(product);
    await somebodyWith('999990032', elsewhere.id);
    const traces: unknown[] = [];
    for (const bsn of ['999990032', '999990044']) {
      const actor = staffActor('ADMIN', [agencyId]);
      expect(await findByBsn(product.workAs(actor), bsn)).toEqual([]);
      traces.push((await entriesOf(actor.id)).map(({ action, subject_id, facts }) => ({ action, subject_id, facts })));
    }
    expect(traces[0]).toEqual([{ action: 'bsn.searched', subject_id: null, facts: { found: false } }]);
    expect(traces[1]).toEqual(traces[0]);
  });

  it('refuses what fails the eleven-test without looking', async () => {
    const actor = staffActor('ADMIN', [agencyId]);
    await expect(findByBsn(product.workAs(actor), '123456789')).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      field: ['bsn'],
    });
    expect(await entriesOf(actor.id)).toEqual([]);
  });

  it('is done sixty times in an hour', async () => {
    const actor = staffActor('ADMIN', [agencyId]);
    const search = () => codeOf(findByBsn(product.workAs(actor), '999990056'));
    for (let turn = 0; turn < 60; turn += 1) expect(await search()).toBeUndefined();
    expect(await search()).toBe('RATE_LIMITED');
  });
});

describe('what is stored of a BSN (S17)', () => {
  it('can’t be read, or looked up, by who has the rows but not the key', async () => {
    const id = await somebodyWith('123456782');
    const [dump] = await rows<{ bsn_cipher: Buffer; bsn_hash: Buffer; row: string }>(
      product.orm.em.fork(),
      sql`select bsn_cipher, bsn_hash, c::text as row from candidate c where id = ${id}`,
    );
    expect(dump!.row).not.toContain('123456782');
    const thief = createSecrets('another key that is long enough to be one');
    expect(() => maskedBsn(thief, { id, bsnCipher: dump!.bsn_cipher })).toThrow();
    expect(sealBsn(thief, id, '123456782').bsnHash.equals(dump!.bsn_hash)).toBe(false);
  });

  it('that was moved to another row is not shown as that person’s, masked or whole', async () => {
    const [one, other] = [await somebodyWith('111222333'), await somebodyWith('123456782')];
    await rows(
      product.orm.em.fork(),
      sql`update candidate c set bsn_cipher = o.bsn_cipher, bsn_hash = o.bsn_hash from candidate o where c.id = ${one} and o.id = ${other}`,
    );
    const work = as('ADMIN');
    await expect(revealBsn(work, { candidateId: one, reason: REASON })).rejects.toThrow();
    const moved = await work.em.fork().findOneOrFail(CandidateSchema, { id: one });
    expect(() => maskedBsn(product.secrets, moved)).toThrow();
    await expect(findByBsn(work, '123456782')).rejects.toThrow();
  });

  it('leads to nobody when its search key alone was moved', async () => {
    const other = await makeAgency(product);
    const [one, two] = [await somebodyWith('999990068', other.id), await somebodyWith('999990081', other.id)];
    await rows(
      product.orm.em.fork(),
      sql`update candidate c set bsn_hash = o.bsn_hash from candidate o where c.id = ${one} and o.id = ${two}`,
    );
    await expect(findByBsn(as('ADMIN', [other.id]), '999990081')).rejects.toThrow('don’t belong together');
  });
});
