import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeAgency } from '../../../test-kit/agency.ts';
import { startTestProduct, type TestProduct } from '../../../test-kit/index.ts';
import { makeLabel, makePortalOwner, makeVacancy } from '../../../test-kit/portal-owner.ts';
import { mailsTo, serve, TestBrowser, type Served } from '../../../test-kit/test-browser.ts';
import { toGlobalId } from '../../platform/graphql/index.ts';
import { affected, rows, sql } from '../../platform/database/index.ts';
import { PORTAL_COOKIE, startPortalSession } from '../portal-accounts/index.ts';
import { alertsToken } from './alerts-link.ts';
import { stopJobAlerts } from './stop-job-alerts.ts';
import { tellOfVacancies } from './tell-of-vacancies.ts';

type Owner = Awaited<ReturnType<typeof makePortalOwner>>;
interface Criteria {
  terms?: string[];
  places?: string[];
  hoursFrom?: number | null;
  hoursTo?: number | null;
}
const FIELDS = 'jobAlert { id terms places hoursFrom hoursTo frequency paused createdOn openNow }';

describe('job alerts (C6)', () => {
  let product: TestProduct;
  let served: Served;
  let agencyId: string;
  let slug: string;
  let owner: Owner;
  beforeAll(async () => {
    product = await startTestProduct();
    served = serve(product);
  });
  afterAll(async () => {
    await served.stop();
    await product.stop();
  });
  beforeEach(async () => {
    // A Tuesday; everything is of an agency of the test's own.
    product.clock.set('2026-06-02T10:00:00+02:00');
    await affected(product.workAs().em, sql`delete from job_alert_look`);
    await affected(product.workAs().em, sql`delete from job_alert`);
    await affected(product.workAs().em, sql`delete from outgoing_mail`);
    agencyId = (await makeAgency(product)).id;
    slug = (await makeLabel(product, agencyId)).slug;
    owner = await makePortalOwner(product, agencyId);
  });

  /** Signed in anew: the clock moves by days. */
  const browserOf = async ({ id }: Owner) => {
    const browser = new TestBrowser(served);
    const device = { browser: null, system: null };
    const { token } = await startPortalSession(product.workAs(), { accountId: id, device });
    browser.cookies.set(PORTAL_COOKIE, token);
    return browser;
  };
  const mutate = async (who: Owner, name: string, input: object, fields?: string) =>
    (await browserOf(who)).mutate(name, input, fields);
  const save = async (who: Owner, criteria: Criteria = {}, frequency = 'DAILY', id?: string) => {
    const { jobAlert, codes } = await mutate(who, 'saveJobAlert', { id, criteria, frequency }, FIELDS);
    return { alert: jobAlert as { id: string; openNow: number } & Record<string, unknown>, codes };
  };
  const listed = async (who: Owner) => {
    const { data } = await (await browserOf(who)).send('{ me { jobAlerts { id terms paused openNow } } }');
    return data['me']!['jobAlerts'] as { id: string; terms: string[]; paused: boolean; openNow: number }[];
  };
  const tell = () => tellOfVacancies(product.workAs({ kind: 'system', name: 'test' }));
  const on = (day: string, time = '10:00:00') => product.clock.set(`${day}T${time}+02:00`);
  /** What is in the post for him: subjects and texts, the newest first. */
  const post = async ({ email }: Owner) => {
    const mails = await rows<{
      id: string;
      subject: string;
      text: string;
      text_sealed: Buffer | null;
      to_sealed: Buffer;
    }>(
      product.workAs().em,
      sql`select id, subject, text, text_sealed, to_sealed from outgoing_mail where kind = 'JOB_ALERT' order by id desc`,
    );
    const open = (row: string, column: string, sealed: Buffer) =>
      product.secrets.open(sealed, { table: 'outgoing_mail', row, column });
    return mails
      .filter((mail) => open(mail.id, 'to_sealed', mail.to_sealed) === email)
      .map(({ id, subject, text, text_sealed }) => ({
        subject,
        stored: text,
        text: text_sealed === null ? text : open(id, 'text_sealed', text_sealed),
      }));
  };
  const pageOf = (vacancy: string) => `{portal}/l/${slug}/vacatures/${toGlobalId('Vacancy', vacancy)}`;

  describe('one’s own', () => {
    it('are made, changed, held, let go on, and removed; and say how many vacancies are open now', async () => {
      await makeVacancy(product, agencyId, { title: 'Heftruckchauffeur', place: 'Utrecht', hoursPerWeek: 32 });
      await makeVacancy(product, agencyId, { title: 'Chauffeur', place: 'Breda', hoursPerWeek: 40 });
      await makeVacancy(product, agencyId, { title: 'Chauffeur', status: 'ON_HOLD' });
      const { alert } = await save(owner, { terms: [' chauffeur ', 'CHAUFFEUR'] });
      expect(alert).toMatchObject({
        terms: ['chauffeur'],
        places: [],
        openNow: 2,
        paused: false,
        createdOn: '2026-06-02',
      });
      const changed = await save(owner, { terms: ['chauffeur'], places: ['utrecht'] }, 'WEEKLY', alert.id);
      expect(changed.alert).toMatchObject({ id: alert.id, openNow: 1, frequency: 'WEEKLY' });
      const pause = (paused: boolean) =>
        mutate(owner, 'pauseJobAlert', { id: alert.id, paused }, 'jobAlert { paused }');
      expect(await pause(true)).toMatchObject({ codes: [], jobAlert: { paused: true } });
      expect(await pause(false)).toMatchObject({ codes: [], jobAlert: { paused: false } });
      expect(await mutate(owner, 'removeJobAlert', { id: alert.id }, 'done')).toMatchObject({ done: true });
      expect(await listed(owner)).toEqual([]);
    });

    it.each<[Criteria, number]>([
      [{}, 4],
      [{ terms: ['lasser'] }, 2],
      [{ terms: ['monteur', 'kok'] }, 2],
      [{ terms: ['100%_'] }, 0],
      [{ places: ['UTRECHT', 'Breda'] }, 3],
      [{ places: ['Breda'], terms: ['kok'] }, 1],
      [{ hoursFrom: 33 }, 2],
      [{ hoursTo: 24 }, 2],
      [{ hoursFrom: 25, hoursTo: 35 }, 2],
    ])('preview %j counts %i of four', async (criteria, number) => {
      const more = [
        { title: 'Lasser', place: 'Utrecht', hoursPerWeek: 40 },
        { title: 'Hulplasser', place: 'Arnhem', hoursPerWeek: 32 },
        { title: 'Monteur', place: 'Utrecht', hoursPerWeek: 24 },
        // Says neither where nor how much, which stands in the way of nothing.
        { title: 'Kok' },
      ];
      for (const one of more) await makeVacancy(product, agencyId, one);
      await makeVacancy(product, (await makeAgency(product)).id, { title: 'Lasser of kok' });
      const ask = 'query ($c: JobAlertCriteriaInput!) { previewJobAlert(criteria: $c) }';
      const { data } = await (await browserOf(owner)).send(ask, { c: criteria });
      expect(data['previewJobAlert']).toBe(number);
    });

    it.each<[Criteria, string]>([
      [{ terms: ['x'] }, 'terms'],
      [{ terms: ['x'.repeat(51)] }, 'terms'],
      [{ places: Array.from({ length: 11 }, (_, index) => `plaats ${String(index)}`) }, 'places'],
      [{ hoursFrom: 0 }, 'hoursFrom'],
      [{ hoursTo: 61 }, 'hoursTo'],
      [{ hoursFrom: 30, hoursTo: 20 }, 'hoursTo'],
    ])('%j is refused by its field', async (criteria, field) => {
      const answer = await mutate(owner, 'saveJobAlert', { criteria, frequency: 'DAILY' });
      expect(answer['userErrors']).toEqual([{ code: 'BAD_USER_INPUT', field: [field] }]);
    });

    it('are ten at the most, also when they are made at once', async () => {
      const made = await Promise.all(Array.from({ length: 12 }, () => save(owner)));
      expect(made.flatMap(({ codes }) => codes)).toEqual(['CONFLICT', 'CONFLICT']);
      expect(await listed(owner)).toHaveLength(10);
    });

    it('are nobody else’s: another’s id is as unknown as one that never was (S2), and a stranger has none', async () => {
      const { alert } = await save(owner);
      const other = await makePortalOwner(product, agencyId);
      for (const id of [alert.id, toGlobalId('JobAlert', owner.id)]) {
        expect((await save(other, {}, 'DAILY', id)).codes).toEqual(['NOT_FOUND']);
        expect((await mutate(other, 'pauseJobAlert', { id, paused: true })).codes).toEqual(['NOT_FOUND']);
        expect((await mutate(other, 'removeJobAlert', { id })).codes).toEqual(['NOT_FOUND']);
      }
      expect(await listed(other)).toEqual([]);
      const stranger = new TestBrowser(served);
      expect((await stranger.mutate('removeJobAlert', { id: alert.id })).codes).toEqual(['UNAUTHENTICATED']);
      expect((await stranger.send('{ previewJobAlert(criteria: {}) }')).codes).toEqual(['UNAUTHENTICATED']);
      expect(await listed(owner)).toHaveLength(1);
    });
  });

  describe('what is new', () => {
    it('is mailed once: who writes, the vacancies with their pages, why, and how to stop', async () => {
      await save(owner, { terms: ['lasser'], places: ['Utrecht'] });
      const lasser = await makeVacancy(product, agencyId, {
        title: 'Lasser {link}',
        place: 'Utrecht',
        hoursPerWeek: 32,
      });
      await makeVacancy(product, agencyId, { title: 'Kok' });
      on('2026-06-03');
      expect(await tell()).toEqual({ mails: 1, unreadable: 0 });
      const [mail] = await post(owner);
      expect(mail!.subject).toBe('Nieuwe vacature bij Uitzendmerk');
      expect(mail!.text).toContain(`Lasser (link)\nUtrecht, 32 uur per week\n${pageOf(lasser)}`);
      expect(mail!.text).toContain('- lasser, in Utrecht (elke dag)');
      expect(mail!.text).not.toContain('Kok');
      expect(mail!.text).toContain('help@bureau.example');
      // What he looks for is not stored in clear, and the row says of no account whose it is.
      expect(mail!.stored).toBe('');
      expect(JSON.stringify(await rows(product.workAs().em, sql`select * from outgoing_mail`))).not.toContain(owner.id);
      const [queued] = await mailsTo(product, owner.email);
      expect(queued!.token).toBe(alertsToken(product.secrets, owner.id));
      on('2026-06-04');
      expect(await tell()).toEqual({ mails: 0, unreadable: 0 });
    });

    it('is looked for once a day, from seven o’clock in Amsterdam', async () => {
      await save(owner);
      await makeVacancy(product, agencyId);
      on('2026-06-03', '06:59:59');
      expect(await tell()).toBeUndefined();
      on('2026-06-03', '07:00:00');
      expect(await tell()).toEqual({ mails: 1, unreadable: 0 });
      await makeVacancy(product, agencyId);
      expect(await tell()).toBeUndefined();
      on('2026-06-04');
      expect(await tell()).toEqual({ mails: 1, unreadable: 0 });
      expect(await post(owner)).toHaveLength(2);
    });

    it('comes weekly on Monday, of the whole week, and on Tuesday when Monday was missed', async () => {
      await tell();
      await save(owner, {}, 'WEEKLY');
      await makeVacancy(product, agencyId, { title: 'Eerste' });
      for (const day of ['2026-06-03', '2026-06-04', '2026-06-07']) {
        on(day);
        await tell();
      }
      await makeVacancy(product, agencyId, { title: 'Tweede' });
      expect(await post(owner)).toEqual([]);
      on('2026-06-08');
      await tell();
      expect((await post(owner)).map(({ subject }) => subject)).toEqual(['2 nieuwe vacatures bij Uitzendmerk']);
      await makeVacancy(product, agencyId, { title: 'Derde' });
      on('2026-06-16');
      await tell();
      expect(await post(owner)).toHaveLength(2);
    });

    it('is a vacancy that is open, and never the same one twice, whatever becomes of it', async () => {
      await save(owner);
      const id = await makeVacancy(product, agencyId, { status: 'ON_HOLD' });
      on('2026-06-03');
      await tell();
      expect(await post(owner)).toEqual([]);
      const stands = (status: string) =>
        affected(product.workAs().em, sql`update vacancy set status = ${status} where id = ${id}`);
      await stands('OPEN');
      on('2026-06-04');
      await tell();
      expect(await post(owner)).toHaveLength(1);
      await stands('ON_HOLD');
      on('2026-06-05');
      await tell();
      await stands('OPEN');
      on('2026-06-06');
      await tell();
      expect(await post(owner)).toHaveLength(1);
    });

    it('stands once in a mail that two alerts ask for, and is not told again by the weekly one', async () => {
      await save(owner, { terms: ['lasser'] });
      await save(owner, { terms: ['las'] }, 'WEEKLY');
      await makeVacancy(product, agencyId);
      on('2026-06-03');
      await tell();
      await makeVacancy(product, agencyId, { title: 'Laborant of las-inspecteur' });
      on('2026-06-08');
      await tell();
      const [second, first] = await post(owner);
      expect(first!.text.match(/vacatures\/\w/g)).toHaveLength(1);
      expect(second!.text.match(/vacatures\/\w/g)).toHaveLength(1);
      expect(second!.text).toContain('Laborant');
    });

    it('is not what was kept silent about while an alert was held, nor what was open before it was made', async () => {
      await makeVacancy(product, agencyId, { title: 'Eerder' });
      await tell();
      const { alert } = await save(owner);
      const pause = (paused: boolean) => mutate(owner, 'pauseJobAlert', { id: alert.id, paused });
      expect((await pause(true)).codes).toEqual([]);
      await makeVacancy(product, agencyId, { title: 'Verzwegen' });
      on('2026-06-03');
      await tell();
      expect((await pause(false)).codes).toEqual([]);
      await makeVacancy(product, agencyId, { title: 'Daarna' });
      on('2026-06-04');
      await tell();
      const texts = (await post(owner)).map(({ text }) => text).join('\n');
      expect(texts).toContain('Daarna');
      expect(texts).not.toMatch(/Eerder|Verzwegen/);
    });

    it('is written in the language of the account, and no longer than a mail may be', async () => {
      const english = await makePortalOwner(product, agencyId, { language: 'en' });
      await save(english, { hoursFrom: 8, hoursTo: 40 });
      for (let number = 0; number < 23; number += 1) await makeVacancy(product, agencyId);
      on('2026-06-03');
      await tell();
      const [mail] = await post(english);
      expect(mail!.subject).toBe('23 new vacancies at Uitzendmerk');
      expect(mail!.text.match(/vacatures\/\w/g)).toHaveLength(20);
      expect(mail!.text).toContain(`And 3 more. You find all vacancies here:\n{portal}/l/${slug}/vacatures\n`);
      expect(mail!.text).toContain('- all vacancies, 8 to 40 hours (every day)');
    });

    it('is of one’s own agency, and of one that has a page to show it on', async () => {
      const elsewhere = await makeAgency(product);
      const unseen = await makePortalOwner(product, elsewhere.id);
      await save(owner);
      await save(unseen);
      await makeVacancy(product, elsewhere.id);
      on('2026-06-03');
      expect(await tell()).toEqual({ mails: 0, unreadable: 0 });
    });

    it('reaches the others when one address does not open, and that one the next day', async () => {
      await save(owner);
      const broken = await makePortalOwner(product, agencyId);
      await save(broken);
      await makeVacancy(product, agencyId);
      const seal = (row: string) =>
        product.secrets.seal(broken.email, { table: 'portal_account', row, column: 'email_sealed' });
      const put = (sealed: Buffer) =>
        affected(product.workAs().em, sql`update portal_account set email_sealed = ${sealed} where id = ${broken.id}`);
      await put(seal(owner.id));
      on('2026-06-03');
      expect(await tell()).toEqual({ mails: 1, unreadable: 1 });
      await put(seal(broken.id));
      on('2026-06-04');
      expect(await tell()).toEqual({ mails: 1, unreadable: 0 });
      expect(await post(broken)).toHaveLength(1);
      expect(await post(owner)).toHaveLength(1);
    });

    it('goes on after it was broken off between any two batches, with one mail each (F1, F7)', async () => {
      const owners = [owner];
      for (let number = 0; number < 230; number += 1) owners.push(await makePortalOwner(product, agencyId));
      await rows(
        product.workAs().em,
        sql`insert into job_alert (id, account_id, terms, places, frequency, created_on, tells_from, told_until)
            select gen_random_uuid(), id, '{}', '{}', 'DAILY', '2026-06-01', '2026-06-01', '2026-06-01'
            from portal_account where agency_id = ${agencyId}`,
      );
      await makeVacancy(product, agencyId);
      on('2026-06-03');
      const work = product.workAs({ kind: 'system', name: 'test' });
      const died = tellOfVacancies(work, {
        onBatch: () => {
          throw new Error('killed');
        },
      });
      await expect(died).rejects.toThrow('killed');
      const asked = new AbortController();
      await tellOfVacancies(work, { signal: asked.signal, onBatch: () => asked.abort() });
      const count = async () =>
        (await rows<{ number: number }>(work.em, sql`select count(*)::int as number from outgoing_mail`))[0]!.number;
      expect(await count()).toBe(200);
      // Two processes at once: whoever comes second finds what the first has left.
      await Promise.all([tell(), tell()]);
      expect(await count()).toBe(231);
      for (const one of owners.slice(0, 5)) expect(await post(one)).toHaveLength(1);
      expect(await tell()).toBeUndefined();
    });
  });

  describe('the link of a mail', () => {
    it('stops all of an account’s alerts without anybody signing in, and once is as often (S9, S10)', async () => {
      await save(owner);
      await save(owner, {}, 'WEEKLY');
      const token = alertsToken(product.secrets, owner.id);
      const stranger = new TestBrowser(served);
      const asked = () =>
        stranger.send('query ($t: String!) { jobAlertsOfLink(token: $t) { id paused } }', { t: token });
      for (let times = 0; times < 3; times += 1)
        expect((await asked()).data['jobAlertsOfLink']).toMatchObject([{ paused: false }, { paused: false }]);
      await Promise.all(Array.from({ length: 20 }, () => stopJobAlerts(product.workAs(), token)));
      expect(await listed(owner)).toMatchObject([{ paused: true }, { paused: true }]);
      await makeVacancy(product, agencyId);
      on('2026-06-08');
      await tell();
      expect(await post(owner)).toEqual([]);
    });

    it('lets one alert go on or removes it, and no alert of somebody else', async () => {
      const { alert } = await save(owner);
      const other = await makePortalOwner(product, agencyId);
      const { alert: others } = await save(other);
      const token = alertsToken(product.secrets, owner.id);
      const stranger = new TestBrowser(served);
      const pause = (id: string) => stranger.mutate('pauseJobAlert', { id, paused: true, token });
      expect((await pause(alert.id)).codes).toEqual([]);
      expect((await pause(others.id)).codes).toEqual(['NOT_FOUND']);
      expect((await stranger.mutate('removeJobAlert', { id: alert.id, token })).codes).toEqual([]);
      expect(await listed(owner)).toEqual([]);
      expect(await listed(other)).toMatchObject([{ paused: false }]);
    });

    it('that is cut, changed, invented or of an account that is gone, opens nothing (S10)', async () => {
      const { alert } = await save(owner);
      const token = alertsToken(product.secrets, owner.id);
      const other = alertsToken(product.secrets, (await makePortalOwner(product, agencyId)).id);
      const stranger = new TestBrowser(served);
      const wrong = ['', 'x', token.slice(0, -1), `${token}A`, other.slice(0, 22) + token.slice(22)];
      for (const one of wrong) {
        const { data } = await stranger.send(`{ jobAlertsOfLink(token: "${one}") { id } }`);
        expect(data['jobAlertsOfLink']).toBeNull();
        expect((await stranger.mutate('removeJobAlert', { id: alert.id, token: one })).codes).toEqual(['LINK_UNKNOWN']);
        expect(await stranger.mutate('stopJobAlerts', { token: one }, 'done')).toMatchObject({ done: true, codes: [] });
      }
      expect(await listed(owner)).toMatchObject([{ paused: false }]);
      await affected(product.workAs().em, sql`delete from portal_account where id = ${owner.id}`);
      const { data } = await stranger.send(`{ jobAlertsOfLink(token: "${token}") { id } }`);
      expect(data['jobAlertsOfLink']).toBeNull();
    });
  });
});
