import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

const FORM = `query Form($slug: String!) {
  publicLabel(slug: $slug) { name statement(language: nl) { version html edition } vacancies { id title } }
}`;
const SEND = `mutation Send($input: SendRegistrationInput!) {
  sendRegistration(input: $input) { received userErrors { field code } }
}`;

/** What the label says of its form. */
interface Shown {
  name: string;
  statement: { version: string; html: string; edition: string } | null;
  vacancies: { id: string; title: string }[];
}

/**
 * An agency's own website, made by docs/forms.md alone: it keeps its key to itself, draws the label's form in a look of its own, and
 * hands on what its visitors send.
 */
export class AgencySite {
  /** As an admin of the agency would give it. */
  key = '';
  readonly #api: string;
  readonly #slug: string;
  readonly #server: Server;

  constructor(api: string, slug: string) {
    [this.#api, this.#slug] = [api, slug];
    this.#server = createServer((request, response) => {
      void this.#answer(request).then(
        (html) => response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(html),
        (error: unknown) => response.writeHead(500).end(String(error)),
      );
    });
  }

  async start(): Promise<this> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return this;
  }

  stop(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  get url(): string {
    return `http://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}`;
  }

  async #answer(request: IncomingMessage): Promise<string> {
    const vacancy = new URL(request.url!, 'http://here').searchParams.get('vacature');
    const shown = (await this.#ask(FORM, { slug: this.#slug }))['publicLabel'] as Shown;
    if (request.method !== 'POST') return page(form(shown, vacancy));
    const given = await filledIn(request, await buffer(request));
    const { received, userErrors } = (
      await this.#ask(SEND, {
        input: {
          labelSlug: this.#slug,
          vacancyId: vacancy === null ? null : shown.vacancies.find(({ title }) => title === vacancy)!.id,
          language: 'nl',
          callName: given.get('callName'),
          lastName: given.get('lastName'),
          email: given.get('email'),
          otherVacancies: given.has('otherVacancies'),
          statementRead: given.has('statementRead'),
          statementEdition: given.get('edition'),
          cvId: await this.#sendCv(given.get('cv')),
        },
      })
    )['sendRegistration'] as { received: boolean | null; userErrors: { field: string[]; code: string }[] };
    const refused = userErrors.map(({ field, code }) => `${code}: ${field.join()}`);
    return page(received ? '<h1>Bedankt, kijk in uw mail</h1>' : `<p role="alert">${refused.join()}</p>`);
  }

  async #ask(query: string, variables: object): Promise<Record<string, unknown>> {
    const response = await fetch(`${this.#api}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${this.key}` },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as { data?: Record<string, unknown>; errors?: unknown };
    if (!data || errors) throw new Error(JSON.stringify(errors));
    return data;
  }

  async #sendCv(cv: File | string | null): Promise<string | null> {
    if (!(cv instanceof File) || cv.size === 0) return null;
    const response = await fetch(`${this.#api}/registration-cvs`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream', authorization: `Bearer ${this.key}` },
      body: await cv.arrayBuffer(),
    });
    return ((await response.json()) as { cvId: string }).cvId;
  }
}

function filledIn(request: IncomingMessage, body: Buffer): Promise<FormData> {
  const headers = { 'content-type': request.headers['content-type']! };
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- a few bytes that this test sends itself, not what strangers do
  return new Response(new Uint8Array(body), { headers }).formData();
}

const page = (content: string) =>
  `<!doctype html><html lang="nl"><title>Vuurtoren werkt</title><main>${content}</main>`;

const form = ({ name, statement, vacancies }: Shown, vacancy: string | null) =>
  statement === null
    ? '<h1>Inschrijven kan nu niet</h1>'
    : `<h1>${vacancy ?? `Werken via ${name}`}</h1>
<ul>${vacancies.map(({ title }) => `<li>${title}</li>`).join('')}</ul>
<form method="post" enctype="multipart/form-data">
  <label>Voornaam <input name="callName" /></label>
  <label>Achternaam <input name="lastName" /></label>
  <label>E-mailadres <input name="email" /></label>
  <label>Cv <input name="cv" type="file" /></label>
  <section aria-label="Privacystatement">${statement.html}</section>
  <input type="hidden" name="edition" value="${statement.edition}" />
  <label><input type="checkbox" name="statementRead" /> Ik heb het privacystatement gelezen</label>
  <label><input type="checkbox" name="otherVacancies" /> Mijn gegevens mogen worden gebruikt voor andere vacatures</label>
  <button>Inschrijven</button>
</form>`;
