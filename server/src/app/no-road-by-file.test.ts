import { readdirSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { isObjectType } from 'graphql';
import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BSN, EVERY_RIGHT, makeWorld, type Traveller, type World } from '../../test-kit/roads/world.ts';
import { BUILT_IN_ROLES, PERMISSIONS, verdictOf, type RightName } from '../modules/permissions/index.ts';
import { rows, sql } from '../platform/database/index.ts';
import { readGlobalId, toGlobalId } from '../platform/graphql/index.ts';
import { newId } from '../platform/ids.ts';
import { ruleOf } from './guarded-schema.ts';
import { catalogue } from './modules.ts';
import { publishedSchema, shieldTree } from './schema.ts';

const PDF = 'application/pdf';
/** Everything by which the server hands out or takes in a file, and where it is walked. */
const ROUTES: Readonly<Record<string, string>> = {
  'document-route.ts': 'the document itself',
  'job-alert-route.ts': 'no file: ends the mails of an account',
  'label-logo-route.ts': 'the picture of a label, for everybody',
  'my-payslip-route.ts': 'the candidate’s own',
  'oidc-routes.ts': 'no file: signing in',
  'pdf-routes.ts': 'PDF',
  'portal-file-routes.ts': 'the candidate’s own',
  'registration-cv-route.ts': 'takes one in, gives none',
  'upload-route.ts': 'the import, in no-other-road and import-tells-nothing',
};
/** The same by GraphQL. */
const FIELDS: Readonly<Record<string, string>> = {
  'ExportAuditEntriesPayload.csv': 'CSV',
  'ExportCandidatesPayload.csv': 'CSV',
  'ExportReportPayload.csv': 'CSV',
  'RuleSet.file': 'JSON',
};

const sees = ({ rights }: Traveller, type: string, field: string) =>
  verdictOf(ruleOf(shieldTree, type, field))({ rights, work: { actor: { kind: 'staff' } } }) === true;

describe('no road by a file, of whatever form (D17, S1)', () => {
  let world: World;
  let whole: Traveller;
  const travellers: Traveller[] = [];
  const met = new Map<string, number>();

  beforeAll(async () => {
    world = await makeWorld();
    await rows(world.product.workAs().em, sql`update rule_set set agency_ids = array[${world.agencyId}::uuid]`);
    // As the product writes them: a planted text is no text of a statement, and no group of fields.
    await rows(world.product.workAs().em, sql`update consent set statement_edition = null`);
    await rows(world.product.workAs().em, sql`update recipient set groups = array['contact']`);
    const types = await rows<{ id: string }>(world.product.workAs().em, sql`select id from document_type`);
    const all: RightName[] = [...EVERY_RIGHT, ...types.map(({ id }) => `document:${id}` as const)];
    whole = await world.ownRole('every right', all);
    for (const role of BUILT_IN_ROLES) travellers.push(await world.builtIn(role));
    travellers.push(await world.ownRole('no right', []), await world.ownRole('every deed, no field', PERMISSIONS));
    for (const type of ['Candidate', 'Consent', 'Payslip', 'Document', 'Recipient', 'OutgoingMail']) {
      const rest = all.filter((right) => !right.startsWith(`see:${type}.`) && !right.startsWith(`change:${type}.`));
      travellers.push(await world.ownRole(`all but ${type}`, rest));
    }
    // Half of what a person is, so that a file is given and is not whole.
    const halves = [0, 1].map((half) => (_: RightName, index: number) => index % 2 === half);
    for (const half of halves)
      travellers.push(
        await world.ownRole('half', [...PERMISSIONS, ...all.filter((one) => one.startsWith('see:')).filter(half)]),
      );
  });
  afterAll(() => world.stop());

  /** What of a person stands in it that may not be seen. */
  const leaks = (who: Traveller, text: string): string[] =>
    [...world.tokens]
      .filter(([name, tokens]) => {
        const [type, field] = name.split('.') as [string, string];
        return !sees(who, type, field) && tokens.some((token) => text.includes(token));
      })
      .map(([name]) => `${who.name}: ${name}`);
  const tokensIn = (text: string) =>
    [...world.tokens].filter(([, tokens]) => tokens.some((token) => text.includes(token))).map(([name]) => name);

  /** What stands on its pages, in its metadata, and in its packed parts. */
  async function textOf(file: Buffer): Promise<string> {
    const document = await getDocumentProxy(new Uint8Array(file));
    const { text } = await extractText(document, { mergePages: true });
    const parts = [text, text.replaceAll(/\s+/g, ''), file.toString('latin1')];
    for (const [, body] of file.toString('latin1').matchAll(/stream\r?\n([\s\S]*?)endstream/g)) {
      try {
        parts.push(inflateSync(Buffer.from(body!, 'latin1')).toString('latin1'));
      } catch {
        // What is not packed is in the other parts.
      }
    }
    return parts.join('\n');
  }

  async function aReceipt(): Promise<string> {
    const [receipt] = await rows<{ id: string }>(
      world.product.workAs().em,
      sql`select id from erasure_receipt limit 1`,
    );
    return toGlobalId('ErasureReceipt', receipt!.id);
  }

  it('is walked for every file that the server hands out', () => {
    const routes = readdirSync(new URL('.', import.meta.url)).filter((name) => /-routes?\.ts$/.test(name));
    expect(routes.toSorted()).toEqual(Object.keys(ROUTES));
    const fields = Object.values(publishedSchema().getTypeMap()).flatMap((type) =>
      isObjectType(type) && !type.name.startsWith('__')
        ? Object.keys(type.getFields())
            .filter((field) => ['csv', 'file', 'pdf', 'json'].includes(field))
            .map((field) => `${type.name}.${field}`)
        : [],
    );
    expect(fields.toSorted()).toEqual(Object.keys(FIELDS));
  });

  it.each([
    ['a payslip', 'payslips', 'Payslip', ['Payslip.lines', 'Candidate.lastName', 'Candidate.bsn']],
    ['a proof of consent', 'consent-proofs', 'Candidate', ['Consent.statementVersion', 'Candidate.lastName']],
    ['a proof of erasure', 'erasure-receipts', 'ErasureReceipt', []],
    ['a functional design', 'rule-sets', 'RuleSet', []],
  ] as const)('as PDF: %s', async (_what, route, type, carried) => {
    const wrong: string[] = [];
    const address = (id: string) => `/${route}/${id}${route === 'rule-sets' ? '/design' : ''}?language=nl`;
    const id = type === 'ErasureReceipt' ? await aReceipt() : await world.idOf(type);
    const complete = await whole.fetch(address(id));
    expect(complete.headers.get('content-type'), await complete.clone().text()).toBe(PDF);
    const all = tokensIn(await textOf(Buffer.from(await complete.arrayBuffer())));
    for (const name of carried.filter((one) => world.tokens.has(one))) expect(all).toContain(name);
    for (const who of travellers) {
      const answer = await who.fetch(address(id));
      const body = Buffer.from(await answer.arrayBuffer());
      if (answer.headers.get('content-type') === PDF) {
        met.set(route, (met.get(route) ?? 0) + 1);
        wrong.push(...leaks(who, await textOf(body)));
      } else {
        const unknown = await who.fetch(address(toGlobalId(type, newId())));
        // Who gets none hears nothing of whether there is one.
        if (body.toString() !== (await unknown.text())) wrong.push(`${who.name} learns whether there is ${id}`);
        if (![403, 404].includes(answer.status)) wrong.push(`${who.name}: ${String(answer.status)}`);
      }
      wrong.push(...leaks(who, [...answer.headers.values()].join('\n')));
    }
    expect(wrong).toEqual([]);
    expect(met.get(route), 'somebody but who may see everything gets one, else this would ask nothing').toBeGreaterThan(
      0,
    );
  });

  it('as CSV: the list of candidates has the columns that may be seen and no others', async () => {
    const columns = catalogue
      .publishedFields()
      .filter(({ type, declaration }) => type === 'Candidate' && declaration.schema.meta.className === 'Candidate');
    const query = 'mutation { exportCandidates(input: { language: nl }) { csv candidates userErrors { code } } }';
    const wrong: string[] = [];
    let files = 0;
    for (const who of [...travellers, whole]) {
      const answer = await who.ask(query);
      wrong.push(...leaks(who, answer.text));
      const { csv = null } = (answer.data?.['exportCandidates'] ?? {}) as { csv?: string | null };
      if (csv === null) {
        if (answer.errors[0]?.extensions?.code !== 'FORBIDDEN') wrong.push(`${who.name}: ${answer.text}`);
        continue;
      }
      files += 1;
      const [headings] = parse(csv, { delimiter: ';', bom: true, relax_quotes: true });
      const open = columns.filter(({ field }) => sees(who, 'Candidate', field)).map(({ line }) => line.nl);
      expect(headings, who.name).toEqual(['Bureau', 'Organisatie-onderdeel', ...open, 'Bewaren tot']);
      if (who === whole) expect(tokensIn(csv).length).toBeGreaterThan(20);
      expect(csv).not.toContain(BSN);
    }
    expect(wrong).toEqual([]);
    expect(files).toBeGreaterThan(3);
  });

  it('as CSV: a report, which is given just where it may be looked at', async () => {
    const wrong: string[] = [];
    let files = 0;
    const query = `mutation ($i: ExportReportInput!) { exportReport(input: $i) { csv userErrors { code } } }`;
    const offersOf = async (who: Traveller) =>
      ((await who.ask('{ reports { measure groupings { dimension } } }')).data?.['reports'] ?? []) as {
        measure: string;
        groupings: { dimension: string }[];
      }[];
    const everything = await offersOf(whole);
    for (const who of [...travellers, whole]) {
      const offers = await offersOf(who);
      for (const { measure, groupings } of everything)
        for (const { dimension } of groupings) {
          const offered = offers.some(
            (one) => one.measure === measure && one.groupings.some((grouping) => grouping.dimension === dimension),
          );
          const answer = await who.ask(query, { i: { report: { measure, dimension }, language: 'nl' } });
          const { csv = null } = (answer.data?.['exportReport'] ?? {}) as { csv?: string | null };
          if (offered !== (csv !== null)) wrong.push(`${who.name}, ${measure} by ${dimension}: ${answer.text}`);
          if (csv !== null) files += 1;
          wrong.push(...leaks(who, answer.text));
        }
    }
    expect(wrong).toEqual([]);
    expect(files).toBeGreaterThan(20);
  });

  it('as JSON: a set of rules to take to another environment', async () => {
    const id = await world.idOf('RuleSet');
    const wrong: string[] = [];
    for (const who of [...travellers, whole]) {
      const answer = await who.ask('query ($id: ID!) { node(id: $id) { ... on RuleSet { file } } }', { id });
      const file = (answer.data?.['node'] as { file?: string } | null | undefined)?.file;
      if ((file !== undefined) !== sees(who, 'RuleSet', 'file')) wrong.push(`${who.name}: ${answer.text}`);
      if (tokensIn(answer.text).length > 0) wrong.push(`${who.name}: names somebody`);
    }
    expect(wrong).toEqual([]);
  });

  it('as it was added: a document, by who may see its name and its type alone', async () => {
    const type = (await rows<{ id: string }>(world.product.workAs().em, sql`select id from document_type limit 1`))[0]!;
    const secret = newId();
    const posted = await whole.fetch(
      `/documents?candidate=${toGlobalId('Candidate', world.candidateId)}&type=${toGlobalId('DocumentType', type.id)}`,
      {
        method: 'POST',
        headers: { 'content-type': 'application/pdf', 'x-wisbaar-upload': '1', 'x-file-name': `${secret}.pdf` },
        body: `%PDF-1.4\n% ${secret}\n%%EOF\n`,
      },
    );
    const { documentId } = (await posted.json()) as { documentId: string };
    const wrong: string[] = [];
    let given = 0;
    for (const who of [...travellers, whole]) {
      const answer = await who.fetch(`/documents/${documentId}`);
      const text = `${[...answer.headers.values()].join('\n')}\n${await answer.text()}`;
      const may =
        sees(who, 'Document', 'fileName') && (who.rights.documentTypes.get(type.id) ?? who.rights.allDocumentTypes);
      if (may !== text.includes(secret)) wrong.push(`${who.name}: ${String(answer.status)}`);
      if (may) given += 1;
      else {
        const unknown = await who.fetch(`/documents/${toGlobalId('Document', newId())}`);
        if (unknown.status !== answer.status) wrong.push(`${who.name} learns whether there is a document`);
      }
    }
    expect(wrong).toEqual([]);
    expect(given).toBeGreaterThan(1);
    expect(readGlobalId(documentId)?.type).toBe('Document');
  });

  it('of a candidate’s own: all he may take along of himself, and staff nothing by his roads', async () => {
    const payslip = await world.idOf('Payslip');
    for (const who of [...travellers, whole]) {
      const answers = [
        await who.fetch('/my/export'),
        await who.fetch(`/my/documents/${await world.idOf('Document')}`),
        await who.fetch('/payslips', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ id: payslip, language: 'nl' }),
        }),
      ];
      expect(
        answers.map(({ status }) => status),
        who.name,
      ).toEqual([401, 401, 404]);
      for (const answer of answers) expect(tokensIn(await answer.text())).toEqual([]);
    }
  });

  it('as CSV: the audit trail, which after all of this names nobody, in a file or out of it', async () => {
    const wrong: string[] = [];
    let files = 0;
    const query = 'mutation { exportAuditEntries(input: { language: nl }) { csv userErrors { code } } }';
    const list =
      '{ auditEntries(first: 100) { nodes { action subjectName candidate { id } facts { key labelNl value } } } }';
    for (const who of [...travellers, whole]) {
      const [answer, shown] = [await who.ask(query), await who.ask(list)];
      const { csv = null } = (answer.data?.['exportAuditEntries'] ?? {}) as { csv?: string | null };
      if ((csv !== null) !== who.rights.permissions.has('audit:read')) wrong.push(`${who.name}: ${answer.text}`);
      if (csv !== null) files += 1;
      for (const text of [answer.text, shown.text]) wrong.push(...tokensIn(text).map((name) => `${who.name}: ${name}`));
    }
    expect(wrong).toEqual([]);
    expect(files).toBeGreaterThan(2);
  });
});
