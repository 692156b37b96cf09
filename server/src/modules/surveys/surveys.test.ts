import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { allMailLeft } from '../../../test-kit/agency.ts';
import { startTestProduct, type TestProduct } from '../../../test-kit/index.ts';
import { staffActor } from '../../../test-kit/staff.ts';
import { ASKS, surveyWorld } from '../../../test-kit/survey-world.ts';
import { sql } from '../../platform/database/index.ts';
import { newId } from '../../platform/ids.ts';
import { anonymiseMyData, erasureQuestion, keepMyData } from '../contact-moments/index.ts';
import type { SurveySettings } from '../retention/index.ts';
import { DEFAULT_MESSAGES } from './default-messages.ts';
import { previewSurvey } from './preview-survey.ts';
import { saveSurvey } from './save-survey.ts';
import { surveyOf } from './survey-of.ts';
import { surveyResults } from './survey-results.ts';

describe('a survey (H43–H46, H60)', () => {
  let product: TestProduct;
  beforeAll(async () => {
    product = await startTestProduct();
  });
  afterAll(() => product.stop());
  beforeEach(() => product.clock.set('2026-06-01T10:00:00+02:00'));

  const { tell, world, round, mailsTo, planOf, untilOf, goneIs, linkOf } = surveyWorld(() => product);

  it('asks so many days before the end, once, and says until when (C20, H43)', async () => {
    const { save, person } = await world();
    const id = await person();
    await save({});
    product.clock.set('2026-05-31T10:00:00+02:00');
    await round();
    expect(await mailsTo(id)).toEqual([]);
    product.clock.set('2026-06-01T10:00:00+02:00');
    await round();
    await round();
    const mails = await mailsTo(id);
    expect(mails.map(({ subject }) => subject)).toEqual(['Mogen wij je gegevens langer bewaren?']);
    expect(mails[0]!.text).toContain('31 juli 2026');
    expect(await planOf(id)).toEqual({
      state: 'PLANNED',
      due: '2026-07-31',
      basis: 'CANDIDATE_CONSENT',
      surveyed: true,
    });
  });

  it('reminds on its day who has not answered, and nobody else; the agency’s own notice does not come on top', async () => {
    const { save, person } = await world();
    const [silent, agreed] = [await person(), await person()];
    await save({});
    await round();
    await keepMyData(product.workAs(), await linkOf(agreed));
    await allMailLeft(product);
    product.clock.set('2026-06-15T10:00:00+02:00');
    await round();
    expect((await mailsTo(silent)).map(({ subject }) => subject)).toEqual([
      'Mogen wij je gegevens langer bewaren?',
      'Herinnering: mogen wij je gegevens langer bewaren?',
    ]);
    expect(await mailsTo(agreed)).toHaveLength(1);
    await allMailLeft(product);
    product.clock.set('2026-07-20T10:00:00+02:00');
    await round();
    expect(await mailsTo(silent)).toHaveLength(2);
  });

  it('agreed to extends by the same period, by its own setting and not that of the agency’s notices (H44, D2)', async () => {
    const { save, person } = await world({}, { keepPeriod: 'ONE_YEAR' });
    const id = await person();
    await save({});
    await round();
    const question = await keepMyData(product.workAs(), await linkOf(id));
    expect(question).toMatchObject({ state: 'KEPT', keepUntil: '2028-07-30' });
    expect(await untilOf(id)).toBe('2028-07-30');
    await round();
    expect(await mailsTo(id)).toHaveLength(1);
  });

  it('refused is planned for tomorrow, may be taken back until then, and is carried out by itself (H45)', async () => {
    const { save, person } = await world();
    const [refused, repented] = [await person(), await person()];
    await save({});
    await round();
    const [link, other] = [await linkOf(refused), await linkOf(repented)];
    for (const one of [link, other]) {
      expect(await erasureQuestion(product.workAs(), one)).toMatchObject({ state: 'OPEN', atOnce: false });
      const answer = await anonymiseMyData(product.workAs(), one);
      expect(answer).toMatchObject({ state: 'REFUSED', plannedOn: '2026-06-02' });
    }
    await anonymiseMyData(product.workAs(), link);
    expect(
      await tell(sql`select 1 from audit_entry where action = 'erasure.requested' and subject_id = ${refused}`),
    ).toHaveLength(1);
    expect(await keepMyData(product.workAs(), other)).toMatchObject({ state: 'KEPT' });
    expect(await goneIs(refused)).toBe(false);
    await allMailLeft(product);
    product.clock.set('2026-06-02T10:00:00+02:00');
    await round();
    expect([await goneIs(refused), await goneIs(repented)]).toEqual([true, false]);
    expect(await erasureQuestion(product.workAs(), link)).toMatchObject({ state: 'ANONYMISED' });
  });

  it('refused is deleted where the agency chose that for the end of a term, and still counts (H45, D3)', async () => {
    const { agencyId, admin, save, person } = await world({}, { candidateEnding: 'DELETE' });
    const id = await person();
    await save({});
    await round();
    await anonymiseMyData(product.workAs(), await linkOf(id));
    product.clock.set('2026-06-02T10:00:00+02:00');
    await round();
    expect(await goneIs(id)).toBe('deleted');
    const { answers } = await surveyResults(admin, (await surveyOf(admin, agencyId)).id);
    expect(answers.filter(({ people }) => people > 0)).toEqual([{ answer: 'REFUSED', people: 1 }]);
  });

  it('left unanswered lets the end date stand (H45)', async () => {
    const { save, person } = await world({}, { autoEraseCandidates: true });
    const id = await person();
    await save({});
    await round();
    await allMailLeft(product);
    product.clock.set('2026-07-30T10:00:00+02:00');
    await round();
    expect(await goneIs(id)).toBe(false);
    await allMailLeft(product);
    product.clock.set('2026-07-31T10:00:00+02:00');
    await round();
    expect(await goneIs(id)).toBe(true);
  });

  it('never asks before half of a term has passed, nor again right after a yes', async () => {
    const { save, person } = await world();
    const short = await person({ registeredOn: '2026-05-20', consent: false });
    await save({});
    await round();
    expect(await mailsTo(short)).toEqual([]);
    product.clock.set('2026-06-05T10:00:00+02:00');
    await round();
    expect(await mailsTo(short)).toHaveLength(1);
    await keepMyData(product.workAs(), await linkOf(short));
    expect(await untilOf(short)).toBe('2026-07-23');
    await round();
    expect(await mailsTo(short)).toHaveLength(1);
  });

  describe('leaves alone, where that is set', () => {
    const skipped = async (settings: Partial<SurveySettings>, change: (id: string) => Promise<unknown>) => {
      const { agencyId, admin, person } = await world();
      await change(await person());
      const look = async (more: Partial<SurveySettings>) => {
        const { asked, skipped: left } = await previewSurvey(admin, agencyId, { ...ASKS, ...more });
        return { asked, left };
      };
      expect(await look({})).toEqual({ asked: 1, left: [] });
      return look(settings);
    };

    it('who has a running application', async () => {
      const apply = (id: string) =>
        tell(
          sql`insert into application (id, candidate_id, type, status, applied_on) values (${newId()}, ${id}, 'OPEN', 'NEW', '2024-07-30')`,
        );
      expect(await skipped({ skipRunning: true }, apply)).toEqual({
        asked: 0,
        left: [{ reason: 'RUNNING', people: 1 }],
      });
    });

    it('who was hired', async () => {
      const hire = (id: string) =>
        tell(sql`insert into hire (id, candidate_id, status) values (${newId()}, ${id}, 'CONFIRMED')`);
      expect(await skipped({ skipHired: true }, hire)).toEqual({ asked: 0, left: [{ reason: 'HIRED', people: 1 }] });
    });

    const join = (id: string) =>
      tell(sql`with pool as (insert into talent_pool (id, agency_id, name) select uuidv7(), agency_id, 'Techniek' from candidate where id = ${id} returning id)
        insert into talent_pool_member (id, candidate_id, talent_pool_id, added_on) select uuidv7(), ${id}, pool.id, '2026-01-01' from pool`);
    it('who is in a talent pool', async () => {
      expect(await skipped({ skipInPool: true }, join)).toEqual({ asked: 0, left: [{ reason: 'IN_POOL', people: 1 }] });
    });

    it('who was mailed in the last days, and not before', async () => {
      const mail = (id: string) =>
        tell(sql`insert into outgoing_mail (id, agency_id, candidate_id, kind, "to", subject, text, message_id, dedupe_key, state, attempts, queued_at, next_attempt_at, sent_at)
          select uuidv7(), agency_id, id, 'ERASURE_NOTICE', 'a@b.example', 's', 't', ${newId()}, ${newId()}, 'SENT', 1, '2026-05-20', '2026-05-20', '2026-05-20' from candidate where id = ${id}`);
      expect(await skipped({ skipMailedDays: 30 }, mail)).toEqual({
        asked: 0,
        left: [{ reason: 'MAILED', people: 1 }],
      });
      expect(await skipped({ skipMailedDays: 10 }, mail)).toEqual({ asked: 1, left: [] });
    });

    it('and whom it leaves alone gets the agency’s own notice at the usual time', async () => {
      const { save, person } = await world({ skipInPool: true });
      const id = await person();
      await join(id);
      await save({});
      await round();
      expect(await planOf(id)).toBeUndefined();
      product.clock.set('2026-07-17T10:00:00+02:00');
      await round();
      expect(await planOf(id)).toMatchObject({ state: 'PLANNED', surveyed: false });
      expect(await mailsTo(id)).toHaveLength(1);
    });
  });

  it('that is turned off asks and reminds nobody; who was asked can still answer', async () => {
    const { save, person } = await world();
    const id = await person();
    await save({});
    await round();
    await save({ active: false });
    const later = await person();
    await allMailLeftButLink(id);
    product.clock.set('2026-06-15T10:00:00+02:00');
    await round();
    expect([await mailsTo(id), await mailsTo(later)].map((mails) => mails.length)).toEqual([1, 0]);
    expect(await keepMyData(product.workAs(), await linkOf(id))).toMatchObject({ state: 'KEPT' });
  });
  const allMailLeftButLink = (id: string) =>
    tell(sql`update outgoing_mail set state = 'SENT', sent_at = '2026-06-01' where candidate_id = ${id}`);

  it('is saved only as its preview showed, since it may ask many at once', async () => {
    const { agencyId, admin, person } = await world();
    await person();
    const preview = await previewSurvey(admin, agencyId, ASKS);
    expect(preview).toMatchObject({ asked: 1, skipped: [] });
    await person();
    const given = { settings: ASKS, messages: DEFAULT_MESSAGES, mark: preview.mark };
    await expect(saveSurvey(admin, agencyId, given)).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await surveyOf(admin, agencyId)).toMatchObject({ id: null, active: false });
  });

  it('has mails as safe as any other: without its link one is not saved, and a value makes no placeholder (C69)', async () => {
    const { save, person } = await world();
    const broken = [{ ...DEFAULT_MESSAGES[0]!, bodyEn: 'Click here.' }];
    await expect(save({}, broken)).rejects.toMatchObject({ field: ['messages.0.bodyEn'] });
    const id = await person();
    await tell(sql`update candidate set call_name = ${'{anonimiseringDatum}\nBcc: x'} where id = ${id}`);
    await save({});
    await round();
    expect((await mailsTo(id))[0]!.text).toContain('Beste  anonimiseringDatum  Bcc: x,');
  });

  it('that is worded anew mails nobody twice', async () => {
    const { save, person } = await world();
    const id = await person();
    await save({});
    await round();
    await save({}, [{ ...DEFAULT_MESSAGES[0]!, subjectNl: 'Anders' }, DEFAULT_MESSAGES[1]!]);
    await round();
    expect(await mailsTo(id)).toHaveLength(1);
  });

  it('tells how people answered, by the month in which they were asked', async () => {
    const { agencyId, admin, save, person } = await world();
    const people = [await person(), await person(), await person()];
    await save({});
    await round();
    await keepMyData(product.workAs(), await linkOf(people[0]!));
    await anonymiseMyData(product.workAs(), await linkOf(people[1]!));
    const { asked, months } = await surveyResults(admin, (await surveyOf(admin, agencyId)).id);
    expect(asked).toBe(3);
    expect(months).toHaveLength(12);
    expect(months.at(-1)).toMatchObject({ month: '2026-06' });
    expect(months.at(-1)!.answers.filter(({ people: count }) => count > 0)).toEqual([
      { answer: 'AGREED', people: 1 },
      { answer: 'REFUSED', people: 1 },
      { answer: 'WAITING', people: 1 },
    ]);
  });

  it('is of another agency, or of a role that is held to units, for nobody to set', async () => {
    const { agencyId, admin } = await world();
    const stranger = product.workAs(staffActor('ADMIN', [newId()]));
    await expect(previewSurvey(stranger, agencyId, ASKS)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const heldTo = product.workAs({ ...staffActor('ADMIN', [agencyId]), unitIds: [newId()] });
    await expect(previewSurvey(heldTo, agencyId, ASKS)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(previewSurvey(admin, agencyId, { ...ASKS, daysBefore: 13 })).rejects.toMatchObject({
      field: ['daysBefore'],
    });
  });
});
