import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeAccount, PASSWORD } from '../../../test-kit/account.ts';
import { makeAgency } from '../../../test-kit/agency.ts';
import { startTestProduct, type TestProduct } from '../../../test-kit/index.ts';
import { mailsTo, serve, TestBrowser, type Served } from '../../../test-kit/test-browser.ts';
import { affected, rows, sql } from '../../platform/database/index.ts';
import { INVITE_USAGE, inviteCommand } from './invite-command.ts';
import { RESCUE_USAGE, rescueCommand } from './rescue-command.ts';

const CHOSEN = 'mosterd na de soep en taart';

describe('accounts on the command line', () => {
  let product: TestProduct;
  let served: Served;
  let agency: { id: string; name: string };
  beforeAll(async () => {
    product = await startTestProduct();
    served = serve(product);
    agency = await makeAgency(product);
  });
  afterAll(async () => {
    await served.stop();
    await product.stop();
  });

  const capture = () => {
    let said = '';
    const stream = new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        said += chunk.toString();
        done();
      },
    });
    return { stream, text: () => said };
  };
  async function run(name: 'invite' | 'rescue', options: Record<string, string | true>) {
    const [stdout, stderr] = [capture(), capture()];
    const argv = Object.entries(options).flatMap(([option, value]) =>
      value === true ? [`--${option}`] : [`--${option}`, value],
    );
    const work = product.workAs({ kind: 'system', name });
    const io = { stdout: stdout.stream, stderr: stderr.stream };
    const code =
      name === 'invite' ? await inviteCommand(work, served.roles, argv, io) : await rescueCommand(work, argv, io);
    return { code, stdout: stdout.text(), stderr: stderr.text() };
  }
  const trail = (actor: string) =>
    rows<{ action: string; facts: Record<string, unknown> }>(
      product.workAs().em,
      sql`select action, facts from audit_entry where actor_id = ${actor} order by seq`,
    );
  const choose = (token: string | undefined) =>
    new TestBrowser(served).mutate('setPassword', { token: token ?? '', password: CHOSEN });
  const ownLogin = () =>
    affected(
      product.workAs().em,
      sql`insert into identity_provider (agency_id, name, issuer, client_id, mail_domains, password_sign_in, changed_at)
          values (${agency.id}, 'Eigen login', 'https://login.bureau.example', 'wisbaar', '{bureau.example}', false, now())
          on conflict (agency_id) do update set password_sign_in = false`,
    );

  it('appoint a consultant, whom no admin can appoint, by the mail that everybody is invited by', async () => {
    const email = 'consultant@leverancier.example';
    const options = { agency: agency.name.toUpperCase(), role: 'consultant', email, name: 'Cor Consultant' };
    expect(await run('invite', options)).toMatchObject({ code: 0, stderr: '' });
    const [mail] = await mailsTo(product, email);
    expect((await choose(mail?.token)).codes).toEqual([]);
    const browser = new TestBrowser(served);
    await browser.signIn(email, CHOSEN);
    const { data } = await browser.send('{ viewer { permissions role { builtIn } } }');
    expect(data['viewer']).toMatchObject({ role: { builtIn: 'CONSULTANT' } });
    expect(data['viewer']!['permissions']).toContain('rule:edit');
    const entries = await trail('invite');
    expect(entries.map(({ action }) => action)).toEqual(['staff.invited']);
    expect(JSON.stringify(entries)).not.toContain(email);
  });

  it.each([
    ['an agency that is not there', { agency: 'Bureau Nergens' }, /^--agency: /],
    ['a role that is not there', { role: 'BOSS' }, /^--role: /],
    ['a mail address that is none', { email: 'geen adres' }, /^--email: /],
    ['a name that is none', { name: ' ' }, /^--name: /],
  ])('refuse %s in one sentence and invite nobody', async (_what, more, sentence) => {
    const options = { agency: agency.name, role: 'RECRUITER', email: 'r@bureau.example', name: 'Rik', ...more };
    const done = await run('invite', options);
    expect(done).toMatchObject({ code: 1, stdout: '' });
    expect(done.stderr).toMatch(sentence);
    expect(done.stderr.trim().split('\n')).toHaveLength(1);
    expect(await rows(product.workAs().em, sql`select 1 from staff_user where email = 'r@bureau.example'`)).toEqual([]);
  });

  it('take passwords again where an agency’s own login is broken, and let one admin in by mail', async () => {
    const { id, email } = await makeAccount(product, [agency.id]);
    await affected(
      product.workAs().em,
      sql`insert into second_factor (staff_id, secret_sealed, started_at, confirmed_at) values (${id}, '', now(), now())`,
    );
    await ownLogin();
    expect((await new TestBrowser(served).signIn(email, PASSWORD)).codes).toEqual(['BAD_USER_INPUT']);
    const done = await run('rescue', { agency: agency.name, email, 'without-second-factor': true });
    expect(done).toMatchObject({ code: 0, stderr: '' });
    expect(done.stdout).toContain('Passwords are taken again.');
    const [mail] = await mailsTo(product, email);
    expect((await choose(mail?.token)).codes).toEqual([]);
    expect(await new TestBrowser(served).signIn(email, CHOSEN)).toMatchObject({ codes: [], codeRequired: false });
    expect(await trail('rescue')).toMatchObject([
      { action: 'staff.password-reset-mailed' },
      { action: 'staff.second-factor-off', facts: { by: 'COMMAND' } },
      { action: 'identity-provider.saved', facts: { passwordSignIn: true } },
    ]);
  });

  it('open an account again that was closed, and nobody else’s', async () => {
    const { id, email } = await makeAccount(product, [agency.id]);
    await affected(product.workAs().em, sql`update staff_user set disabled_at = now() where id = ${id}`);
    const elsewhere = await makeAccount(product, [(await makeAgency(product)).id]);
    expect(await run('rescue', { agency: agency.name, email: elsewhere.email })).toMatchObject({ code: 1, stdout: '' });
    expect(await run('rescue', { agency: agency.name, email })).toMatchObject({ code: 0 });
    expect((await new TestBrowser(served).signIn(email, PASSWORD)).codes).toEqual([]);
  });

  it('tell how they are used', async () => {
    expect(await run('invite', { agency: agency.name })).toEqual({ code: 2, stdout: '', stderr: `${INVITE_USAGE}\n` });
    expect(await run('rescue', { email: 'a@b.example' })).toEqual({ code: 2, stdout: '', stderr: `${RESCUE_USAGE}\n` });
  });
});
