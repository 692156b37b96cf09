import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { print, type DocumentNode } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { graphql } from 'wisbaar-schema';
import {
  ApiClient,
  csv,
  look,
  makeInstallation,
  setUpAgency,
  tablesHolding,
  type Installation,
  type Login,
  type Product,
} from '../kit/index.ts';

const BSN = '123456782';
const OTHER = '111222333';
const REASON = 'Controle van de loonaangifte';

const People = graphql(`
  query PeopleWithBsn {
    agencies {
      id
    }
    candidates(first: 10, orderBy: NAME_ASC) {
      nodes {
        id
        lastName
        bsn
      }
    }
  }
`);

const Confirm = graphql(`
  mutation ConfirmFromTest($input: ConfirmPasswordInput!) {
    confirmPassword(input: $input) {
      userErrors {
        code
      }
    }
  }
`);

const Reveal = graphql(`
  mutation RevealFromTest($input: RevealBsnInput!) {
    revealBsn(input: $input) {
      bsn
      userErrors {
        field
        code
      }
    }
  }
`);

const Find = graphql(`
  mutation FindFromTest($input: FindCandidateByBsnInput!) {
    findCandidateByBsn(input: $input) {
      candidates {
        id
        bsn
      }
      userErrors {
        field
        code
      }
    }
  }
`);

const Register = graphql(`
  mutation RegisterFromTest($input: RegisterCandidateInput!) {
    registerCandidate(input: $input) {
      candidate {
        bsn
      }
      userErrors {
        field
        code
      }
    }
  }
`);

const person = (lastName: string, bsn: string) => ({
  Kandidaatnummer: `K-${lastName}`,
  Achternaam: lastName,
  Bsn: bsn,
  'Goedgekeurd op': '01-03-2026',
  Inschrijfdatum: '01-02-2026',
});

describe('a whole BSN, through the API (H8, H9, D18)', () => {
  let installation: Installation;
  let product: Product;
  let login: Login;
  let api: ApiClient;
  let id: string;
  let agencyId: string;

  async function bring(agency: string, people: readonly object[]) {
    const file = join(installation.dataDir, 'people.csv');
    await writeFile(file, csv(people as Record<string, string>[]));
    return installation.run(['import', file, '--agency', agency]);
  }
  const confirm = async (client: ApiClient, password = login.password) =>
    (await client.ask(Confirm, { input: { password } })).confirmPassword.userErrors;
  const trail = async () =>
    look<{ action: string; facts: object }>(
      await product.databaseUrl(),
      `select action, facts from audit_entry where action like 'bsn.%' order by seq`,
    );

  beforeAll(async () => {
    installation = await makeInstallation();
    product = await installation.start();
    login = await setUpAgency(installation, 'Bureau Beurs');
    await setUpAgency(installation, 'Bureau Elders');
    expect((await bring('Bureau Beurs', [person('Aalders', BSN)])).stdout).toContain('Done: 1 candidates');
    expect((await bring('Bureau Elders', [person('Bakker', OTHER)])).stdout).toContain('Done: 1 candidates');
    api = await new ApiClient(product.url).signIn(login);
    const { agencies, candidates } = await api.ask(People, {});
    [{ id: agencyId }] = agencies as [{ id: string }];
    expect(candidates.nodes).toMatchObject([{ lastName: 'Aalders', bsn: '******782' }]);
    id = candidates.nodes[0]!.id;
  });
  afterAll(() => installation.remove());

  it('is shown to nobody who has not just given his password again, and looked for by nobody', async () => {
    const refused = async (document: DocumentNode, input: object) => {
      const { errors, text } = await api.send(print(document), { input });
      expect(errors.map(({ extensions }) => extensions?.code)).toEqual(['REAUTHENTICATION_REQUIRED']);
      expect(text).not.toContain(BSN);
    };
    await refused(Reveal, { id, reason: REASON });
    await refused(Find, { bsn: BSN });
    expect(await confirm(api, 'een ander wachtwoord')).toMatchObject([{ code: 'BAD_USER_INPUT' }]);
    await refused(Reveal, { id, reason: REASON });
    expect(await trail()).toEqual([]);
  });

  it('is shown once, in an answer that nobody keeps', async () => {
    expect(await confirm(api)).toEqual([]);
    const { headers, data, text } = await api.send(
      'mutation ($input: RevealBsnInput!) { revealBsn(input: $input) { bsn userErrors { code } } }',
      { input: { id, reason: REASON } },
    );
    expect(data).toEqual({ revealBsn: { bsn: BSN, userErrors: [] } });
    expect(text.split(BSN)).toHaveLength(2);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(await trail()).toEqual([{ action: 'bsn.revealed', facts: { reason: REASON } }]);
  });

  it('is shown once in a request, and not at all in one that asks a hundred times (S4)', async () => {
    const before = (await trail()).length;
    const ask = (times: number) =>
      api.send(
        `mutation ($input: RevealBsnInput!) { ${Array.from({ length: times }, (_, n) => `a${n}: revealBsn(input: $input) { bsn userErrors { code } }`).join(' ')} }`,
        { input: { id, reason: REASON } },
      );
    const few = await ask(10);
    const answers = Object.values(few.data as Record<string, { bsn: string | null; userErrors: { code: string }[] }>);
    expect(answers.filter(({ bsn }) => bsn === BSN)).toHaveLength(1);
    expect(answers.filter(({ userErrors }) => userErrors[0]?.code === 'RATE_LIMITED')).toHaveLength(9);
    expect((await trail()).length).toBe(before + 1);
    const many = await ask(100);
    expect([many.status, many.text.includes(BSN)]).toEqual([400, false]);
    expect((await trail()).length).toBe(before + 1);
  });

  it('is never asked for by an address', async () => {
    const query = `mutation { findCandidateByBsn(input: { bsn: "${BSN}" }) { candidates { id } } }`;
    const response = await api.fetch(`/graphql?query=${encodeURIComponent(query)}`, {
      headers: { 'apollo-require-preflight': '1' },
    });
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(await response.text()).not.toContain(id);
  });

  it('leads to its person; somebody of another agency and nobody are the same answer (S2)', async () => {
    await confirm(api);
    const find = (bsn: string) =>
      api.send(
        'mutation ($input: FindCandidateByBsnInput!) { findCandidateByBsn(input: $input) { candidates { id bsn } userErrors { code } } }',
        { input: { bsn } },
      );
    const own = await find('1234.56.782');
    expect(own.data).toEqual({ findCandidateByBsn: { candidates: [{ id, bsn: '******782' }], userErrors: [] } });
    const [others, nobody] = [await find(OTHER), await find('999990019')];
    expect(others.text).toBe(nobody.text);
    expect(others.data).toEqual({ findCandidateByBsn: { candidates: [], userErrors: [] } });
    const wrong = await find('123456789');
    expect(wrong.data).toEqual({ findCandidateByBsn: { candidates: null, userErrors: [{ code: 'BAD_USER_INPUT' }] } });
    const searches = (await trail()).filter(({ action }) => action === 'bsn.searched');
    expect(searches.map(({ facts }) => facts)).toEqual([{ found: true }, { found: false }, { found: false }]);
  });

  it('that another file holds already is met with no other answer than one that is new (D17)', async () => {
    const register = async (bsn: string) =>
      (await api.ask(Register, { input: { agencyId, lastName: 'Proef', bsn } })).registerCandidate;
    const answer = await register('999990019');
    for (const known of [BSN, OTHER]) expect(await register(known)).toEqual(answer);

    const outputs: string[] = [];
    for (const [name, bsn] of [
      ['Cramer', '999990020'],
      ['Dekker', BSN],
      ['Everts', OTHER],
    ] as const)
      outputs.push((await bring('Bureau Beurs', [person(name, bsn)])).stdout.replaceAll(/[\d.,]+ ?m?s\b/g, ''));
    expect(outputs[0]).toContain('Done: 1 candidates');
    expect(new Set(outputs).size).toBe(1);
  });

  it('is nowhere in the database, and was not said (D12)', async () => {
    expect(await tablesHolding(await product.databaseUrl(), [BSN, OTHER])).toEqual([]);
    expect(product.said()).not.toContain(BSN);
    expect(product.said()).not.toContain(OTHER);
  });
});
