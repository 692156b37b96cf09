import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { build, type Rolldown } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  ApiClient,
  look,
  makeApiClient,
  makeInstallation,
  makeRole,
  openBrowser,
  setUpAgency,
  visitor,
  type Installation,
  type MadeClient,
  type Product,
} from '../kit/index.ts';

const RIGHTS = [
  ...[
    'candidate:read',
    'candidate:update',
    'see:Candidate.registeredOn',
    'see:Candidate.lastName',
    'see:Candidate.town',
  ],
  ...['change:Application.type', 'change:Application.status', 'change:Application.appliedOn'],
];
const REGISTER = 'mutation ($i: RegisterCandidateInput!) { registerCandidate(input: $i) { userErrors { code } } }';

/** What Vite makes of the frontend, on a port and so a site of its own. */
async function serveFrontend(): Promise<Server> {
  const made = (await build({
    root: fileURLToPath(new URL('./frontend', import.meta.url)),
    logLevel: 'error',
    build: { write: false },
  })) as Rolldown.RolldownOutput;
  const files = new Map(
    made.output.map((file) => [`/${file.fileName}`, file.type === 'chunk' ? file.code : String(file.source)]),
  );
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url!, 'http://here');
    const body = files.get(pathname === '/' ? '/index.html' : pathname);
    response.writeHead(body === undefined ? 404 : 200, {
      'content-type': pathname.endsWith('.js') ? 'text/javascript' : 'text/html; charset=utf-8',
    });
    response.end(body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

describe('a small frontend of a third party, on a site of its own (conventions, API 9–12)', () => {
  let installation: Installation;
  let product: Product;
  let staff: ApiClient;
  let frontend: Server;
  let browser: Browser;
  let site: string;
  let desk: MadeClient;

  beforeAll(async () => {
    installation = await makeInstallation();
    product = await installation.start();
    staff = await new ApiClient(product.url).signIn(await setUpAgency(installation, 'Bureau Overschie'));
    const { data } = await staff.send('{ agencies { id } }');
    const [{ id: agencyId }] = data!['agencies'] as [{ id: string }];
    const { errors } = await staff.send(REGISTER, {
      i: { agencyId, lastName: 'Terlouw', town: 'Gouda', emailPrivate: 'terlouw@persoon.example' },
    });
    expect(errors).toEqual([]);
    frontend = await serveFrontend();
    site = `http://localhost:${String((frontend.address() as AddressInfo).port)}`;
    const roleId = await makeRole(staff, 'Inschrijfbalie', RIGHTS);
    desk = await makeApiClient(staff, 'READ_ONLY', { name: 'Inschrijfbalie', roleId, origins: [site] });
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    frontend.close();
    await installation.remove();
  });

  async function open(key: string): Promise<{ page: Page; mishaps: string[] }> {
    const { page, mishaps } = await visitor(browser);
    await page.goto(`${site}/?api=${encodeURIComponent(product.url)}`);
    await page.getByLabel('API-sleutel').fill(key);
    await page.getByRole('button', { name: 'Verbinden' }).click();
    return { page, mishaps };
  }
  const status = (page: Page) => page.getByRole('status').textContent();
  const says = (page: Page, text: string) => page.getByRole('status').filter({ hasText: text }).waitFor();

  it('lists candidates, sees its own FORBIDDEN, and adds an application that the agency sees', async () => {
    const { page, mishaps } = await open(desk.key);
    await says(page, 'Verbonden als Inschrijfbalie: 1 kandidaten');
    expect(await page.locator('tbody td').allTextContents()).toEqual([
      'Terlouw',
      'Gouda',
      'FORBIDDEN',
      'Inschrijven: Terlouw',
    ]);
    expect(await page.content()).not.toContain('terlouw@persoon.example');

    await page.getByRole('button', { name: 'Inschrijven: Terlouw' }).click();
    await says(page, 'Ingeschreven');
    const { data } = await staff.send('{ candidates(first: 1) { nodes { applications { type status } } } }');
    expect(data).toMatchObject({ candidates: { nodes: [{ applications: [{ type: 'OPEN', status: 'NEW' }] }] } });
    const entries = await look<{ action: string }>(
      await product.databaseUrl(),
      `select action from audit_entry where actor_kind = 'api-client' order by seq`,
    );
    expect(entries.map(({ action }) => action)).toEqual(['api-key.used', 'application.added']);
    expect(mishaps).toEqual([]);
  });

  it('is told that a key does not work', async () => {
    const { page } = await open('wsb_0123456789_onbekend');
    await says(page, 'Niet gelukt');
    expect(await status(page)).toContain('UNAUTHENTICATED');
  });

  it('gets no answer from the browser on a site that its client does not name', async () => {
    const elsewhere = await makeApiClient(staff, 'READ_ONLY');
    const { page } = await open(elsewhere.key);
    await says(page, 'Niet gelukt: FORBIDDEN');
    await staff.confirm();
    const { errors } = await staff.send(
      'mutation ($i: UpdateApiClientInput!) { updateApiClient(input: $i) { userErrors { code } } }',
      { i: { id: desk.id, origins: [] } },
    );
    expect(errors).toEqual([]);
    // Nobody names this site any more, so that the browser itself refuses.
    const { page: other } = await open(desk.key);
    await says(other, 'Niet gelukt');
    expect(await other.getByRole('status').textContent()).not.toMatch(/FORBIDDEN|Verbonden/);
  });
});
