import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { graphql } from 'wisbaar-schema';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ApiClient, look, makeInstallation, setUpAgency, type Installation, type Product } from '../kit/index.ts';
import { tamper } from './audit-trail-file.ts';

const Register = graphql(`
  mutation RegisterInFaults($input: RegisterCandidateInput!) {
    registerCandidate(input: $input) {
      candidate {
        id
      }
      userErrors {
        code
      }
    }
  }
`);

describe('the audit trail of a product that runs (F17)', () => {
  let installation: Installation;
  let product: Product;
  let url: string;
  let staff: ApiClient;
  let agencyId: string;

  beforeAll(async () => {
    installation = await makeInstallation();
    product = await installation.start();
    url = await product.databaseUrl();
    const login = await setUpAgency(installation, 'Bureau Parksluizen');
    staff = await new ApiClient(product.url).signIn(login);
    agencyId = (await staff.ask(graphql('query { agencies { id } }'), {})).agencies[0]!.id;
    for (let n = 0; n < 5; n += 1) await register(`Vooraf ${n}`);
    // Verifying notes the head, as the product does every few seconds.
    expect(await verify()).toMatchObject({ code: 0, stderr: '' });
    await look(url, 'create table kept as select * from audit_entry');
    await cp(files(), kept(), { recursive: true });
  });
  afterAll(() => installation.remove());

  const files = () => join(installation.dataDir, 'files');
  const kept = () => join(installation.dataDir, 'files-kept');
  /** The entries and the note of their head, as they were kept. */
  async function asItWas() {
    await tamper(url, 'truncate audit_entry', 'insert into audit_entry select * from kept');
    await rm(files(), { recursive: true, force: true });
    await cp(kept(), files(), { recursive: true });
  }
  const register = (lastName: string) => staff.ask(Register, { input: { agencyId, lastName } });
  const verify = (...args: string[]) => installation.run(['verify', 'audit', ...args]);
  const headIn = ({ stdout }: { stdout: string }) => /\d+:[0-9a-f]{64}/.exec(stdout)![0];

  describe('once it was tampered with', () => {
    beforeEach(asItWas);

    it.each([
      ['edited', ["update audit_entry set at = at + interval '1 day' where seq = 4"], /broken at entry 4/],
      ['deleted from', ['delete from audit_entry where seq = 4'], /broken at entry 4/],
      [
        'reordered',
        [
          'update audit_entry set seq = case seq when 4 then -5 when 5 then -4 end where seq in (4, 5)',
          'update audit_entry set seq = -seq where seq < 0',
        ],
        /broken at entry 4/,
      ],
      ['cut', ['delete from audit_entry where seq > (select max(seq) - 2 from kept)'], /was cut off/],
      ['cut to nothing', ['truncate audit_entry'], /was cut off/],
      [
        'added to by somebody without the key',
        [
          `insert into audit_entry
          select seq + 1, at, action, actor_kind, actor_id, subject_type, subject_id, facts, hash, sha256(hash || action::bytea), agency_id
          from audit_entry order by seq desc limit 1`,
        ],
        /is broken at entry \d+/,
      ],
    ])('says in one sentence that it was %s, and where', async (_how, statements, sentence) => {
      await tamper(url, ...statements);
      const { code, stdout, stderr } = await verify();
      expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
      expect(stdout).toMatch(sentence);
      expect(stdout.trim().split('\n')).toHaveLength(1);
    });

    it('says that the note of its head is gone, or was made by another', async () => {
      await rm(files(), { recursive: true });
      expect((await verify()).stdout).toMatch(/^The note of the audit trail’s head is gone/);
      await cp(kept(), files(), { recursive: true });
      const otherKey = { settings: { SECRET_KEY: 'another key that is long enough to be one' } };
      const { code, stdout } = await installation.run(['verify', 'audit'], otherKey);
      expect(code).toBe(1);
      expect(stdout).toMatch(/^The audit trail is broken at entry 1:/);
    });

    it('is found out by a head that was kept elsewhere, also by who puts an older note back', async () => {
      await register('Achteraf');
      const elsewhere = headIn(await verify());
      await tamper(url, 'delete from audit_entry where seq > (select max(seq) from kept)');
      await rm(files(), { recursive: true });
      await cp(kept(), files(), { recursive: true });
      expect(await verify()).toMatchObject({ code: 0 });
      const { code, stdout } = await verify('--since', elsewhere);
      expect(code).toBe(1);
      expect(stdout).toMatch(/^The audit trail was cut off: entry \d+ was noted/);
    });

    it('goes on after a loss that somebody answers for, and says so for good', async () => {
      await tamper(url, 'delete from audit_entry where seq > (select max(seq) - 2 from kept)');
      const accepted = await verify('--accept-loss');
      expect(accepted).toMatchObject({ code: 0 });
      expect(await verify('--since', headIn(accepted))).toMatchObject({ code: 0 });
      const [last] = await look(url, 'select action from audit_entry order by seq desc limit 1');
      expect(last).toEqual({ action: 'audit.loss-accepted' });
      // Entries that don't fit each other are nothing that anybody can answer for.
      await tamper(url, 'delete from audit_entry where seq = 2');
      expect(await verify('--accept-loss')).toMatchObject({ code: 1 });
    });
  });

  it('takes one head that was kept, or none, and says how when it is given something else', async () => {
    for (const args of [
      ['--since', '12'],
      ['--since', `1:${'0'.repeat(64)}`, '--accept-loss'],
    ])
      expect(await verify(...args)).toEqual({
        code: 2,
        stdout: '',
        stderr: expect.stringMatching(/^Usage: /) as string,
      });
  });

  it('does not fork while requests and commands write to it at once', async () => {
    await asItWas();
    const before = await entries();
    const requests = Array.from({ length: 60 }, (_, n) => register(`Tegelijk ${n}`));
    const commands = ['Bureau Eerste', 'Bureau Tweede'].map((name) => setUpAgency(installation, name));
    await Promise.all([...requests, ...commands]);
    // A new agency is seven entries: itself, its first employee, and each of the five roles that may not see identity documents.
    expect(await entries()).toBe(before + requests.length + 7 * commands.length);
    expect(await verify()).toMatchObject({ code: 0 });
    const [forked] = await look<{ n: number }>(
      url,
      'select count(*)::int as n from (select from audit_entry group by previous_hash having count(*) > 1) fork',
    );
    expect(forked).toEqual({ n: 0 });
  });

  async function entries(): Promise<number> {
    const [counted] = await look<{ n: number }>(url, 'select count(*)::int as n from audit_entry');
    return counted!.n;
  }
});
