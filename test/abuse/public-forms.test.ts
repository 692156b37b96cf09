import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  ApiClient,
  linkToConfirm,
  look,
  makeApiClient,
  makeInstallation,
  openBrowser,
  openForms,
  sendWithKey,
  setUpAgency,
  startMailServer,
  STATEMENT_READ,
  visitor,
  type Installation,
  type MailServer,
  type Product,
  type PublicForms,
} from '../kit/index.ts';

const SEND = `mutation ($i: SendRegistrationInput!) {
  sendRegistration(input: $i) { received userErrors { code field message } }
}`;
const CONFIRM = 'mutation ($i: ConfirmRegistrationInput!) { confirmRegistration(input: $i) { received } }';
const TAKEN = { sendRegistration: { received: true, userErrors: [] } };

describe('abuse of the public forms (S6, H15, H16)', () => {
  let mail: MailServer;
  let installation: Installation;
  let product: Product;
  let staff: ApiClient;
  let forms: PublicForms;
  let statementEdition: string;

  beforeAll(async () => {
    mail = await startMailServer();
    // The address of the caller is what the proxy before us says: so a test can come from anywhere.
    installation = await makeInstallation({ TRUSTED_PROXIES: '127.0.0.1', SMTP_URL: mail.url });
    product = await installation.start();
    staff = await new ApiClient(product.url).signIn(await setUpAgency(installation, 'Bureau Vuurtoren'));
    forms = await openForms(staff, 'Planner transport');
    const { data } = await staff.send(`{ publicLabel(slug: "${forms.slug}") { statement(language: nl) { edition } } }`);
    statementEdition = (data!['publicLabel'] as { statement: { edition: string } }).statement.edition;
  });
  afterAll(async () => {
    await installation.remove();
    await mail.stop();
  });
  beforeEach(async () => {
    await look(await product.databaseUrl(), 'delete from sign_in_attempt');
  });

  const post = (address: string, path: string, type: string, body: string) =>
    fetch(`${product.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': type, 'x-forwarded-for': address },
      body,
    });
  const filledIn = (email: string, own: object = {}) => ({
    labelSlug: forms.slug,
    vacancyId: null,
    language: 'nl',
    callName: 'Sanne',
    lastName: 'Visser',
    email,
    otherVacancies: false,
    statementRead: true,
    statementEdition,
    ...own,
  });
  /** A form from somewhere in the world. @returns all that is said of it: its status, and every byte. */
  async function send(address: string, email: string, own: object = {}): Promise<[number, string]> {
    const body = JSON.stringify({ query: SEND, variables: { i: filledIn(email, own) } });
    const response = await post(address, '/graphql', 'application/json', body);
    return [response.status, await response.text()];
  }
  const codes = (text: string) => text.match(/"code":"\w+"/g) ?? [];
  const taken = ([status, text]: [number, string]) => {
    expect([status, (JSON.parse(text) as { data: unknown }).data]).toEqual([200, TAKEN]);
  };
  async function cvFrom(address: string): Promise<[number, string]> {
    const response = await post(address, '/registration-cvs', 'application/octet-stream', '%PDF-1.7\n%%EOF');
    return [response.status, await response.text()];
  }
  const count = async (table: string) =>
    (await look<{ n: number }>(await product.databaseUrl(), `select count(*)::int as n from ${table}`))[0]!.n;

  const allMailIsOut = () =>
    expect.poll(() => count(`outgoing_mail where state in ('QUEUED', 'SENDING')`), { timeout: 60_000 }).toBe(0);
  const mailsTo = (email: string) => mail.mails.filter(({ recipients }) => recipients.includes(email)).length;

  it('takes thirty forms an hour from one address, and says RATE_LIMITED to the next, whoever it is about', async () => {
    const before = await count('registration_request');
    for (let times = 0; times < 30; times += 1)
      taken(await send('203.0.113.7', `iemand-${String(times)}@elders.example`));
    const [status, text] = await send('203.0.113.7', 'nog-een@elders.example');
    expect([status, codes(text)]).toEqual([200, ['"code":"RATE_LIMITED"']]);
    // Nobody has fewer forms because of what he fills in, and the other ways in are shut too.
    expect(await send('203.0.113.7', 'iemand-1@elders.example')).toEqual([status, text]);
    expect((await cvFrom('203.0.113.7'))[0]).toBe(429);
    expect(await count('registration_request')).toBe(before + 30);
    taken(await send('203.0.113.8', 'nog-een@elders.example'));
  });

  it('counts a whole IPv6 network as one address, and the CVs with the forms', async () => {
    for (let times = 0; times < 25; times += 1)
      taken(await send(`2001:db8:0:1::${String(times + 1)}`, `zes-${String(times)}@elders.example`));
    for (let times = 0; times < 5; times += 1) expect((await cvFrom(`2001:db8:0:1::a${String(times)}`))[0]).toBe(200);
    expect(codes((await send('2001:db8:0:1:ffff::1', 'zes@elders.example'))[1])).toEqual(['"code":"RATE_LIMITED"']);
    taken(await send('2001:db8:0:2::1', 'zes@elders.example'));
  });

  it('shows a visitor that it is busy, in words, and keeps what he filled in', async () => {
    const browser = await openBrowser();
    const { page, mishaps } = await visitor(browser);
    await page.setExtraHTTPHeaders({ 'x-forwarded-for': '203.0.113.9' });
    for (let times = 0; times < 30; times += 1) taken(await send('203.0.113.9', 'eerder@elders.example'));
    await page.goto(`${product.url}/l/${forms.slug}/inschrijven`);
    await page.getByRole('heading', { level: 1, name: 'Inschrijven bij Bureau Vuurtoren' }).waitFor();
    await page.getByRole('textbox', { name: 'Voornaam' }).fill('Sanne');
    await page.getByRole('textbox', { name: 'Achternaam' }).fill('Visser');
    await page.getByRole('textbox', { name: 'E-mailadres' }).fill('sanne@elders.example');
    await page.getByRole('checkbox', { name: STATEMENT_READ }).check();
    await page.getByRole('button', { name: 'Inschrijven' }).click();
    await page.getByRole('alert').filter({ hasText: 'te veel aanvragen' }).waitFor();
    expect(await page.getByRole('textbox', { name: 'E-mailadres' }).inputValue()).toBe('sanne@elders.example');
    expect(mishaps).toEqual([]);
    await browser.close();
  });

  it('answers a program that fills in the hidden field as it answers anybody, and keeps and mails nothing', async () => {
    const before = await count('registration_request');
    const program = await send('203.0.113.20', 'program@elders.example', { website: 'https://spam.example' });
    expect(await count('registration_request')).toBe(before);
    const human = await send('203.0.113.20', 'mens@elders.example', { website: '' });
    expect(program).toEqual(human);
    expect(await count('registration_request')).toBe(before + 1);
    await allMailIsOut();
    expect([mailsTo('program@elders.example'), mailsTo('mens@elders.example')]).toEqual([0, 1]);
    // Its forms count too, else it could go on for ever.
    for (let times = 0; times < 28; times += 1) await send('203.0.113.20', 'x@elders.example', { website: 'x' });
    expect(codes((await send('203.0.113.20', 'mens2@elders.example'))[1])).toEqual(['"code":"RATE_LIMITED"']);
  });

  it('says the same, byte for byte, of who is known and who is not, and mails both (S6)', async () => {
    const known = 'bekend@elders.example';
    taken(await send('203.0.113.30', known));
    const token = linkToConfirm((await mail.waitForMails(known))[0]!).split('#')[1];
    expect((await staff.send(CONFIRM, { i: { token } })).data).toEqual({ confirmRegistration: { received: true } });
    expect(await count(`candidate where email_private = '${known}'`)).toBe(1);
    const vacancy = { vacancyId: forms.vacancyId };
    const [ofKnown, ofUnknown] = [
      await send('203.0.113.30', known, vacancy),
      await send('203.0.113.30', 'onbekend@elders.example', vacancy),
    ];
    expect(ofKnown).toEqual(ofUnknown);
    const kinds = (received: { subject?: string | undefined }[]) => received.map(({ subject }) => subject);
    const asked = kinds(await mail.waitForMails('onbekend@elders.example'));
    await expect.poll(async () => kinds(await mail.waitForMails(known, 2))).toEqual(expect.arrayContaining(asked));
  });

  it('mails one mailbox five times a day at most, and says nothing of that to who sends', async () => {
    const email = 'overstelpt@elders.example';
    const answers = [];
    for (let times = 0; times < 7; times += 1) answers.push(await send(`198.51.100.${String(times)}`, email));
    expect(new Set(answers.map((answer) => answer.join())).size).toBe(1);
    taken(answers[6]!);
    await allMailIsOut();
    expect(mailsTo(email)).toBe(5);
  });

  it('holds a third party’s server to the limits of its key, not to those of its one address', async () => {
    const { key } = await makeApiClient(staff, 'READ_ONLY');
    for (let times = 0; times < 31; times += 1) {
      const input = { i: filledIn(`derde-${String(times)}@elders.example`) };
      expect((await sendWithKey(product.url, key, SEND, input, { 'x-forwarded-for': '203.0.113.40' })).data).toEqual(TAKEN); // prettier-ignore
    }
    // Without its key the same address is one like any other.
    taken(await send('203.0.113.40', 'zonder@elders.example'));
  });

  it('logs nobody who filled in a form', () => {
    expect(product.said()).not.toMatch(/elders\.example|Visser/);
  });
});
