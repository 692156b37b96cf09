import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeAgency, makePerson } from '../../test-kit/agency.ts';
import { startTestProduct, type TestProduct } from '../../test-kit/index.ts';
import { makePortalOwner } from '../../test-kit/portal-owner.ts';
import { mailsTo } from '../../test-kit/test-browser.ts';
import { dailySweep } from './daily-sweep.ts';
import { affected, rows, sql } from '../platform/database/index.ts';
import { saveJobAlert } from '../modules/job-alerts/index.ts';
import { removeUnusedAccounts, startPortalSession } from '../modules/portal-accounts/index.ts';

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
    on('2028-06-30');
    expect(await daily()).toMatchObject({ accountsWarned: 0, accountsRemoved: 0 });
    expect(await mailsTo(product, owner.email)).toHaveLength(1);
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

  it('leave nothing in the audit trail, whatever becomes of them', async () => {
    await makePortalOwner(product, agencyId);
    const before = await count('audit_entry');
    for (const day of ['2028-06-01', '2028-07-01']) {
      on(day);
      await removeUnusedAccounts(work());
    }
    expect(await count('portal_account')).toBe(0);
    expect(await count('audit_entry')).toBe(before);
  });

  it('are mailed in batches that can be broken off, each of them once (F7)', async () => {
    await makePortalOwner(product, agencyId);
    await rows(
      work().em,
      sql`insert into portal_account (id, agency_id, user_name_sealed, user_name_hash, email_sealed, email_hash, password_hash, language, created_on, last_signed_in_on)
          select gen_random_uuid(), agency_id, user_name_sealed, decode(md5(n::text), 'hex'), email_sealed, decode(md5(n::text), 'hex'), '', 'nl', created_on, last_signed_in_on
          from portal_account, generate_series(1, 250) n`,
    );
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
