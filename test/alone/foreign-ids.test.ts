import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  ApiClient,
  askPeople,
  ASKED,
  look,
  makeInstallation,
  setUpAgency,
  somebody,
  type Installation,
  type Product,
} from '../kit/index.ts';

const OURS = 'Bureau Zuidplein';
const THEIRS = 'Bureau Maashaven';
const EVERYTHING = `{
  agencies { __typename id contactMoments { __typename id } }
  deregistrationRules { __typename id }
  candidates {
    nodes {
      __typename id
      applications { __typename id vacancy { __typename id } }
      erasurePlan { __typename id }
      mails { __typename id }
    }
  }
}`;
const KINDS = [
  'Agency',
  'Application',
  'Candidate',
  'ContactMoment',
  'DeregistrationRule',
  'ErasurePlan',
  'OutgoingMail',
  'Vacancy',
];

describe('what belongs to another agency (S2)', () => {
  let installation: Installation;
  let product: Product;
  let ours: ApiClient;
  let theirs: ApiClient;
  /** One id of each kind, of their agency. */
  const ids = new Map<string, string>();

  beforeAll(async () => {
    installation = await makeInstallation();
    product = await installation.start({ FAKE_NOW: ASKED.fakeNow });
    const ourLogin = await setUpAgency(installation, OURS);
    const theirLogin = await setUpAgency(installation, THEIRS);
    await askPeople(installation, THEIRS, [somebody('Geertje')]);
    await askPeople(installation, OURS, [somebody('Hidde')]);
    ours = await new ApiClient(product.url).signIn(ourLogin);
    theirs = await new ApiClient(product.url).signIn(theirLogin);
    const { data, errors } = await theirs.send(EVERYTHING);
    expect(errors).toEqual([]);
    collect(data);
  });
  afterAll(() => installation.remove());

  function collect(value: unknown): void {
    if (value === null || typeof value !== 'object') return;
    const { __typename, id } = value as Record<string, unknown>;
    if (typeof __typename === 'string' && typeof id === 'string') ids.set(__typename, id);
    for (const one of Object.values(value)) collect(one);
  }
  const idOf = (kind: string) => ids.get(kind)!;
  /** Well-formed, of the same kind, of nobody. */
  function unknownLike(id: string): string {
    const text = Buffer.from(id, 'base64url').toString();
    const other = text.replace(/[0-9a-f-]{36}$/, '0190f0f0-0000-7000-8000-000000000000');
    expect(other).not.toBe(text);
    return Buffer.from(other).toString('base64url');
  }
  async function answer(api: ApiClient, query: string, variables: object) {
    const { status, text } = await api.send(query, variables);
    return { status, text };
  }
  const snapshot = async () =>
    look(
      await product.databaseUrl(),
      `select c.town, c.anonymised, p.plus, (select count(*)::int from candidate) as candidates
       from candidate c join retention_policy p on p.agency_id = c.agency_id order by c.id`,
    );

  it('is asked for in every kind that has an id', () => {
    expect([...ids.keys()].toSorted()).toEqual(KINDS);
  });

  it.each(KINDS)('is there for themselves as %s, and for us the same as what is not there at all', async (kind) => {
    const node = 'query ($id: ID!) { node(id: $id) { __typename id } }';
    expect((await answer(theirs, node, { id: idOf(kind) })).text).toContain(`"${kind}"`);
    const foreign = await answer(ours, node, { id: idOf(kind) });
    expect(foreign).toEqual(await answer(ours, node, { id: unknownLike(idOf(kind)) }));
    expect(foreign.text).toContain('NOT_FOUND');
  });

  it.each(['candidates', 'erasurePlans', 'outgoingMails'])('is neither counted nor listed in %s', async (list) => {
    const { data } = await ours.send(`{ ${list} { totalCount nodes { id } } }`);
    expect(data![list]).toMatchObject({ totalCount: 1, nodes: [{}] });
  });

  it('has left nothing in the audit trail that we read, or take along (B7)', async () => {
    const query = 'query ($filter: AuditEntryFilter) { auditEntries(filter: $filter) { totalCount } }';
    const none = { auditEntries: { totalCount: 0 } };
    for (const filter of [{ personId: idOf('Candidate') }, { agencyId: idOf('Agency') }])
      expect((await ours.send(query, { filter })).data).toEqual(none);
    const { data } = await theirs.send(query, { filter: { agencyId: idOf('Agency') } });
    expect(data).not.toEqual(none);
    const { text } = await ours.send(
      'mutation { exportAuditEntries(input: { language: nl }) { csv entries userErrors { code } } }',
    );
    expect(text).toContain(OURS);
    expect(text).not.toContain(THEIRS);
    for (const id of ids.values()) expect(text).not.toContain(id);
  });

  it('is no place to page from, and no agency to filter by', async () => {
    const page = 'query ($after: String) { candidates(first: 1, after: $after) { totalCount } }';
    const foreign = await answer(ours, page, { after: idOf('Candidate') });
    expect(foreign).toEqual(await answer(ours, page, { after: unknownLike(idOf('Candidate')) }));
    const filter = 'query ($id: ID!) { candidates(filter: { agencyId: $id }) { totalCount } }';
    expect((await ours.send(filter, { id: idOf('Agency') })).data).toEqual({ candidates: { totalCount: 0 } });
  });

  it.each([
    [
      'anonymised',
      'anonymiseCandidate',
      'AnonymiseCandidateInput',
      { idempotencyKey: 'k' },
      'candidateId',
      'Candidate',
    ],
    ['deleted', 'deleteCandidate', 'DeleteCandidateInput', { idempotencyKey: 'd' }, 'candidateId', 'Candidate'],
    ['changed', 'updateCandidate', 'UpdateCandidateInput', { town: 'Elders' }, 'id', 'Candidate'],
    [
      'given other terms',
      'updateRetentionPolicy',
      'UpdateRetentionPolicyInput',
      { plus: true, preview: 'none' },
      'agencyId',
      'Agency',
    ],
    [
      'held',
      'placeHold',
      'PlaceHoldInput',
      { reason: 'Een lopende zaak', until: '2030-01-01' },
      'candidateId',
      'Candidate',
    ],
    ['filled by us', 'registerCandidate', 'RegisterCandidateInput', { lastName: 'Indringer' }, 'agencyId', 'Agency'],
  ])('can’t be %s, with the answer that an unknown id gets', async (_what, mutation, type, rest, key, kind) => {
    const query = `mutation ($i: ${type}!) { ${mutation}(input: $i) { userErrors { code message field } } }`;
    const attempt = (id: string) => answer(ours, query, { i: { ...rest, [key]: id } });
    const before = await snapshot();
    const foreign = await attempt(idOf(kind));
    expect(foreign).toEqual(await attempt(unknownLike(idOf(kind))));
    expect(foreign.text).toContain('NOT_FOUND');
    expect(await snapshot()).toEqual(before);
  });

  it('can’t be erased by its plan', async () => {
    const query =
      'mutation ($i: CarryOutErasurePlansInput!) { carryOutErasurePlans(input: $i) { erased skipped { code message } userErrors { code message } } }';
    const before = await snapshot();
    const foreign = await ours.send(query, { i: { planIds: [idOf('ErasurePlan')] } });
    const unknown = await ours.send(query, { i: { planIds: [unknownLike(idOf('ErasurePlan'))] } });
    expect({ data: foreign.data, errors: foreign.errors }).toEqual({ data: unknown.data, errors: unknown.errors });
    expect(foreign.text).toContain('NOT_FOUND');
    expect(await snapshot()).toEqual(before);
  });

  it('takes in no file of ours', async () => {
    const upload = await ours.fetch('/uploads', {
      method: 'POST',
      headers: { 'content-type': 'text/csv', 'x-wisbaar-upload': '1' },
      body: 'Naam;E-mail\nVos;vos@persoon.example\n',
    });
    const { uploadId } = (await upload.json()) as { uploadId: string };
    const query =
      'mutation ($i: StartImportInput!) { startImport(input: $i) { importRun { id } userErrors { code message field } } }';
    const attempt = (agencyId: string) => answer(ours, query, { i: { uploadId, agencyId, skipBad: false } });
    const before = await snapshot();
    const foreign = await attempt(idOf('Agency'));
    expect(foreign).toEqual(await attempt(unknownLike(idOf('Agency'))));
    expect(foreign.text).toContain('"importRun":null');
    expect(await snapshot()).toEqual(before);
  });
});
