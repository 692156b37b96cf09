import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { allMailLeft } from '../../../test-kit/agency.ts';
import { startTestProduct, type TestProduct } from '../../../test-kit/index.ts';
import { ASKS, surveyWorld } from '../../../test-kit/survey-world.ts';
import { sql } from '../../platform/database/index.ts';
import { newId } from '../../platform/ids.ts';
import { carryOutErasures } from '../anonymisation/index.ts';
import { withdrawConsent } from '../consent/index.ts';
import {
  anonymiseMyData,
  ContactMomentSchema,
  DEFAULT_CONTACT_MOMENT,
  erasureQuestion,
  keepMyData,
} from '../contact-moments/index.ts';
import { HoldSchema, type Ending } from '../retention/index.ts';
import { contentHash, RuleSetSchema, type RuleSetContent } from '../selection-rules/index.ts';
import { DEFAULT_MESSAGES } from './default-messages.ts';
import { surveyOf } from './survey-of.ts';
import { surveyResults } from './survey-results.ts';

/** A survey’s plan is made long before its day (decision 0020): what changes in between still counts. */
describe('a plan that a survey made long beforehand', () => {
  let product: TestProduct;
  beforeAll(async () => {
    product = await startTestProduct();
  });
  afterAll(() => product.stop());
  beforeEach(() => product.clock.set('2026-06-01T10:00:00+02:00'));

  const { tell, world, round, mailsTo, planOf, goneIs, linkOf } = surveyWorld(() => product);
  const on = (day: string) => product.clock.set(`${day}T10:00:00+02:00`);
  const answersOf = async (admin: Parameters<typeof surveyOf>[0], agencyId: string) => {
    const { answers } = await surveyResults(admin, (await surveyOf(admin, agencyId)).id);
    return answers.filter(({ people }) => people > 0);
  };

  async function asked(settings: Parameters<typeof world>[0] = {}, policy: Parameters<typeof world>[1] = {}) {
    const found = await world(settings, policy);
    const id = await found.person();
    await found.save({});
    await round();
    await allMailLeftButLinks();
    return { ...found, id };
  }
  const allMailLeftButLinks = () =>
    tell(sql`update outgoing_mail set state = 'SENT', sent_at = queued_at where state = 'QUEUED'`);

  async function liveRules(agencyId: string, change: Partial<RuleSetContent> = {}) {
    const content: RuleSetContent = {
      rules: [{ kind: 'BLOCKED_ALWAYS', polarity: 'ONLY', parameters: {} }],
      ...{ withNotice: true, daysToErasure: 14, moments: [], deregistrationRule: 'AVG', plus: false, marginPercent: 0 },
      ...change,
    };
    const fork = product.orm.em.fork();
    const set = fork.create(RuleSetSchema, {
      ...{ id: newId(), name: 'Set', agencyIds: [agencyId], state: 'LIVE', version: 1, content, previewedCount: 10 },
      ...{ contentHash: contentHash([agencyId], content), createdAt: product.clock.now() },
    });
    if (content.withNotice)
      fork.create(ContactMomentSchema, { id: newId(), agencyId, ruleSetId: set.id, ...DEFAULT_CONTACT_MOMENT });
    await fork.flush();
  }
  const block = (id: string) => tell(sql`update candidate set blocked = true where id = ${id}`);
  const hold = (candidateId: string, until: string) => {
    const fork = product.orm.em.fork();
    fork.create(HoldSchema, {
      ...{ id: newId(), candidateId, reason: 'Klacht', until },
      placedAt: product.clock.now(),
    });
    return fork.flush();
  };

  it('gives way to a term that ends sooner, of which he is told anew (H25, H19)', async () => {
    const { admin, id } = await asked({}, { autoEraseCandidates: true });
    expect(await planOf(id)).toMatchObject({ due: '2026-07-31', surveyed: true });
    on('2026-06-10');
    await withdrawConsent(admin, { candidateId: id, purpose: 'OTHER_VACANCIES' });
    await round();
    expect(await planOf(id)).toMatchObject({ state: 'PLANNED', due: '2026-06-24', surveyed: false });
    const mails = await mailsTo(id);
    expect(mails).toHaveLength(2);
    expect(mails[1]!.text).toContain('24 juni 2026');
    await round();
    expect(await mailsTo(id)).toHaveLength(2);
    await allMailLeft(product);
    on('2026-06-24');
    await round();
    expect(await goneIs(id)).toBe(true);
  });

  it('gives way to rules that select him sooner, and counts on among who was asked (C23, C24)', async () => {
    const { agencyId, admin, id } = await asked({}, { autoEraseCandidates: true });
    await block(id);
    await liveRules(agencyId);
    await round();
    expect(await planOf(id)).toMatchObject({ state: 'PLANNED', basis: 'RULES', due: '2026-06-15', surveyed: false });
    expect(await mailsTo(id)).toHaveLength(2);
    expect(await answersOf(admin, agencyId)).toEqual([{ answer: 'LAPSED', people: 1 }]);
    await round();
    expect(await mailsTo(id)).toHaveLength(2);
  });

  it('keeps the day that he was told where rules tell nobody anything (C22)', async () => {
    const { agencyId, admin, id } = await asked();
    await block(id);
    await liveRules(agencyId, { withNotice: false });
    await round();
    expect(await planOf(id)).toMatchObject({ basis: 'RULES', due: '2026-07-31', surveyed: true });
    await keepMyData(product.workAs(), await linkOf(id));
    expect(await answersOf(admin, agencyId)).toEqual([{ answer: 'AGREED', people: 1 }]);
  });

  it.each<Ending>(['DELETE', 'ANONYMISE'])(
    'keeps his no, and ends in %s as the agency chose, whatever rules say (H45, D3)',
    async (ending) => {
      const { agencyId, admin, id } = await asked({}, { candidateEnding: ending });
      const link = await linkOf(id);
      await anonymiseMyData(product.workAs(), link);
      await block(id);
      await liveRules(agencyId);
      on('2026-06-02');
      await round();
      expect(await goneIs(id)).toBe(ending === 'DELETE' ? 'deleted' : true);
      expect(await answersOf(admin, agencyId)).toEqual([{ answer: 'REFUSED', people: 1 }]);
    },
  );

  it('is asked nothing anew because a mail got another name', async () => {
    const { save, id } = await asked();
    const [question, reminder] = DEFAULT_MESSAGES;
    await save({}, [{ ...question!, name: 'Vraag 2027' }, reminder!]);
    await round();
    expect(await mailsTo(id)).toHaveLength(1);
    on('2026-06-15');
    await round();
    expect(await mailsTo(id)).toHaveLength(2);
    await save({}, [question!, { ...reminder!, name: 'Herinnering 2' }]);
    await round();
    expect(await mailsTo(id)).toHaveLength(2);
  });

  it('reminds nobody on his day or after it', async () => {
    const { save, person } = await world();
    const id = await person({ registeredOn: '2026-05-16', consent: false });
    await save({});
    await round();
    expect(await planOf(id)).toMatchObject({ due: '2026-06-17' });
    await allMailLeftButLinks();
    on('2026-06-17');
    await round();
    on('2026-06-25');
    await round();
    expect(await mailsTo(id)).toHaveLength(1);
  });

  it('asks nothing more of who asked to be erased while he was held, also once he isn’t (D7)', async () => {
    const { id } = await asked();
    const link = await linkOf(id);
    await hold(id, '2026-06-20');
    await expect(anonymiseMyData(product.workAs(), link)).rejects.toMatchObject({ code: 'RETENTION_HELD' });
    on('2026-06-21');
    expect(await erasureQuestion(product.workAs(), link)).toMatchObject({ state: 'REFUSED' });
    await round();
    expect(await mailsTo(id)).toHaveLength(1);
    expect(await goneIs(id)).toBe(true);
  });

  it('refused after its day, is told the day on which it is done', async () => {
    const { id } = await asked();
    on('2026-08-22');
    expect(await anonymiseMyData(product.workAs(), await linkOf(id))).toMatchObject({
      state: 'REFUSED',
      plannedOn: '2026-08-23',
    });
  });

  it('counts who could not be reached as that, and who was erased before his day as nobody’s silence', async () => {
    const { agencyId, admin, save, person } = await world({}, { candidateEnding: 'DELETE' });
    const [bounced, early, silent] = [await person(), await person(), await person()];
    await save({});
    await round();
    await tell(sql`update erasure_plan set notice_problem = 'SMTP_550' where candidate_id = ${bounced}`);
    const erase = (candidateIds: string[], ending: Ending) =>
      carryOutErasures(admin, { agencyId, candidateIds, way: 'STAFF', onlyWhenDue: false, ending });
    await erase([early], 'ANONYMISE');
    on('2026-07-31');
    await erase([bounced, silent], 'ANONYMISE');
    const before = await answersOf(admin, agencyId);
    expect(before).toEqual([
      { answer: 'SILENT', people: 1 },
      { answer: 'NOT_REACHED', people: 1 },
      { answer: 'LAPSED', people: 1 },
    ]);
    const others = [await person({ registeredOn: '2024-08-31' }), await person({ registeredOn: '2024-08-31' })];
    await round();
    await erase([others[0]!], 'DELETE');
    await erase([others[1]!], 'DELETE');
    expect(await answersOf(admin, agencyId)).toContainEqual({ answer: 'LAPSED', people: 3 });
    expect(
      await tell(
        sql`select people from deleted_survey_answer d join survey s on s.id = d.survey_id where s.agency_id = ${agencyId}`,
      ),
    ).toEqual([{ people: 2 }]);
  });

  it('is not made anew within half of the time that a yes gave', async () => {
    const { id } = await asked({ daysBefore: 300, keepPeriod: 'ONE_YEAR' });
    await keepMyData(product.workAs(), await linkOf(id));
    expect(ASKS.skipMailedDays).toBe(0);
    on('2026-10-15');
    await round();
    expect(await mailsTo(id)).toHaveLength(1);
  });

  it('does not go along with a day’s run while he is held (B5)', async () => {
    const { agencyId, id } = await asked({}, { autoEraseCandidates: true });
    await hold(id, '2026-08-20');
    for (const day of ['2026-07-31', '2026-08-01']) {
      on(day);
      await round();
    }
    expect(await tell(sql`select 1 from erasure_run where agency_id = ${agencyId}`)).toEqual([]);
    on('2026-08-21');
    await round();
    expect(await goneIs(id)).toBe(true);
  });

  it('of who kept his data by an answer alone, that can be taken back (H25, H44)', async () => {
    const { admin, id } = await asked();
    await tell(sql`update consent set withdrawn_at = '2026-06-01' where candidate_id = ${id}`);
    await keepMyData(product.workAs(), await linkOf(id));
    await withdrawConsent(admin, { candidateId: id, purpose: 'OTHER_VACANCIES' });
    const [row] = await tell<{ extended: string | null }>(
      sql`select extended_until::text as extended from candidate where id = ${id}`,
    );
    expect(row!.extended).toBeNull();
  });
});
