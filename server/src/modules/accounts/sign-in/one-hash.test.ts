import * as argon2 from '@node-rs/argon2';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeAccount, PASSWORD } from '../../../../test-kit/account.ts';
import { makeAgency } from '../../../../test-kit/agency.ts';
import { startTestProduct, type TestProduct } from '../../../../test-kit/index.ts';
import { serve, TestBrowser, type Served } from '../../../../test-kit/test-browser.ts';
import { affected, rows, sql } from '../../../platform/database/index.ts';

// The library does what it does; its calls are counted.
vi.mock('@node-rs/argon2', { spy: true });
const hashes = () => vi.mocked(argon2.verify).mock.calls.length + vi.mocked(argon2.hash).mock.calls.length;

const WRONG = 'niet het wachtwoord';

describe('signing in costs one hash, and says the same (S6)', () => {
  let product: TestProduct;
  let served: Served;
  let agencyId: string;
  beforeAll(async () => {
    product = await startTestProduct();
    served = serve(product);
    agencyId = (await makeAgency(product)).id;
  });
  afterAll(async () => {
    await served.stop();
    await product.stop();
  });
  beforeEach(() => affected(product.workAs().em, sql`delete from sign_in_attempt`));

  const some = async (change = sql`where false`) => {
    const { id, email } = await makeAccount(product, [agencyId]);
    await affected(product.workAs().em, sql`update staff_user set ${change} where id = ${id}`);
    return email;
  };
  const open = sql`name = name`;
  const providerOnly = async () => {
    const other = await makeAgency(product);
    await affected(
      product.workAs().em,
      sql`insert into identity_provider (agency_id, name, issuer, client_id, mail_domains, password_sign_in, changed_at)
          values (${other.id}, 'Eigen login', 'https://login.bureau.example', 'wisbaar', '{bureau.example}', false, now())`,
    );
    return (await makeAccount(product, [other.id])).email;
  };

  it.each<[string, () => Promise<string>, string]>([
    ['a wrong password', () => some(open), WRONG],
    ['an address that nobody has', () => Promise.resolve('niemand@nergens.example'), PASSWORD],
    ['a disabled account', () => some(sql`disabled_at = now()`), PASSWORD],
    ['an account that was only invited', () => some(sql`password_hash = null`), PASSWORD],
    ['an account that must use its agency’s own login', providerOnly, PASSWORD],
    ['a password longer than any', () => some(open), 'x'.repeat(5_000)],
  ])('for %s', async (_who, account, password) => {
    const email = await account();
    const before = hashes();
    const answer = await new TestBrowser(served).signIn(email, password);
    expect(hashes() - before).toBe(1);
    expect(answer).toEqual({
      codes: ['BAD_USER_INPUT'],
      codeRequired: false,
      viewer: null,
      userErrors: [expect.anything()],
    });
  });

  it('leaves one entry in the audit trail, of the account or of nobody, and never what was typed (B7, F16)', async () => {
    const { id, email } = await makeAccount(product, [agencyId]);
    for (const address of [email, 'niemand@nergens.example']) await new TestBrowser(served).signIn(address, WRONG);
    const entries = await rows<{ subject_id: string | null; actor_kind: string; facts: object; text: string }>(
      product.workAs().em,
      sql`select subject_id, actor_kind, facts, e::text as text from audit_entry e
          where action = 'staff.sign-in-failed' order by seq desc limit 2`,
    );
    const guess = { actor_kind: 'anonymous', facts: { way: 'PASSWORD', secondFactor: false } };
    expect(entries.toReversed()).toMatchObject([
      { subject_id: id, ...guess },
      { subject_id: null, ...guess },
    ]);
    for (const { text } of entries) for (const typed of [email, 'nergens', WRONG]) expect(text).not.toContain(typed);
  });

  it('for the right password, and for one after which a code is asked for', async () => {
    const { id, email } = await makeAccount(product, [agencyId]);
    const before = hashes();
    expect((await new TestBrowser(served).signIn(email, PASSWORD)).codes).toEqual([]);
    expect(hashes() - before).toBe(1);
    await affected(
      product.workAs().em,
      sql`insert into second_factor (staff_id, secret_sealed, started_at, confirmed_at) values (${id}, '', now(), now())`,
    );
    expect(await new TestBrowser(served).signIn(email, PASSWORD)).toMatchObject({ codes: [], codeRequired: true });
    expect(hashes() - before).toBe(2);
  });

  it('and asking for another password costs none, whoever asks', async () => {
    const before = hashes();
    for (const email of [await some(open), 'niemand@nergens.example']) {
      const known = hashes();
      expect((await new TestBrowser(served).mutate('requestPasswordReset', { email })).codes).toEqual([]);
      expect(hashes() - known).toBe(0);
    }
    // What was counted was making the account.
    expect(hashes() - before).toBe(1);
  });
});
