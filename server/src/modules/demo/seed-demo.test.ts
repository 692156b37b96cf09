import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestProduct, type TestProduct } from '../../../test-kit/index.ts';
import { BUILT_IN_ROLES } from '../permissions/index.ts';
import { rows, sql } from '../../platform/database/index.ts';
import { openFileStore, type FileStore } from '../../platform/storage/file-store.ts';
import { verifyAudit } from '../audit/index.ts';
import type { Work } from '../permissions/index.ts';
import { isEmpty, seedDemo, type DemoOutcome } from './seed-demo.ts';

const hashPassword = (text: string) => Promise.resolve(`hash of ${String(text.length)}`);

/** What a visitor sees first, by content: ids of plans and receipts differ from run to run. */
const picture = (work: Work) =>
  rows(
    work.em,
    sql`select c.last_name, c.postcode, c.registered_on, c.retain_until, c.anonymised, p.state, p.due_on, m.state as mail
        from candidate c
        left join erasure_plan p on p.candidate_id = c.id
        left join outgoing_mail m on m.candidate_id = c.id
        order by c.id, p.planned_on, m.queued_at`,
  );

describe('the demo', () => {
  let product: TestProduct;
  let work: Work;
  let store: FileStore;
  let dataDir: string;
  let outcome: DemoOutcome | null;

  beforeAll(async () => {
    product = await startTestProduct();
    dataDir = await mkdtemp(join(tmpdir(), 'wisbaar-demo-'));
    store = openFileStore({ storageUrl: undefined, dataDir });
    work = product.workAs({ kind: 'system', name: 'test' });
    outcome = await seedDemo(work, store, { candidates: 400, hashPassword });
  });
  afterAll(async () => {
    await product.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  const count = async (condition: string): Promise<number> => {
    const [found] = await rows<{ n: number }>(
      work.em,
      sql`select count(*)::int as n from candidate c where ${sql.raw(condition)}`,
    );
    return found!.n;
  };
  const plan = (condition: string) =>
    `exists (select from erasure_plan p where p.candidate_id = c.id and ${condition})`;
  const consent = `exists (select from consent t where t.candidate_id = c.id and purpose = 'OTHER_VACANCIES' and withdrawn_at is null)`;

  it('has as many candidates as were asked for, and a login for each role (H2)', async () => {
    expect(await count('true')).toBe(400);
    expect(outcome?.logins.map((login) => login.role)).toEqual([...BUILT_IN_ROLES]);
    expect(outcome?.logins.every((login) => login.email.endsWith('@wisbaar.example'))).toBe(true);
  });

  it.each([
    ['registered lately', `c.registered_on >= date '2026-05-25'`],
    ['kept for two years, with consent (H24)', `${consent} and retention_term_days = 730`],
    ['kept for 32 days, without consent (H25)', `not ${consent} and retention_term_days = 32`],
    ['near the end', `retain_until between date '2026-06-02' and date '2026-06-15'`],
    ['past the end, waiting for a click (D13)', `retain_until < date '2026-06-01' and not anonymised`],
    ['planned, with a notice sent (C65)', plan(`p.state = 'PLANNED' and p.first_notice_at is not null`)],
    ['planned, without an address to write to', plan(`p.state = 'PLANNED' and p.notice_problem = 'NO_ADDRESS'`)],
    ['kept by their own answer (C76)', `extended_until is not null and ${plan(`p.state = 'KEPT'`)}`],
    ['anonymised on the date (C1)', `anonymised and ${plan(`p.state = 'CARRIED_OUT' and p.answered_at is null`)}`],
    [
      'anonymised by their own answer (C74)',
      `anonymised and ${plan(`p.state = 'CARRIED_OUT' and p.answered_at is not null`)}`,
    ],
    [
      'anonymised on request, with a memo (C58)',
      `exists (select from erasure_receipt r where r.candidate_id = c.id and memo is not null)`,
    ],
    ['held (B5)', `exists (select from hold h where h.candidate_id = c.id and h.until > date '2026-06-01')`],
    [
      'handed over to the back office, with a BSN (H40, D18)',
      'approved_on is not null and retain_until is null and bsn_hash is not null',
    ],
    [
      'under way to the back office (H40)',
      `exists (select from hand_over h where h.candidate_id = c.id and h.state = 'QUEUED')`,
    ],
    [
      'waiting for an answer to what they asked (B6)',
      `exists (select from data_request r where r.candidate_id = c.id and r.state = 'OPEN')`,
    ],
    ['paid through payroll (H10)', 'exists (select from payslip s where s.candidate_id = c.id)'],
    ['blocked by hand (C24)', 'blocked and not anonymised'],
  ])('has candidates who are %s', async (_, condition) => {
    expect(await count(condition)).toBeGreaterThan(0);
  });

  it('has receipts of people who were deleted, of whom nothing else is left (H54, H55)', async () => {
    const found = await rows<{ ending: string }>(
      work.em,
      sql`select r.ending from erasure_receipt r where not exists (select from candidate c where c.id = r.candidate_id)`,
    );
    expect(found.map((one) => one.ending)).toEqual(['DELETE', 'DELETE']);
  });

  it('leaves nothing of who was anonymised in the file store (C3)', async () => {
    const [kept] = await rows<{ n: number }>(work.em, sql`select count(*)::int as n from document`);
    const files = await readdir(join(dataDir, 'files'));
    expect(files.length).toBe(kept!.n);
    expect(kept!.n).toBeGreaterThan(20);
  });

  it('leaves only mails of today to be sent, so that the mailbox has some', async () => {
    const states = await rows<{ state: string; oldest: Date }>(
      work.em,
      sql`select state, min(queued_at) as oldest from outgoing_mail group by 1`,
    );
    const queued = states.find((one) => one.state === 'QUEUED');
    expect(new Date(queued!.oldest)).toEqual(new Date('2026-06-01T08:00:00Z'));
    expect(states.map((one) => one.state)).toContain('SENT');
  });

  it('has an audit trail that holds (B7)', async () => {
    expect((await verifyAudit(work)).problem).toBeNull();
  });

  it('does nothing when there is an agency already', async () => {
    const before = await picture(work);
    expect(await isEmpty(work)).toBe(false);
    expect(await seedDemo(work, store, { candidates: 400, hashPassword })).toBeNull();
    expect(await picture(work)).toEqual(before);
  });

  it('is the same every time on the same day', async () => {
    const other = await startTestProduct();
    const again = other.workAs({ kind: 'system', name: 'test' });
    await seedDemo(again, openFileStore({ storageUrl: undefined, dataDir: join(dataDir, 'again') }), {
      candidates: 400,
      hashPassword,
    });
    expect(await picture(again)).toEqual(await picture(work));
    await other.stop();
  });
});
