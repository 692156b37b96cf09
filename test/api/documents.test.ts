import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { graphql } from 'wisbaar-schema';
import { ApiClient } from '../kit/api-client.ts';
import { look } from '../kit/database.ts';
import { demoClient, stranger } from '../kit/demo.ts';

const WithDocuments = graphql(`
  query WithDocumentsFromTest {
    candidates(first: 100, filter: { state: ACTIVE }) {
      nodes {
        id
        agency {
          documentTypes {
            id
            name
            viewerSees
          }
        }
        documents {
          id
          documentType
        }
      }
    }
  }
`);
const Remove = graphql(`
  mutation DeleteDocumentFromTest($input: DeleteDocumentInput!) {
    deleteDocument(input: $input) {
      deletedId
      userErrors {
        code
      }
    }
  }
`);
const PDF = '%PDF-1.4 een bestand';

describe('documents over HTTP (H50–H55)', () => {
  let admin: ApiClient;
  let recruiter: ApiClient;
  let candidate: string;
  let types: ReadonlyMap<string, string>;
  const brought: string[] = [];

  beforeAll(async () => {
    [admin, recruiter] = [demoClient('ADMIN'), demoClient('RECRUITER')];
    const { candidates } = await admin.ask(WithDocuments, {});
    const found = candidates.nodes.find(({ documents }) => documents?.length === 0)!;
    candidate = found.id;
    types = new Map(found.agency!.documentTypes!.map(({ id, name }) => [name, id]));
  });
  /** The demo is as it was. */
  afterAll(async () => {
    for (const id of brought) await admin.ask(Remove, { input: { id, allVersions: true } });
  });

  const post = (client: ApiClient, query: object, headers: Record<string, string> = {}, body: string | Blob = PDF) =>
    client.fetch(`/documents?${new URLSearchParams(query as Record<string, string>).toString()}`, {
      method: 'POST',
      headers: { 'x-wisbaar-upload': '1', 'x-file-name': 'cv.pdf', ...headers },
      body,
    });
  async function bring(client: ApiClient, type: string, name = 'cv.pdf'): Promise<string> {
    const sent = await post(client, { candidate, type: types.get(type)! }, { 'x-file-name': encodeURIComponent(name) });
    expect(sent.status).toBe(200);
    const { documentId } = (await sent.json()) as { documentId: string };
    brought.push(documentId);
    return documentId;
  }
  const codeOf = async (answer: Response) =>
    `${String(answer.status)} ${((await answer.json()) as { errors: [{ extensions: { code: string } }] }).errors[0].extensions.code}`;

  it('come as bytes, and go as a file to keep apart from the page, of what they are, kept by nobody on the way (S15)', async () => {
    const id = await bring(recruiter, 'CV', 'Cv Zoë “Bolt”.pdf'.replaceAll(/[“”]/g, "'"));
    const file = await recruiter.fetch(`/documents/${id}`);
    expect(file.status).toBe(200);
    expect(Object.fromEntries(file.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="Cv Zoe _Bolt_.pdf"; filename*=UTF-8''Cv%20Zo%C3%AB%20%27Bolt%27.pdf`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(file.headers.get('content-security-policy')).toContain('sandbox');
    expect(await file.text()).toBe(PDF);
  });

  it('are refused as a page, as too much, and from another site’s form (S11, S15)', async () => {
    const query = { candidate, type: types.get('CV')! };
    expect(await codeOf(await post(recruiter, query, {}, '<html>'))).toBe('400 BAD_USER_INPUT');
    expect(await codeOf(await post(recruiter, query, { 'x-file-name': '..%2Fcv.pdf' }))).toBe('400 BAD_USER_INPUT');
    const tooMuch = `%PDF-${'x'.repeat(10 * 1024 * 1024)}`;
    expect(await codeOf(await post(recruiter, query, {}, tooMuch))).toBe('400 BAD_USER_INPUT');
    const form = await recruiter.fetch(`/documents?${new URLSearchParams(query).toString()}`, {
      method: 'POST',
      body: PDF,
    });
    expect(await codeOf(form)).toBe('403 FORBIDDEN');
    expect(await codeOf(await post(stranger(), query))).toBe('401 UNAUTHENTICATED');
    expect(await codeOf(await post(demoClient('READ_ONLY'), query))).toBe('403 FORBIDDEN');
  });

  it('are not waited for from a stranger: he is refused before a byte of one has come (S7)', async () => {
    const { hostname, port } = new URL(inject('demoUrl'));
    const socket = connect(Number(port), hostname);
    const answered = new Promise<string>((resolve, reject) => {
      socket.once('data', (bytes) => resolve(bytes.toString('latin1').split('\r\n')[0]!)).once('error', reject);
    });
    socket.write(
      'POST /documents HTTP/1.1\r\nhost: wisbaar.example\r\ncontent-type: application/pdf\r\ncontent-length: 10000000\r\n\r\n',
    );
    expect(await answered).toBe('HTTP/1.1 401 Unauthorized');
    socket.destroy();
  });

  it('of a type that a role may not see are to it as none, by every road (H1, D17)', async () => {
    const id = await bring(admin, 'Identiteitsbewijs', 'paspoort.pdf');
    const seen = async (client: ApiClient) => {
      const { data } = await client.send(
        'query ($id: ID!) { node(id: $id) { ... on Candidate { documents { id } agency { documentTypes { name viewerSees } } } } }',
        { id: candidate },
      );
      const { documents, agency } = data!['node'] as {
        documents: { id: string }[];
        agency: { documentTypes: { name: string; viewerSees: boolean }[] };
      };
      return {
        listed: documents.some((one) => one.id === id),
        sees: agency.documentTypes.find(({ name }) => name === 'Identiteitsbewijs')!.viewerSees,
      };
    };
    expect(await seen(admin)).toEqual({ listed: true, sees: true });
    expect(await seen(recruiter)).toEqual({ listed: false, sees: false });
    expect(await codeOf(await recruiter.fetch(`/documents/${id}`))).toBe('404 NOT_FOUND');
    const unknown = await recruiter.fetch(
      `/documents/${Buffer.from(`Document:${crypto.randomUUID()}`).toString('base64url')}`,
    );
    expect(await codeOf(unknown)).toBe('404 NOT_FOUND');
    const node = await recruiter.send('query ($id: ID!) { node(id: $id) { id } }', { id });
    expect(node.errors.map(({ extensions }) => extensions?.code)).toEqual(['NOT_FOUND']);
    expect(await codeOf(await post(recruiter, { candidate, replaces: id }))).toBe('404 NOT_FOUND');
    expect(await codeOf(await post(recruiter, { candidate, type: types.get('Identiteitsbewijs')! }))).toBe(
      '403 FORBIDDEN',
    );
    const gone = await recruiter.ask(Remove, { input: { id, allVersions: true } });
    expect(gone.deleteDocument.userErrors).toEqual([{ code: 'NOT_FOUND' }]);
    const preview = await recruiter.send(
      'query ($id: ID!) { node(id: $id) { ... on DocumentType { preview(retentionDays: 1) { due } } } }',
      { id: types.get('Identiteitsbewijs') },
    );
    expect(preview.errors.map(({ extensions }) => extensions?.code)).toEqual(['FORBIDDEN']);
  });

  it('cost whoever asks for many of them a wait, and so does a proof of consent (conventions, API 10)', async () => {
    const busy = await anotherRecruiter();
    const id = await bring(busy, 'CV');
    const paths = [`/documents/${id}`, `/consent-proofs/${candidate}`];
    for (const path of paths) expect((await busy.fetch(path)).status).toBe(200);
    const query = { candidate, type: types.get('CV')! };
    for (let times = 0; times < 25; times += 1) await post(busy, query, {}, '<html>');
    for (const path of paths) expect(await codeOf(await busy.fetch(path))).toBe('429 RATE_LIMITED');
  });

  afterAll(async () => {
    for (const table of ['staff_session', 'staff_agency'])
      await look(
        inject('demoDatabase'),
        `delete from ${table} where staff_id in (select id from staff_user where email like '%@druk.example')`,
      );
    await look(inject('demoDatabase'), `delete from staff_user where email like '%@druk.example'`);
  });

  /** The demo's own has other things to do in this minute. */
  async function anotherRecruiter(): Promise<ApiClient> {
    const email = `${crypto.randomUUID()}@druk.example`;
    const { RECRUITER } = inject('demoLogins');
    await look(
      inject('demoDatabase'),
      `with s as (insert into staff_user (id, name, email, password_hash, role_id)
         select gen_random_uuid(), 'Druk', $1, password_hash, role_id from staff_user where email = $2 returning id)
       insert into staff_agency (staff_id, agency_id) select s.id, a.id from s, agency a`,
      [email, RECRUITER.email],
    );
    return new ApiClient(inject('demoUrl')).signIn({ email, password: RECRUITER.password });
  }
});

describe('the proof of consent as PDF (H20–H22)', () => {
  it('is a file to keep apart from the page, and is refused to strangers', async () => {
    const admin = demoClient('ADMIN');
    const { candidates } = await admin.ask(WithDocuments, {});
    const path = `/consent-proofs/${candidates.nodes[0]!.id}?language=en`;
    const file = await admin.fetch(path);
    expect(file.status).toBe(200);
    expect(file.headers.get('content-disposition')).toBe('attachment; filename="proof-of-consent.pdf"');
    expect((await stranger().fetch(path)).status).toBe(401);
  });
});

describe('the proof of an erasure as PDF (B8, H54)', () => {
  it('is a file to keep apart from the page, named by its reference, and is refused to strangers', async () => {
    const officer = demoClient('PRIVACY_OFFICER');
    const { data } = await officer.send(
      '{ erasureReceipts(first: 1, filter: { ending: DELETE }) { nodes { id reference } } }',
    );
    const { nodes } = data!['erasureReceipts'] as { nodes: { id: string; reference: string }[] };
    const path = `/erasure-receipts/${nodes[0]!.id}?language=en`;
    const file = await officer.fetch(path);
    expect(file.status).toBe(200);
    expect(file.headers.get('content-disposition')).toBe(
      `attachment; filename="proof-of-erasure-${nodes[0]!.reference}.pdf"`,
    );
    expect((await stranger().fetch(path)).status).toBe(401);
  });
});
