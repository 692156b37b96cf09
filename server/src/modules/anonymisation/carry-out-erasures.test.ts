import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeAgency, makePerson } from '../../../test-kit/agency.ts';
import { plantCanary } from '../../../test-kit/canary.ts';
import { staffActor } from '../../../test-kit/staff.ts';
import { startTestProduct, type TestProduct } from '../../../test-kit/index.ts';
import { inTransaction, rows, sql } from '../../platform/database/index.ts';
import { newId } from '../../platform/ids.ts';
import { ApplicationSchema, DeregistrationRuleSchema } from '../applications/index.ts';
import { verifyAudit } from '../audit/index.ts';
import { CandidateSchema, sealBsn, WorkExperienceSchema, WISH_LISTS } from '../candidates/index.ts';
import type { StaffActor, SystemActor } from '../permissions/index.ts';
import { HoldSchema } from '../retention/index.ts';
import { TalentPoolSchema } from '../talent-pools/index.ts';
import { VacancySchema } from '../vacancies/index.ts';
import { DocumentTypeSchema } from '../documents/index.ts';
import { anonymiseCandidate } from './anonymise-candidate.ts';
import { carryOutErasures } from './carry-out-erasures.ts';
import { ErasureReceiptSchema } from './erasure-receipt.ts';

const SYSTEM: SystemActor = { kind: 'system', name: 'test' };

describe('anonymising', () => {
  let product: TestProduct;
  let agencyId: string;
  let recruiter: StaffActor;

  beforeAll(async () => {
    product = await startTestProduct();
    agencyId = (await makeAgency(product, { confirmErasureByMail: false })).id;
    recruiter = staffActor('RECRUITER', [agencyId]);
    const em = product.orm.em.fork();
    em.create(DocumentTypeSchema, { id: newId(), agencyId, name: 'CV' });
    em.create(TalentPoolSchema, { id: newId(), agencyId, name: 'Lassers' });
    em.create(VacancySchema, { id: newId(), agencyId, reference: 'V1', title: 'Lasser' });
    await em.flush();
  });
  afterAll(() => product.stop());

  const person = (sketch = {}) => makePerson(product, agencyId, { registeredOn: '2026-05-01', ...sketch });
  const erase = (candidateId: string) =>
    carryOutErasures(product.workAs(SYSTEM), {
      agencyId,
      candidateIds: [candidateId],
      way: 'STAFF',
      onlyWhenDue: false,
    });
  const stored = (id: string) => product.orm.em.fork().findOneOrFail(CandidateSchema, { id });
  /** Who writes a memo is somebody new each time: refused memos are counted. */
  const anonymise = (
    candidateId: string,
    more: { memo?: string; idempotencyKey?: string; deregistrationRuleId?: string } = {},
  ) =>
    anonymiseCandidate(product.workAs(more.memo ? { ...recruiter, id: newId() } : recruiter), {
      candidateId,
      idempotencyKey: newId(),
      ...more,
    });

  it('overwrites names with xxx, empties dates and numbers, and sets the person inactive, blocked and anonymised (C1, C4, C88–C116)', async () => {
    const id = await person();
    await plantCanary(product.workAs(SYSTEM), id, ['hold', 'erasure_plan']);
    await erase(id);
    expect(await stored(id)).toMatchObject({
      lastName: 'xxx', firstNames: 'xxx', callName: 'xxx', initials: 'xxx', namePrefix: 'xxx', street: 'xxx', postcode: 'xxx', town: 'xxx',
      phoneMobile: 'xxx', emailPrivate: 'xxx', nationality: 'xxx', placeOfBirth: 'xxx', memo: 'xxx', personnelNumber: 'xxx', afasProfitId: 'xxx',
      fieldsOfExpertise: null, lastSentToAfasOn: null, bsnCipher: null, bsnHash: null, importKey: null,
      active: false, blocked: true, anonymised: true, anonymisedAt: product.clock.now(), retainUntil: null,
    }); // prettier-ignore
    const [work] = await product.orm.em.fork().find(WorkExperienceSchema, { candidateId: id });
    expect(work).toMatchObject({
      contactName: 'xxx',
      organisation: 'xxx',
      from: null,
      to: null,
      salary: null,
      referenceChecked: null,
      hoursPerWeek: null,
    });
  });

  it('makes all names equally long, also one that was never there (D5)', async () => {
    const id = await person();
    expect((await stored(id)).titleBefore).toBeNull();
    await erase(id);
    expect((await stored(id)).titleBefore).toBe('xxx');
  });

  it('keeps every row that management counts, and deletes the wish lists and documents wholly (C2, C3, C167–C171)', async () => {
    const id = await person({ applications: [{ appliedOn: '2026-05-01' }] });
    await plantCanary(product.workAs(SYSTEM), id, ['hold', 'erasure_plan']);
    const count = async (table: string) => {
      const [found] = await rows<{ n: number }>(
        product.orm.em.fork(),
        sql`select count(*)::int as n from ${sql.table(table)}`,
      );
      return found!.n;
    };
    const kept = [
      'candidate',
      'application',
      'education',
      'work_experience',
      'course',
      'knowledge_area',
      'skill',
      'consent',
      'vacancy',
    ];
    const gone = ['document', ...WISH_LISTS.map((list) => list.schema.meta.tableName)];
    const before = await Promise.all(kept.map(count));
    const goneBefore = await Promise.all(gone.map(count));
    await erase(id);
    expect(await Promise.all(kept.map(count))).toEqual(before);
    expect(await Promise.all(gone.map(count))).toEqual(goneBefore.map((n) => n - 1));
  });

  it('closes running applications by the chosen rule, and leaves the rule of closed ones (C54, C55)', async () => {
    const em = product.orm.em.fork();
    const chosen = em.create(DeregistrationRuleSchema, { id: newId(), agencyId, name: 'Op verzoek' });
    await em.flush();
    const id = await person({
      applications: [
        { appliedOn: '2026-05-01' },
        { appliedOn: '2026-04-01', status: 'REJECTED', deregisteredOn: '2026-04-20' },
      ],
    });
    const receipt = await anonymise(id, { deregistrationRuleId: chosen.id });
    const applications = await product.orm.em
      .fork()
      .find(ApplicationSchema, { candidateId: id }, { orderBy: { appliedOn: 'asc' } });
    expect(applications).toMatchObject([
      { status: 'CLOSED', deregistrationRuleId: null, deregisteredOn: null },
      { status: 'CLOSED', deregistrationRuleId: chosen.id, deregisteredOn: null },
    ]);
    expect(receipt.applicationsClosed).toBe(1);
  });

  it('uses the agency’s own rule when nobody chose one (C55)', async () => {
    const id = await person({ applications: [{ appliedOn: '2026-05-01' }] });
    await anonymise(id);
    const own = await product.orm.em.fork().findOneOrFail(DeregistrationRuleSchema, { agencyId, forErasure: true });
    expect(await product.orm.em.fork().findOneOrFail(ApplicationSchema, { candidateId: id })).toMatchObject({
      deregistrationRuleId: own.id,
    });
  });

  it('writes one receipt with counts and no personal data, and one audit entry (B7, B8)', async () => {
    const id = await person({ applications: [{ appliedOn: '2026-05-01' }] });
    const receipt = await anonymise(id, { memo: 'Op verzoek van de kandidaat.' });
    expect(receipt).toMatchObject({
      way: 'STAFF',
      memo: 'Op verzoek van de kandidaat.',
      counts: { candidate: 1, application: 1 },
    });
    const entries = await rows<{ action: string; facts: object }>(
      product.orm.em.fork(),
      sql`select action, facts from audit_entry where subject_id = ${id}`,
    );
    expect(entries).toEqual([
      { action: 'candidate.anonymised', facts: { receiptId: receipt.id, way: 'STAFF', plus: false } },
    ]);
    expect(await verifyAudit(product.workAs())).toMatchObject({ problem: null });
  });

  it('done again changes nothing and gives the same receipt for the same key (F9)', async () => {
    const id = await person();
    const first = await anonymise(id, { idempotencyKey: 'once' });
    expect(await anonymise(id, { idempotencyKey: 'once' })).toMatchObject({ id: first.id });
    await expect(anonymise(id)).rejects.toMatchObject({ code: 'ALREADY_ANONYMISED' });
    await expect(anonymise(await person(), { idempotencyKey: 'once' })).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await product.orm.em.fork().count(ErasureReceiptSchema, { candidateId: id })).toBe(1);
  });

  it('asked for twenty times at once erases once', async () => {
    const id = await person();
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => erase(id)));
    expect(outcomes.filter((outcome) => outcome.erased.length === 1)).toHaveLength(1);
    expect(outcomes.flatMap((outcome) => outcome.skipped)).toHaveLength(19);
  });

  it.each([
    ['his name', 'Jansen belde vandaag'],
    ['his name in capitals', 'JANSEN!'],
    ['his mail address', 'mail naar sam.jansen@person.example'],
    ['his telephone number, spaced otherwise', 'bel 06 12 34 56 78'],
    ['his BSN', 'bsn 111222333'],
    ['his telephone number, written otherwise', 'bel +31 6 12345678'],
    ['any mail address', 'mail naar iemand@elders.example'],
    ['one of his first names', 'Willem vroeg erom'],
    ['his last name, written as one', 'VanDijk vroeg erom'],
    ['his birth date', 'geboren 12-03-1985'],
    ['his birth date in words', 'geboren op 12 maart 1985'],
  ])('refuses a memo that holds %s (C59, D8)', async (_what, memo) => {
    const id = await person({ email: 'sam.jansen@person.example' });
    await product.orm.em.fork().nativeUpdate(
      CandidateSchema,
      { id },
      {
        phoneMobile: '+31612345678',
        firstNames: 'Jan Willem',
        description: null,
        birthDate: '1985-03-12',
        callName: 'van Dijk',
        ...sealBsn(product.secrets, id, '111222333'),
      },
    );
    await expect(anonymise(id, { memo })).rejects.toMatchObject({ code: 'MEMO_TRACEABLE', field: ['memo'] });
    expect((await stored(id)).anonymised).toBe(false);
  });

  it('takes a memo with a date, a short number, or a word that many names have', async () => {
    const id = await person({ lastName: 'van der Berg' });
    await expect(
      anonymise(id, { memo: 'Verzoek van 12-05-2026, ticket 4711, van de kandidaat der dag.' }),
    ).resolves.toMatchObject({ way: 'STAFF' });
  });

  it('says nothing about whoever can’t be erased, whatever the memo guesses, and slows down guessing (D8, D18)', async () => {
    const handedOver = await person({ approvedOn: '2026-05-02' });
    await expect(anonymise(handedOver, { memo: 'Jansen' })).rejects.toMatchObject({ code: 'HANDED_OVER' });
    const guesser: StaffActor = { ...recruiter, id: newId() };
    const id = await person();
    const guess = () =>
      anonymiseCandidate(product.workAs(guesser), { candidateId: id, memo: 'Jansen', idempotencyKey: newId() });
    for (let n = 0; n < 10; n += 1) await expect(guess()).rejects.toMatchObject({ code: 'MEMO_TRACEABLE' });
    await expect(guess()).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    const entries = await rows<{ n: number }>(
      product.orm.em.fork(),
      sql`select count(*)::int as n from audit_entry where action = 'memo.refused' and actor_id = ${guesser.id}`,
    );
    expect(entries).toEqual([{ n: 10 }]);
  });

  it('asked for three times at once with one key gives one receipt three times', async () => {
    const id = await person();
    const receipts = await Promise.all([1, 2, 3].map(() => anonymise(id, { idempotencyKey: 'three' })));
    expect(new Set(receipts.map((receipt) => receipt.id)).size).toBe(1);
  });

  it('refuses a deregistration rule that the agency does not have, and does nothing (C55)', async () => {
    const id = await person({ applications: [{ appliedOn: '2026-05-01' }] });
    await expect(anonymise(id, { deregistrationRuleId: newId() })).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      field: ['deregistrationRuleId'],
    });
    expect((await stored(id)).anonymised).toBe(false);
  });

  it('takes a memo in which a short name is part of another word (D8)', async () => {
    const id = await person({ lastName: 'Een' });
    await expect(anonymise(id, { memo: 'Gedaan na het lezen: iedereen weet het.' })).resolves.toMatchObject({
      way: 'STAFF',
    });
  });

  it('leaves alone whoever is handed over or under a hold (D1, H41, B5)', async () => {
    const handedOver = await person({ approvedOn: '2026-05-02' });
    await expect(anonymise(handedOver)).rejects.toMatchObject({ code: 'HANDED_OVER' });
    const held = await person();
    await product.orm.em.fork().insert(HoldSchema, {
      id: newId(),
      candidateId: held,
      reason: 'geschil',
      until: '2026-06-01',
      placedAt: product.clock.now(),
    });
    await expect(anonymise(held)).rejects.toMatchObject({ code: 'RETENTION_HELD' });
    product.clock.set('2026-06-02T00:00:01+02:00');
    await expect(anonymise(held)).resolves.toMatchObject({ way: 'STAFF' });
  });

  it('sees a hold that was placed while it waited for the lock (F8)', async () => {
    const id = await person();
    let erasing: ReturnType<typeof erase> | undefined;
    await inTransaction(product.orm.em, async (em) => {
      await rows(em, sql`select from candidate where id = ${id} for update`);
      erasing = erase(id);
      await waitsForLock();
      await em.insert(HoldSchema, {
        id: newId(),
        candidateId: id,
        reason: 'geschil',
        until: '2027-01-01',
        placedAt: product.clock.now(),
      });
    });
    expect(await erasing).toMatchObject({ erased: [], skipped: [{ candidateId: id, reason: 'HELD' }] });
    expect((await stored(id)).anonymised).toBe(false);
  });

  it('does nothing at all when the audit entry can’t be written (F18)', async () => {
    const id = await person();
    await product.orm.em.execute(
      `alter table audit_entry add constraint no_more check (action <> 'candidate.anonymised') not valid`,
    );
    await expect(erase(id)).rejects.toThrow();
    await product.orm.em.execute('alter table audit_entry drop constraint no_more');
    expect((await stored(id)).lastName).toBe('Jansen');
    expect(await product.orm.em.fork().count(ErasureReceiptSchema, { candidateId: id })).toBe(0);
  });

  it('treats another agency’s person as one who does not exist (S2)', async () => {
    const other = (await makeAgency(product)).id;
    const theirs = await makePerson(product, other, { registeredOn: '2026-05-01' });
    await expect(anonymise(theirs)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(anonymise(newId())).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('under Plus keeps of the birth date the year alone, and no gender, province or education (C172–C178)', async () => {
    const plus = (await makeAgency(product, { plus: true, confirmErasureByMail: false })).id;
    const id = await makePerson(product, plus, { registeredOn: '2026-05-01' });
    await product.orm.em
      .fork()
      .nativeUpdate(
        CandidateSchema,
        { id },
        { birthDate: '1988-07-14', gender: 'FEMALE', province: 'Utrecht', country: 'Nederland' },
      );
    await carryOutErasures(product.workAs(SYSTEM), {
      agencyId: plus,
      candidateIds: [id],
      way: 'STAFF',
      onlyWhenDue: false,
    });
    expect(await stored(id)).toMatchObject({ birthDate: '1988-01-01', gender: null, province: null, country: null });
  });

  /** Until somebody in this database waits for a row lock. */
  async function waitsForLock(): Promise<void> {
    const em = product.orm.em.fork();
    for (;;) {
      const [found] = await rows<{ waiting: boolean }>(
        em,
        sql`select exists (select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock') as waiting`,
      );
      if (found!.waiting) return;
    }
  }
});
