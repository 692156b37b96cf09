import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { makeAgency, makePerson } from '../../test-kit/agency.ts';
import { PASSWORD } from '../../test-kit/account.ts';
import { plantCanary } from '../../test-kit/canary.ts';
import { startTestProduct, type TestProduct } from '../../test-kit/index.ts';
import { makeLabel, makeVacancy } from '../../test-kit/portal-owner.ts';
import { staffActor } from '../../test-kit/staff.ts';
import { serve, TestBrowser, type Served } from '../../test-kit/test-browser.ts';
import { dailySweep } from './daily-sweep.ts';
import { affected, rows, sql, type EntityManager } from '../platform/database/index.ts';
import { openFileStore, type FileStore } from '../platform/storage/file-store.ts';
import { openPost, startMailbox } from '../platform/mail/index.ts';
import { newId } from '../platform/ids.ts';
import { hashPassword } from '../platform/passwords.ts';
import {
  anonymiseCandidate,
  carryOutDueErasures,
  deleteCandidate,
  planErasures,
} from '../modules/anonymisation/index.ts';
import { CandidateSchema, sealBsn } from '../modules/candidates/index.ts';
import { anonymiseMyData, sendNotices } from '../modules/contact-moments/index.ts';
import { DocumentTypeSchema, removeQueuedFiles } from '../modules/documents/index.ts';
import { tellOfVacancies } from '../modules/job-alerts/index.ts';
import { sendQueuedMail } from '../modules/outgoing-mail/index.ts';
import type { RetentionPolicy } from '../modules/retention/index.ts';
import { TalentPoolSchema } from '../modules/talent-pools/index.ts';
import { openAccount } from '../modules/portal-accounts/index.ts';
import { makeExports } from '../modules/portal-data/index.ts';

const SYSTEM = { kind: 'system', name: 'test' } as const;
const EMAIL = 'sam.unieke@post.example';
const USER_NAME = 'sam.unieke.naam';
const PEOPLES_OWN = ['portal_account_link', 'portal_session', 'job_alert', 'portal_account'];
/** Rows that thousands share: whose agency it is tells of nobody. */
const SHARED = new Set(['agency', 'label', 'vacancy', 'organisation_unit', 'role', 'deregistration_rule']);

type Row = Record<string, unknown>;
interface Held {
  table: string;
  row: Row;
}
const ENDS = { autoEraseCandidates: true, autoEraseApplicants: true } as const;

describe('an account outlives its person, and nothing joins the two (C5–C7, D6)', () => {
  let product: TestProduct;
  let served: Served;
  let folder: string;
  let store: FileStore;
  afterEach(async () => {
    await served.stop();
    await product.stop();
    await rm(folder, { recursive: true, force: true });
  });

  /** Somebody with all that hangs from a candidate, who has an account, alerts, a session, a link, mails to both, and a file of all that. */
  async function world(policy: Partial<RetentionPolicy>) {
    product = await startTestProduct('2026-06-02T09:03:11.123+02:00');
    served = serve(product);
    folder = await mkdtemp(join(tmpdir(), 'wisbaar-decoupling-'));
    store = openFileStore({ dataDir: folder, storageUrl: undefined });
    const { id: agencyId } = await makeAgency(product, policy);
    const label = await makeLabel(product, agencyId);
    const work = product.workAs(SYSTEM);
    const candidateId = await makePerson(product, agencyId, { registeredOn: '2026-05-01', email: EMAIL });
    const { em: fork } = work;
    fork.create(DocumentTypeSchema, { id: newId(), agencyId, name: 'CV', retentionDays: null });
    fork.create(TalentPoolSchema, { id: newId(), agencyId, name: 'Lassers' });
    await fork.flush();
    await makeVacancy(product, agencyId, { status: 'FILLED', filledOn: '2026-06-01' });
    // A row of every table in which somebody can have rows, with something in every column.
    await plantCanary(work, candidateId, ['hold', 'erasure_plan', 'portal_account_person', 'data_export']);
    await rows(
      work.em,
      sql`update candidate set email_private = ${EMAIL}, email_work = ${EMAIL} where id = ${candidateId}`,
    );
    product.clock.set('2026-06-02T10:13:21.123+02:00');
    const accountId = await openAccount(work, {
      agencyId,
      labelId: label.id,
      candidateId,
      userName: USER_NAME,
      email: EMAIL,
      passwordHash: await hashPassword(PASSWORD),
      language: 'nl',
    });
    product.clock.set('2026-06-02T11:23:31.123+02:00');
    await signIn(new TestBrowser(served));
    const browser = new TestBrowser(served);
    await signIn(browser);
    expect((await browser.mutate('confirmPortalPassword', { password: PASSWORD })).codes).toEqual([]);
    expect((await browser.mutate('requestPortalEmailChange', { email: `nieuw.${EMAIL}` })).codes).toEqual([]);
    product.clock.set('2026-06-02T11:33:41.123+02:00');
    const alert = { criteria: { terms: ['lasser'] }, frequency: 'DAILY' };
    expect((await browser.mutate('saveJobAlert', alert)).codes).toEqual([]);
    await takeAlong(browser, candidateId);
    await planErasures(work, agencyId);
    await sendNotices(work, agencyId);
    return { agencyId, labelId: label.id, candidateId, accountId, browser };
  }
  const signIn = async (browser: TestBrowser) =>
    expect((await browser.mutate('signInToPortal', { login: USER_NAME, password: PASSWORD })).codes).toEqual([]);

  /** He has a file made with all that is held of him (B4), and his documents are there to go into it. */
  async function takeAlong(browser: TestBrowser, candidateId: string) {
    const bsn = sealBsn(product.secrets, candidateId, '123456782');
    await em().nativeUpdate(CandidateSchema, { id: candidateId }, bsn);
    for (const { key } of await rows<{ key: string }>(em(), sql`select storage_key as key from document`))
      await store.put(key, 'een brief');
    expect((await browser.mutate('requestMyExport', { language: 'nl' })).codes).toEqual([]);
    expect(await makeExports(product.workAs(SYSTEM), { store, dir: join(folder, 'exporting') })).toBe(1);
    expect(await filesOf(store)).not.toEqual([]);
  }
  const filesOf = async (kept: FileStore) => {
    const { objects } = await kept.listAll('', { recursive: true });
    return [...objects].flatMap((file) => ('key' in file ? [file.key] : []));
  };

  const em = (): EntityManager => product.workAs().em;
  const tables = async () =>
    (
      await rows<{ name: string }>(
        em(),
        sql`select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
      )
    ).map(({ name }) => name);
  const rowsOf = (table: string) =>
    rows<{ row: Row }>(em(), sql`select to_jsonb(t) as row from ${sql.table(table)} t`).then((all) =>
      all.map(({ row }): Held => ({ table, row })),
    );
  const everything = async () => (await Promise.all((await tables()).map(rowsOf))).flat();
  const foreignKeys = () =>
    rows<{ from_table: string; from_column: string; to_table: string; to_column: string }>(
      em(),
      sql`select c.conrelid::regclass::text as from_table, a.attname as from_column, c.confrelid::regclass::text as to_table, b.attname as to_column
          from pg_constraint c
          join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
          join pg_attribute b on b.attrelid = c.confrelid and b.attnum = c.confkey[1]
          where c.contype = 'f'`,
    );

  /** All that can be come to from these rows along foreign keys, one way or the other. */
  async function reachable(all: readonly Held[], from: readonly Held[]): Promise<Set<Held>> {
    const keys = await foreignKeys();
    const found = new Set(from);
    const queue = [...from];
    for (let here = queue.shift(); here; here = queue.shift()) {
      if (SHARED.has(here.table)) continue;
      for (const { from_table, from_column, to_table, to_column } of keys)
        for (const [mine, myColumn, other, otherColumn] of [
          [from_table, from_column, to_table, to_column],
          [to_table, to_column, from_table, from_column],
        ] as const) {
          const value = here.table === mine ? here.row[myColumn] : null;
          if (value == null) continue;
          for (const next of all)
            if (next.table === other && next.row[otherColumn] === value && !found.has(next)) {
              found.add(next);
              queue.push(next);
            }
        }
    }
    return found;
  }

  /** Every value by which one row could be known to belong with another: a moment counts by its second. */
  function valuesOf(held: Iterable<Held>): Set<string> {
    const values = new Set<string>();
    const take = (value: unknown): void => {
      if (Array.isArray(value)) value.forEach(take);
      else if (value !== null && typeof value === 'object') Object.values(value).forEach(take);
      else if (typeof value === 'string') {
        const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(value)
          ? new Date(value).toISOString().slice(0, 19)
          : value;
        // A day, a word of a list: many share it.
        if (moment.length >= 8 && !/^(\d{4}-\d\d-\d\d|[A-Z_]+)$/.test(moment)) values.add(moment.toLowerCase());
      }
    };
    for (const { row } of held) take(row);
    return values;
  }

  async function expectDecoupled({ agencyId, labelId, candidateId, accountId }: Awaited<ReturnType<typeof world>>) {
    const all = await everything();
    const text = new Map(all.map((one) => [one, JSON.stringify(one.row).toLowerCase()]));
    const holding = (value: string) => all.filter((one) => text.get(one)!.includes(value.toLowerCase()));
    const both = holding(candidateId).filter((one) => text.get(one)!.includes(accountId));
    expect(both, 'a row holds both ids').toEqual([]);

    const accounts = all.filter(
      ({ table, row }) => PEOPLES_OWN.includes(table) && (row['account_id'] ?? row['id']) === accountId,
    );
    expect(new Set(accounts.map(({ table }) => table))).toEqual(new Set(PEOPLES_OWN));
    const ofAccount = new Set(accounts);
    expect(
      holding(accountId).filter((one) => !ofAccount.has(one)),
      'the account’s id stands elsewhere',
    ).toEqual([]);

    for (const { table, row } of accounts) {
      expect(String(row['id'])[14], `${table}: an id that holds its moment`).not.toBe('7');
      for (const [column, value] of Object.entries(row))
        if (/^\d{4}-\d\d-\d\dT/.test(String(value)))
          expect(Date.parse(String(value)) % 300_000, `${table}.${column}: a moment finer than five minutes`).toBe(0);
    }

    // The person, what is left of him, his receipts, and what the audit trail says of either.
    const named = holding(candidateId);
    const others = new Set(named.filter(({ table }) => !SHARED.has(table)));
    for (const one of all)
      if (['erasure_receipt', 'audit_entry', 'data_request', 'recipient', 'erased_identity'].includes(one.table))
        others.add(one);
    for (const one of await reachable(all, [...others])) if (!SHARED.has(one.table)) others.add(one);
    expect(others.size).toBeGreaterThan(2);

    const reached = await reachable(all, accounts);
    expect(
      [...reached].filter((one) => others.has(one)),
      'foreign keys lead from the one to the other',
    ).toEqual([]);
    expect([...others].filter((one) => ofAccount.has(one))).toEqual([]);

    const ofOthers = valuesOf(others);
    const shared = [...valuesOf(accounts)].filter((value) => ofOthers.has(value));
    expect(
      shared.filter((value) => ![agencyId, labelId].includes(value)),
      'a value stands in both',
    ).toEqual([]);

    // Nor his address or user name, in clear or as any keyed hash that the product makes of them.
    const elsewhere = all.filter((one) => !ofAccount.has(one)).map((one) => text.get(one)!);
    for (const word of [EMAIL, USER_NAME]) expect(elsewhere.filter((row) => row.includes(word))).toEqual([]);
    for (const purpose of ['portal-email', 'portal-user-name'])
      for (const word of [EMAIL, USER_NAME]) {
        const hash = product.secrets.fingerprint(purpose, word).toString('hex');
        expect(elsewhere.filter((row) => row.includes(hash))).toEqual([]);
      }
    // The file that he had made, and what went into it, are gone from the store; the ledger knows neither account nor address.
    await removeQueuedFiles(product.workAs(SYSTEM), store);
    expect(await filesOf(store), 'a file is left').toEqual([]);
    const files = await filesOf(product.ledger);
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) {
      const content = `${file} ${Buffer.from(await product.ledger.getBytes(file)).toString('latin1')}`;
      for (const word of [accountId, EMAIL, USER_NAME]) expect(content.includes(word)).toBe(false);
    }
    // An id of this kind holds the moment at which it was made; the account's does not.
    expect(accountId[14]).toBe('4');
  }

  /** He is still signed in, signs in again, and is told of work. */
  async function expectGoesOn({ agencyId, browser }: Awaited<ReturnType<typeof world>>) {
    product.clock.set(new Date(product.clock.now().getTime() + 20 * 60_000).toISOString());
    const { data } = await browser.send(
      '{ me { displayName bsn jobAlerts { terms } account { userName personHeld } } }',
    );
    expect(data['me']).toEqual({
      displayName: null,
      bsn: null,
      jobAlerts: [{ terms: ['lasser'] }],
      account: { userName: USER_NAME, personHeld: false },
    });
    await signIn(new TestBrowser(served));
    await makeVacancy(product, agencyId, { title: 'Lasser' });
    const mailbox = await startMailbox(() => product.clock.now());
    try {
      await tellOfVacancies(product.workAs(SYSTEM));
      await sendQueuedMail(
        product.workAs(SYSTEM),
        openPost(mailbox.smtpUrl),
        () => 'https://portal.example/job-alerts#',
      );
      const told = mailbox.list().filter(({ subject }) => subject === 'Nieuwe vacature bij Uitzendmerk');
      expect(told.map(({ to }) => to)).toEqual([[EMAIL]]);
    } finally {
      await mailbox.stop();
    }
  }

  /** What says goodbye to him, and goes when it has left. */
  async function mailLeaves() {
    const mailbox = await startMailbox(() => product.clock.now());
    await sendQueuedMail(product.workAs(SYSTEM), openPost(mailbox.smtpUrl), () => 'https://portal.example/bewaren#');
    await mailbox.stop();
  }

  async function mailedLink(candidateId: string): Promise<string> {
    const [mail] = await rows<{ id: string; link_sealed: Buffer }>(
      em(),
      sql`select id, link_sealed from outgoing_mail where candidate_id = ${candidateId} and link_sealed is not null and dedupe_key like 'notice:%'`,
    );
    return product.secrets.open(mail!.link_sealed, { table: 'outgoing_mail', row: mail!.id, column: 'link_sealed' });
  }

  const MODULES = [
    { module: 'anonymising', plus: false },
    { module: 'Anonimisering Plus', plus: true },
  ];

  it.each(MODULES)('after his own choice, made while he is signed in ($module)', async ({ plus }) => {
    const one = await world({ ...ENDS, plus });
    const token = await mailedLink(one.candidateId);
    product.clock.set('2026-06-02T12:34:56.789+02:00');
    await one.browser.send('{ me { displayName } }');
    await anonymiseMyData(product.workAs(), token);
    await mailLeaves();
    await expectDecoupled(one);
    await expectGoesOn(one);
    await mailLeaves();
    await expectDecoupled(one);
  });

  it.each(MODULES)('after the day’s sweep, when he did not answer ($module)', async ({ plus }) => {
    const one = await world({ ...ENDS, plus });
    await mailLeaves();
    product.clock.set('2026-06-17T12:21:43.210+02:00');
    await signIn(one.browser);
    product.clock.set('2026-06-17T12:34:56.789+02:00');
    await one.browser.send('{ me { displayName } }');
    await dailySweep(product.workAs(SYSTEM));
    await carryOutDueErasures(product.workAs(SYSTEM), one.agencyId);
    await mailLeaves();
    await expectDecoupled(one);
    await expectGoesOn(one);
  });

  it.each(MODULES)('after a recruiter’s button ($module)', async ({ plus }) => {
    const one = await world({ ...ENDS, plus });
    product.clock.set('2026-06-02T12:34:56.789+02:00');
    await one.browser.send('{ me { displayName } }');
    await anonymiseCandidate(product.workAs(staffActor('RECRUITER', [one.agencyId])), {
      candidateId: one.candidateId,
      idempotencyKey: newId(),
    });
    await mailLeaves();
    await expectDecoupled(one);
    await expectGoesOn(one);
  });

  it('after he was deleted, rows and all (D3)', async () => {
    const one = await world(ENDS);
    product.clock.set('2026-06-02T12:34:56.789+02:00');
    await one.browser.send('{ me { displayName } }');
    const officer = staffActor('PRIVACY_OFFICER', [one.agencyId]);
    await deleteCandidate(product.workAs(officer), { candidateId: one.candidateId, idempotencyKey: newId() });
    const [left] = await rows<{ number: number }>(
      em(),
      sql`select count(*)::int as number from candidate where id = ${one.candidateId}`,
    );
    expect(left!.number).toBe(0);
    await mailLeaves();
    await expectDecoupled(one);
    await expectGoesOn(one);
  });

  it('and finds what would join them, when something does', async () => {
    const one = await world({ ...ENDS });
    await anonymiseMyData(product.workAs(), await mailedLink(one.candidateId));
    await mailLeaves();
    await expectDecoupled(one);
    for (const [spoil, mend] of [
      [
        sql`update portal_account set password_hash = ${one.candidateId}`,
        sql`update portal_account set password_hash = 'x'`,
      ],
      [
        sql`update portal_session set started_at = (select max(erased_at) from erasure_receipt)`,
        sql`update portal_session set started_at = '2026-06-02T01:00:00Z'`,
      ],
      [sql`update job_alert set id = ${newId()}`, sql`update job_alert set id = gen_random_uuid()`],
      [
        sql`insert into portal_account_person (account_id, candidate_id) values (${one.accountId}, ${one.candidateId})`,
        sql`delete from portal_account_person`,
      ],
    ] as const) {
      await affected(em(), spoil);
      await expect(expectDecoupled(one)).rejects.toThrow();
      await affected(em(), mend);
      await expectDecoupled(one);
    }
  });
});
