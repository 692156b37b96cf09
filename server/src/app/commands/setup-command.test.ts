import { Readable, Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestProduct, type TestProduct } from '../../../test-kit/index.ts';
import { verifyAudit } from '../../modules/audit/index.ts';
import { rows, sql } from '../../platform/database/index.ts';
import { checkPassword } from '../../platform/passwords.ts';
import { SETUP_USAGE, setupCommand } from './setup-command.ts';

describe('the command setup', () => {
  let product: TestProduct;
  beforeAll(async () => {
    product = await startTestProduct();
  });
  afterAll(() => product.stop());

  const password = 'a long enough secret';
  async function run(options: Record<string, string | true>, typed = `${password}\n`) {
    const capture = () => {
      const said: string[] = [];
      const stream = new Writable({
        write: (chunk: Buffer, _, done) => {
          said.push(chunk.toString());
          done();
        },
      });
      return { stream, text: () => said.join('') };
    };
    const [stdout, stderr] = [capture(), capture()];
    const argv = Object.entries(options).flatMap(([name, value]) =>
      value === true ? [`--${name}`] : [`--${name}`, value],
    );
    const io = { stdin: Readable.from([typed]), stdout: stdout.stream, stderr: stderr.stream };
    const code = await setupCommand(product.workAs({ kind: 'system', name: 'setup' }), argv, io);
    return { code, stdout: stdout.text(), stderr: stderr.text() };
  }
  const options = (agency: string, email: string) =>
    ({ agency, contact: `help@${email.split('@')[1]!}`, 'admin-email': email, 'admin-password-stdin': true }) as const;
  const look = <Row>(query: ReturnType<typeof sql>) => rows<Row>(product.orm.em.fork(), query as never);

  it('sets up an agency with its terms, its notice, its rule for erasure and its first admin, and says so', async () => {
    const done = await run({ ...options('Bureau Ankerplaats', 'Baas@Ankerplaats.example'), 'auto-erase': true });
    expect(done).toMatchObject({ code: 0, stderr: '' });
    expect(done.stdout).toContain('Bureau Ankerplaats is set up');
    const [found] = await look<Record<string, unknown>>(
      sql`select p.auto_erase_candidates, p.auto_erase_applicants, p.candidate_term_days, m.days_after_first, m.active, r.for_erasure,
            s.email, o.built_in as role, s.password_hash
          from agency g
          join retention_policy p on p.agency_id = g.id
          join contact_moment m on m.agency_id = g.id
          join deregistration_rule r on r.agency_id = g.id
          join staff_agency sa on sa.agency_id = g.id
          join staff_user s on s.id = sa.staff_id
          join role o on o.id = s.role_id
          where g.name = 'Bureau Ankerplaats'`,
    );
    expect(found).toMatchObject({
      auto_erase_candidates: true,
      auto_erase_applicants: true,
      candidate_term_days: 730,
      days_after_first: 0,
      active: true,
      for_erasure: true,
      email: 'baas@ankerplaats.example',
      role: 'ADMIN',
    });
    expect(await checkPassword(found!['password_hash'] as string, password)).toBe(true);
  });

  it('leaves erasing to a person’s click unless it is told otherwise (D13)', async () => {
    await run(options('Bureau Brug', 'baas@brug.example'));
    const [policy] = await look<{ auto: boolean }>(
      sql`select p.auto_erase_candidates or p.auto_erase_applicants as auto
          from retention_policy p join agency g on g.id = p.agency_id where g.name = 'Bureau Brug'`,
    );
    expect(policy).toEqual({ auto: false });
  });

  it('is in the audit trail, which stays whole (B7)', async () => {
    const entries = await look<{ action: string; actor_id: string }>(
      sql`select action, actor_id from audit_entry order by seq limit 2`,
    );
    expect(entries.map(({ action }) => action)).toEqual(['agency.set-up', 'staff.added']);
    expect(entries[0]?.actor_id).toBe('setup');
    expect(await verifyAudit(product.workAs())).toMatchObject({ problem: null });
  });

  it.each([
    [
      'an agency that is there already',
      options('bureau ankerplaats', 'x@nieuw.example'),
      undefined,
      /^--agency: There is/,
    ],
    [
      'a mail address that is in use',
      options('Bureau Nieuw', 'baas@ankerplaats.example'),
      undefined,
      /^--admin-email: Somebody/,
    ],
    [
      'a mail address that is none',
      options('Bureau Nieuw', 'geen@adres'),
      undefined,
      /^--(admin-email|contact): Give a mail/,
    ],
    ['an empty name', options(' ', 'x@nieuw.example'), undefined, /^--agency: Give a name/],
    ['a short password', options('Bureau Nieuw', 'x@nieuw.example'), 'short\n', /^the password: Choose/],
  ])('refuses %s in one sentence and sets up nothing', async (_what, given, typed, sentence) => {
    const count = () => look<{ n: number }>(sql`select count(*)::int as n from agency`);
    const before = await count();
    const { code, stdout, stderr } = await run(given, typed);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(sentence);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(await count()).toEqual(before);
  });

  it('takes no password from the command line, and tells how it is used', async () => {
    const { 'admin-password-stdin': _, ...rest } = options('Bureau Nieuw', 'x@nieuw.example');
    expect(await run({ ...rest, 'admin-password': password })).toEqual({
      code: 2,
      stdout: '',
      stderr: `${SETUP_USAGE}\n`,
    });
    expect(await run(rest)).toMatchObject({ code: 2 });
  });
});
