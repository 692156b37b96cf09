import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeAgency, makePerson } from '../../../test-kit/agency.ts';
import { startTestProduct, type TestProduct } from '../../../test-kit/index.ts';
import { rows, sql } from '../../platform/database/index.ts';
import { newId } from '../../platform/ids.ts';
import { newToken } from '../../platform/secrets.ts';
import { ErasurePlanSchema, ErasureReceiptSchema, planErasures } from '../anonymisation/index.ts';
import { CandidateSchema } from '../candidates/index.ts';
import { LabelSchema } from '../organisation/index.ts';
import { OutgoingMailSchema } from '../outgoing-mail/index.ts';
import type { SystemActor } from '../permissions/index.ts';
import { HoldSchema, type RetentionPolicy } from '../retention/index.ts';
import { anonymiseMyData } from './anonymise-my-data.ts';
import { ContactMomentSchema } from './contact-moment.entity.ts';
import { DEFAULT_CONTACT_MOMENT } from './default-contact-moment.ts';
import { erasureQuestion } from './erasure-question.ts';
import { keepMyData } from './keep-my-data.ts';
import { sendNotices } from './send-notices.ts';

const SYSTEM: SystemActor = { kind: 'system', name: 'test' };

describe('a contact moment and its answer', () => {
  let product: TestProduct;
  beforeAll(async () => {
    product = await startTestProduct();
  });
  afterAll(() => product.stop());
  beforeEach(() => product.clock.set('2026-06-01T10:00:00+02:00'));

  /** Somebody whose 32 days end on 15 June, told on 1 June. */
  async function told(policy: Partial<RetentionPolicy> = {}, sketch: { registeredOn?: string } = {}) {
    const agency = await makeAgency(product, policy);
    const candidateId = await makePerson(product, agency.id, { registeredOn: '2026-05-14', ...sketch });
    const work = product.workAs(SYSTEM);
    await planErasures(work, agency.id);
    await sendNotices(work, agency.id);
    const mail = await product.orm.em.fork().findOneOrFail(OutgoingMailSchema, { candidateId });
    const link = product.secrets.open(mail.linkSealed!, {
      table: 'outgoing_mail',
      row: mail.id,
      column: 'link_sealed',
    });
    return { agency, candidateId, mail, link };
  }
  const planOf = (candidateId: string) => product.orm.em.fork().findOneOrFail(ErasurePlanSchema, { candidateId });
  const personOf = (id: string) => product.orm.em.fork().findOneOrFail(CandidateSchema, { id });
  const auditOf = (candidateId: string) =>
    rows<{ action: string }>(
      product.orm.em.fork(),
      sql`select action from audit_entry where subject_id = ${candidateId}`,
    );

  it('greets by name, names the planned date, and holds the place of the link (C66–C69)', async () => {
    const { mail, agency } = await told();
    expect(mail.text).toContain('Beste Sam,');
    expect(mail.text).toContain('15 juni 2026');
    expect(mail.text).toContain('{anonimiseringLink}');
    expect(mail.text).toContain(agency.name);
    expect(mail.subject).toBe('Mogen wij je gegevens bewaren?');
  });

  it('takes place once for a plan, whoever sends and however often (C65)', async () => {
    const { agency, candidateId } = await told();
    await Promise.all(Array.from({ length: 5 }, () => sendNotices(product.workAs(SYSTEM), agency.id)));
    expect(await product.orm.em.fork().count(OutgoingMailSchema, { candidateId })).toBe(1);
  });

  it('is followed by the next one so many days later, with a link that works too (C65)', async () => {
    const { agency, candidateId, link } = await told();
    await product.orm.em.fork().insert(ContactMomentSchema, {
      id: newId(),
      agencyId: agency.id,
      ...DEFAULT_CONTACT_MOMENT,
      name: 'Herinnering',
      daysAfterFirst: 7,
    });
    product.clock.set('2026-06-07T23:59:00+02:00');
    expect(await sendNotices(product.workAs(SYSTEM), agency.id)).toBe(0);
    product.clock.set('2026-06-08T00:01:00+02:00');
    expect(await sendNotices(product.workAs(SYSTEM), agency.id)).toBe(1);
    expect(await product.orm.em.fork().count(OutgoingMailSchema, { candidateId })).toBe(2);
    expect(await erasureQuestion(product.workAs(), link)).toMatchObject({ state: 'OPEN', plannedOn: '2026-06-15' });
  });

  it('asks without changing anything, and says what is held (C72, D19)', async () => {
    const { candidateId, link, agency } = await told();
    const before = [await planOf(candidateId), await personOf(candidateId)];
    for (let visit = 0; visit < 50; visit += 1) await erasureQuestion(product.workAs(), link);
    expect([await planOf(candidateId), await personOf(candidateId)]).toEqual(before);
    expect(await erasureQuestion(product.workAs(), link)).toMatchObject({
      state: 'OPEN',
      agencyName: agency.name,
      plannedOn: '2026-06-15',
      keepUntil: '2027-06-15',
      refusal: null,
      held: [
        { key: 'personalia', count: 2 },
        { key: 'contact', count: 1 },
      ],
    });
  });

  it('says nothing to who guesses a link', async () => {
    expect(await erasureQuestion(product.workAs(), newToken())).toEqual({ state: 'UNKNOWN' });
    expect(await keepMyData(product.workAs(), 'x')).toEqual({ state: 'UNKNOWN' });
    expect(await anonymiseMyData(product.workAs(), '')).toEqual({ state: 'UNKNOWN' });
  });

  it('keeps for one more year, counted from the later of today and the old date (C76, C77, D2)', async () => {
    const { candidateId, link } = await told();
    expect(await keepMyData(product.workAs(), link)).toMatchObject({
      state: 'KEPT',
      keepUntil: '2027-06-15',
      answeredOn: '2026-06-01',
    });
    expect(await personOf(candidateId)).toMatchObject({ retainUntil: '2027-06-15', extendedUntil: '2027-06-15' });
    expect(await planOf(candidateId)).toMatchObject({ state: 'KEPT', keptUntil: '2027-06-15' });
  });

  it('counts from today when the old date has passed (D2)', async () => {
    const { link } = await told({}, { registeredOn: '2026-01-01' });
    expect(await keepMyData(product.workAs(), link)).toMatchObject({ keepUntil: '2027-06-01' });
  });

  it('makes of 29 February a year later 28 February (D2)', async () => {
    product.clock.set('2028-02-15T10:00:00+01:00');
    const { link } = await told({}, { registeredOn: '2028-01-28' });
    expect(await erasureQuestion(product.workAs(), link)).toMatchObject({
      plannedOn: '2028-02-29',
      keepUntil: '2029-02-28',
    });
  });

  it('keeps for the same term again where the agency chose that (H42, H44)', async () => {
    const { link } = await told({ keepPeriod: 'SAME_TERM' });
    expect(await keepMyData(product.workAs(), link)).toMatchObject({ keepUntil: '2026-07-17' });
  });

  it('answered twenty times at once keeps once (D19, S10)', async () => {
    const { candidateId, link } = await told();
    const answers = await Promise.all(Array.from({ length: 20 }, () => keepMyData(product.workAs(), link)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await auditOf(candidateId)).toEqual([{ action: 'erasure.kept' }]);
  });

  it('answered “anonymous” tells what was erased, what stays, and by which reference it is known (C74, B8)', async () => {
    const { candidateId, link } = await told({}, { registeredOn: '2026-05-14' });
    const answer = await anonymiseMyData(product.workAs(), link);
    const receipt = await product.orm.em.fork().findOneOrFail(ErasureReceiptSchema, { candidateId });
    expect(answer).toMatchObject({
      state: 'ANONYMISED',
      proof: {
        reference: expect.stringMatching(/^[0-9A-F]{4}(-[0-9A-F]{4}){2}$/) as string,
        erasedOn: '2026-06-01',
        erased: expect.arrayContaining([
          { key: 'personalia', count: null },
          { key: 'contact', count: null },
        ]) as unknown,
        stays: expect.arrayContaining([expect.objectContaining({ key: 'registration' })]) as unknown,
      },
    });
    const { proof } = answer as Extract<typeof answer, { proof: unknown }>;
    expect(receipt.id.replaceAll('-', '')).toContain(proof!.reference.replaceAll('-', '').toLowerCase());
    // What is told to stay is filled in: a date of birth was never given.
    expect(JSON.stringify(proof!.stays)).not.toContain('Geboortedatum');
    expect(await erasureQuestion(product.workAs(), link)).toEqual(answer);
  });

  it.each([true, false])(
    'is followed by one mail that it was done, or by none where that is switched off: %s (C75)',
    async (on) => {
      const { link, agency } = await told({ confirmErasureByMail: on });
      const mails = () =>
        rows<{ kind: string }>(
          product.orm.em.fork(),
          sql`select kind from outgoing_mail where agency_id = ${agency.id} and kind <> 'ERASURE_NOTICE'`,
        );
      expect(await mails()).toEqual([]);
      await anonymiseMyData(product.workAs(), link);
      expect(await erasureQuestion(product.workAs(), link)).toMatchObject({ state: 'ANONYMISED', confirmsByMail: on });
      expect(await mails()).toEqual(on ? [{ kind: 'ERASURE_CONFIRMATION' }] : []);
    },
  );

  it('deletes where the term ends so, as the mail and the question said, once for twenty answers (D3, D19)', async () => {
    const { candidateId, link, mail, agency } = await told({ candidateEnding: 'DELETE' });
    expect(mail.text).toContain('Je gegevens worden op of na 15 juni 2026 verwijderd.');
    expect(mail.text.replace('{anonimiseringLink}', '')).not.toContain('anoniem');
    expect(await erasureQuestion(product.workAs(), link)).toMatchObject({ state: 'OPEN', ending: 'DELETE' });
    const answers = await Promise.all(Array.from({ length: 20 }, () => anonymiseMyData(product.workAs(), link)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({
      state: 'DELETED',
      agencyName: agency.name,
      answeredOn: '2026-06-01',
      proof: { reference: expect.stringMatching(/^[0-9A-F-]{14}$/) as string, erasedOn: '2026-06-01', stays: [] },
    });
    expect(await product.orm.em.fork().count(CandidateSchema, { id: candidateId })).toBe(0);
    expect(await product.orm.em.fork().count(ErasureReceiptSchema, { candidateId })).toBe(1);
    expect(await keepMyData(product.workAs(), link)).toMatchObject({ state: 'DELETED' });
  });

  it('says anonymous where that is how it ends, in the language of who is told (D3, C68)', async () => {
    const { mail } = await told({ autoEraseCandidates: true });
    expect(mail.text).toContain('Je gegevens worden op 15 juni 2026 anoniem gemaakt.');
  });

  it('promises that it happens on the day only where it does so by itself, in the mail and in the portal (H31, D13)', async () => {
    const byHand = await told({ autoEraseCandidates: false });
    expect(byHand.mail.text).toContain('Je gegevens worden op of na 15 juni 2026 anoniem gemaakt.');
    expect(byHand.mail.text).toContain('Doe je niets? Dan worden je gegevens op of na 15 juni 2026 anoniem gemaakt.');
    expect(await erasureQuestion(product.workAs(), byHand.link)).toMatchObject({ byItself: false });
    const byItself = await told({ autoEraseCandidates: true });
    expect(byItself.mail.text).not.toContain('op of na');
    expect(await erasureQuestion(product.workAs(), byItself.link)).toMatchObject({ byItself: true });
    // The switch of the others says nothing of him.
    const applicants = await told({ autoEraseApplicants: true });
    expect(applicants.mail.text).toContain('op of na 15 juni 2026');
    expect(await erasureQuestion(product.workAs(), applicants.link)).toMatchObject({ byItself: false });
  });

  it('is in the name of the agency’s label while it has one alone, and in its own when it has more', async () => {
    const { agency, link } = await told();
    const label = async () => (await erasureQuestion(product.workAs(), link)) as { label: { name: string } | null };
    expect(await label()).toMatchObject({ label: null });
    const em = product.orm.em.fork();
    em.create(LabelSchema, { id: newId(), agencyId: agency.id, name: 'Eerste', slug: `eerste-${agency.id}` });
    await em.flush();
    expect(await label()).toMatchObject({ label: { name: 'Eerste' } });
    em.create(LabelSchema, { id: newId(), agencyId: agency.id, name: 'Tweede', slug: `tweede-${agency.id}` });
    await em.flush();
    expect(await label()).toMatchObject({ label: null });
  });

  it('answered “anonymous” twenty times at once erases once (D19, S10)', async () => {
    const { candidateId, link } = await told();
    const answers = await Promise.all(Array.from({ length: 20 }, () => anonymiseMyData(product.workAs(), link)));
    expect(answers.every((answer) => answer.state === 'ANONYMISED')).toBe(true);
    expect(await product.orm.em.fork().count(ErasureReceiptSchema, { candidateId })).toBe(1);
    expect(await planOf(candidateId)).toMatchObject({ state: 'CARRIED_OUT', answeredAt: product.clock.now() });
  });

  it('answered both ways at once has one of the two effects (D19)', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { candidateId, link } = await told();
      await Promise.all([keepMyData(product.workAs(), link), anonymiseMyData(product.workAs(), link)]);
      const { anonymised } = await personOf(candidateId);
      const { state } = await planOf(candidateId);
      expect(state).toBe(anonymised ? 'CARRIED_OUT' : 'KEPT');
      expect((await auditOf(candidateId)).filter(({ action }) => action !== 'erasure.requested')).toHaveLength(1);
    }
  });

  it('answered “anonymous” after “keep” stays kept: the link is used up (D19)', async () => {
    const { candidateId, link } = await told();
    await keepMyData(product.workAs(), link);
    expect(await anonymiseMyData(product.workAs(), link)).toMatchObject({ state: 'KEPT' });
    expect((await personOf(candidateId)).anonymised).toBe(false);
  });

  it('is refused in so many words while a hold stands, and the request is noted (D7, B5)', async () => {
    const { candidateId, link } = await told();
    await product.orm.em.fork().insert(HoldSchema, {
      id: newId(),
      candidateId,
      reason: 'loonbelasting',
      until: '2026-12-31',
      placedAt: product.clock.now(),
    });
    expect(await erasureQuestion(product.workAs(), link)).toMatchObject({
      state: 'OPEN',
      refusal: 'HELD',
      refusedUntil: '2026-12-31',
    });
    await expect(anonymiseMyData(product.workAs(), link)).rejects.toMatchObject({ code: 'RETENTION_HELD' });
    expect(await auditOf(candidateId)).toEqual([{ action: 'data-request.opened' }, { action: 'erasure.requested' }]);
  });
});
