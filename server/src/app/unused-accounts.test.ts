import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeAgency, makePerson } from '../../test-kit/agency.ts';
import { startTestProduct, type TestProduct } from '../../test-kit/index.ts';
import { makePortalOwner } from '../../test-kit/portal-owner.ts';
import { mailsTo } from '../../test-kit/test-browser.ts';
import { dailySweep } from './daily-sweep.ts';
import { affected, rows, sql } from '../platform/database/index.ts';
import type { Delivery } from '../platform/mail/index.ts';
import { saveJobAlert } from '../modules/job-alerts/index.ts';
import { sendQueuedMail } from '../modules/outgoing-mail/index.ts';
import { noteWarned, removeUnusedAccounts, startPortalSession } from '../modules/portal-accounts/index.ts';

const ANY = { id: null, terms: [], places: [], hoursFrom: null, hoursTo: null, frequency: 'DAILY' } as const;

describe('accounts that nobody uses (D6)', () => {
  let product: TestProduct;
  let agencyId: string;
  beforeAll(async () => {
    product = await startTestProduct();
    agencyId = (await makeAgency(product)).id;
  });
  afterAll(() => product.stop());
  beforeEach(async () => {
    on('2026-06-01');
    await affected(product.workAs().em, sql`delete from portal_account`);
  });

  const on = (day: string) => product.clock.set(`${day}T10:00:00+02:00`);
  const work = () => product.workAs({ kind: 'system', name: 'test' });
  const daily = () => dailySweep(work());
  const count = async (table: string) =>
    (await rows<{ number: number }>(work().em, sql`select count(*)::int as number from ${sql.table(table)}`))[0]!
      .number;

  /** The mail that waits is taken to the server, which answers so. */
  const mailsLeave = (delivery: Delivery = { outcome: 'SENT' }) =>
    sendQueuedMail(work(), { deliver: () => Promise.resolve(delivery) }, () => 'https://portal.example/', {
      onLetterSettled: noteWarned,
    });
  const unreached = async () =>
    (
      await rows<{ since: string | null }>(
        work().em,
        sql`select unreached_since::text as since from portal_account order by id`,
      )
    ).map(({ since }) => since);

  it('are mailed after 24 months without a login, once, and removed 30 days later with all that hangs from them', async () => {
    const candidateId = await makePerson(product, agencyId, { registeredOn: '2026-05-01', approvedOn: '2026-05-02' });
    const owner = await makePortalOwner(product, agencyId, { candidateId });
    await saveJobAlert(work(), owner.id, ANY);
    await startPortalSession(work(), { accountId: owner.id, device: { browser: null, system: null } });
    on('2028-05-31');
    await daily();
    expect(await mailsTo(product, owner.email)).toEqual([]);
    on('2028-06-01');
    expect(await daily()).toMatchObject({ accountsWarned: 1, accountsRemoved: 0 });
    const [mail] = await mailsTo(product, owner.email);
    expect(mail).toMatchObject({ kind: 'PORTAL_UNUSED' });
    expect(mail!.text).toContain('{portal}/inloggen');
    expect(mail!.text).toContain('1 juli 2028');
    await mailsLeave();
    on('2028-06-30');
    expect(await daily()).toMatchObject({ accountsWarned: 0, accountsRemoved: 0 });
    expect(await mailsTo(product, owner.email)).toEqual([]);
    on('2028-07-01');
    expect(await daily()).toMatchObject({ accountsWarned: 0, accountsRemoved: 1 });
    for (const table of ['portal_account', 'portal_session', 'portal_account_person', 'job_alert'])
      expect(await count(table)).toBe(0);
    // Whose account it was stays as he is: his own term is another one.
    const [person] = await rows(work().em, sql`select last_name from candidate where id = ${candidateId}`);
    expect(person).toEqual({ last_name: 'Jansen' });
  });

  it.each(['2028-06-01', '2028-06-20', '2028-07-01'])(
    'stay when somebody logs in on %s, and are mailed anew two years later',
    async (day) => {
      const owner = await makePortalOwner(product, agencyId, { language: 'en' });
      on('2028-06-01');
      await removeUnusedAccounts(work());
      await mailsLeave();
      const signedIn = sql`update portal_account set last_signed_in_on = ${day}::date where id = ${owner.id}`;
      await affected(work().em, signedIn);
      for (const later of ['2028-07-01', '2028-08-01', '2030-05-31']) {
        on(later);
        expect(await removeUnusedAccounts(work())).toEqual({ warned: 0, removed: 0 });
      }
      on('2030-07-02');
      expect(await removeUnusedAccounts(work())).toEqual({ warned: 1, removed: 0 });
      const [mail] = await mailsTo(product, owner.email);
      expect(mail!.text).toContain('log in once before 1 August 2030');
    },
  );

  it('stay while the mail that warns has not left, and go thirty days after it did', async () => {
    await makePortalOwner(product, agencyId);
    on('2028-06-01');
    await removeUnusedAccounts(work());
    for (const day of ['2028-07-01', '2028-09-01']) {
      on(day);
      expect(await removeUnusedAccounts(work())).toEqual({ warned: 0, removed: 0 });
    }
    await mailsLeave();
    on('2028-09-30');
    expect(await removeUnusedAccounts(work())).toEqual({ warned: 0, removed: 0 });
    on('2028-10-01');
    expect(await removeUnusedAccounts(work())).toEqual({ warned: 0, removed: 1 });
  });

  it.each<'REFUSED' | 'UNCLEAR'>(['REFUSED', 'UNCLEAR'])(
    'stay when the mail that warns ends as %s: nobody goes without notice, and it is tried again each month',
    async (outcome) => {
      const owner = await makePortalOwner(product, agencyId);
      on('2028-06-01');
      await removeUnusedAccounts(work());
      await mailsLeave({ outcome, problem: 'SMTP_550' });
      expect(await unreached()).toEqual(['2028-06-01']);
      on('2028-06-30');
      expect(await removeUnusedAccounts(work())).toEqual({ warned: 0, removed: 0 });
      on('2028-07-01');
      expect(await removeUnusedAccounts(work())).toEqual({ warned: 1, removed: 0 });
      await mailsLeave({ outcome, problem: 'SMTP_550' });
      expect(await unreached()).toEqual(['2028-06-01']);
      on('2028-07-31');
      expect(await removeUnusedAccounts(work())).toEqual({ warned: 1, removed: 0 });
      const [mail] = await mailsTo(product, owner.email);
      expect(mail!.text).toContain('30 augustus 2028');
      await mailsLeave();
      expect(await unreached()).toEqual([null]);
      on('2028-08-29');
      expect(await removeUnusedAccounts(work())).toEqual({ warned: 0, removed: 0 });
      on('2028-08-30');
      expect(await removeUnusedAccounts(work())).toEqual({ warned: 0, removed: 1 });
    },
  );

  it('go when no warning came through in six months, with none of them on its way', async () => {
    await makePortalOwner(product, agencyId);
    for (const day of ['2028-06-01', '2028-07-01', '2028-08-01', '2028-09-01', '2028-10-01', '2028-11-01']) {
      on(day);
      expect(await removeUnusedAccounts(work())).toEqual({ warned: 1, removed: 0 });
      if (day !== '2028-11-01') await mailsLeave({ outcome: 'REFUSED', problem: 'SMTP_550' });
    }
    on('2028-12-01');
    expect(await removeUnusedAccounts(work())).toMatchObject({ removed: 0 });
    await mailsLeave({ outcome: 'REFUSED', problem: 'SMTP_550' });
    expect(await removeUnusedAccounts(work())).toEqual({ warned: 0, removed: 1 });
  });

  it('are not counted as mailed when the address that was kept can’t be read any more, and go after six months too', async () => {
    const owner = await makePortalOwner(product, agencyId);
    await affected(work().em, sql`update portal_account set email_sealed = '\\x00' where id = ${owner.id}`);
    for (const day of ['2028-06-01', '2028-07-05', '2028-11-30']) {
      on(day);
      expect(await removeUnusedAccounts(work())).toEqual({ warned: 0, removed: 0 });
      expect(await unreached()).toEqual(['2028-06-01']);
    }
    on('2028-12-01');
    expect(await removeUnusedAccounts(work())).toEqual({ warned: 0, removed: 1 });
  });

  it('leave nothing in the audit trail, whatever becomes of them', async () => {
    await makePortalOwner(product, agencyId);
    const before = await count('audit_entry');
    for (const day of ['2028-06-01', '2028-07-01']) {
      on(day);
      await removeUnusedAccounts(work());
      await mailsLeave();
    }
    expect(await count('portal_account')).toBe(0);
    expect(await count('audit_entry')).toBe(before);
  });

  it('are mailed in batches that can be broken off, each of them once (F7)', async () => {
    await makePortalOwner(product, agencyId);
    const made = await rows<{ id: string }>(
      work().em,
      sql`insert into portal_account (id, agency_id, user_name_sealed, user_name_hash, email_sealed, email_hash, password_hash, language, created_on, last_signed_in_on)
          select gen_random_uuid(), agency_id, user_name_sealed, decode(md5(n::text), 'hex'), email_sealed, decode(md5(n::text), 'hex'), '', 'nl', created_on, last_signed_in_on
          from portal_account, generate_series(1, 250) n returning id`,
    );
    for (const [n, { id }] of made.entries()) {
      const place = { table: 'portal_account', row: id, column: 'email_sealed' };
      const sealed = work().secrets.seal(`n${String(n)}@persoon.example`, place);
      await affected(work().em, sql`update portal_account set email_sealed = ${sealed} where id = ${id}`);
    }
    on('2028-06-01');
    const asked = new AbortController();
    let batches = 0;
    const stopping = () => {
      batches += 1;
      if (batches === 2) asked.abort();
    };
    expect(await removeUnusedAccounts(work(), { onBatch: stopping, signal: asked.signal })).toMatchObject({
      warned: 200,
    });
    expect(await removeUnusedAccounts(work())).toMatchObject({ warned: 51 });
    expect(await removeUnusedAccounts(work())).toMatchObject({ warned: 0 });
  });
});
