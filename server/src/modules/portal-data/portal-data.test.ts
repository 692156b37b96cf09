import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import Ajv from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { strFromU8, unzipSync } from 'fflate';
import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeAgency, makePerson } from '../../../test-kit/agency.ts';
import { plantCanary } from '../../../test-kit/canary.ts';
import { startTestProduct, type TestProduct } from '../../../test-kit/index.ts';
import { makeLabel, makePortalOwner } from '../../../test-kit/portal-owner.ts';
import { staffActor } from '../../../test-kit/staff.ts';
import { serve, TestBrowser, type Served } from '../../../test-kit/test-browser.ts';
import { inTransaction, rows, sql } from '../../platform/database/index.ts';
import { newId } from '../../platform/ids.ts';
import { openFileStore, type FileStore } from '../../platform/storage/file-store.ts';
import { recordAudit } from '../audit/index.ts';
import { ConsentSchema } from '../consent/index.ts';
import { CandidateSchema, EducationSchema, sealBsn, WorkExperienceSchema } from '../candidates/index.ts';
import { DocumentTypeSchema, storeDocument } from '../documents/index.ts';
import { saveJobAlert } from '../job-alerts/index.ts';
import { LabelSchema, type Label } from '../organisation/index.ts';
import type { Work } from '../permissions/index.ts';
import { definedValue } from '../personal-data/index.ts';
import { PORTAL_COOKIE, PortalAccountPersonSchema, startPortalSession } from '../portal-accounts/index.ts';
import { liveStatement, putStatementLive, saveStatementDraft } from '../privacy-statements/index.ts';
import { placeHold } from '../retention/index.ts';
import { hasWords } from './choice-words.ts';
import { pathOf } from './export-content.ts';
import { writeZip } from './zip-file.ts';
import type { ExportsMadeIn } from './make-exports.ts';
import { exportSchema, fetchMyExport, makeExports, readMyDocument, removeExpiredExports } from './index.ts';

let product: TestProduct;
let served: Served;
let store: FileStore;
let folder: string;
let place: ExportsMadeIn;
let agency: { id: string; name: string };
beforeAll(async () => {
  product = await startTestProduct();
  served = serve(product);
  folder = await mkdtemp(join(tmpdir(), 'wisbaar-portal-data-'));
  store = openFileStore({ dataDir: folder, storageUrl: undefined });
  place = { store, dir: join(folder, 'exporting') };
  agency = await makeAgency(product);
});
afterAll(async () => {
  await served.stop();
  await product.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Somebody who is signed in to the portal. */
async function signIn(candidateId: string, at: { agencyId: string; labelId?: string } = { agencyId: agency.id }) {
  const work = product.workAs();
  const { id: accountId } = await makePortalOwner(product, at.agencyId, { ...at, candidateId });
  const { token } = await inTransaction(work.em, (em) =>
    startPortalSession({ ...work, em }, { accountId, device: { browser: null, system: null } }),
  );
  const browser = new TestBrowser(served);
  browser.cookies.set(PORTAL_COOKIE, token);
  return browser;
}

const FIELDS = 'name value values textNl changeable';
const DATA = `data { key fields { ${FIELDS} } records { id type removable fields { ${FIELDS} } } newRecord { type fields { name } } }`;
interface Field {
  name: string;
  value: string | null;
  values: string[] | null;
  textNl: string | null;
  changeable: boolean;
}
interface Group {
  key: string;
  fields: Field[];
  records: { id: string; type: string; removable: boolean; fields: Field[] }[];
  newRecord: { type: string; fields: { name: string }[] } | null;
}

let me: string;
let browser: TestBrowser;
beforeEach(async () => {
  product.clock.set('2026-06-01T10:00:00+02:00');
  me = await makePerson(product, agency.id, { registeredOn: '2026-05-01' });
  browser = await signIn(me);
});
const ANSWERED =
  'question { state plannedOn keepUntil mayKeep answeredOn proof { reference } refusal refusedUntil requestedOn }';
async function answer(mutation: 'keepMyData' | 'anonymiseMyData') {
  const { data, codes } = await browser.send(`mutation { ${mutation}(input: {}) { ${ANSWERED} userErrors { code } } }`);
  const payload = data[mutation] as { question: Record<string, unknown>; userErrors: { code: string }[] };
  return { question: payload.question, codes: [...codes, ...payload.userErrors.map(({ code }) => code)] };
}
/** A token in every column, and a BSN that is one. */
async function plant(work: Work, skip: string[] = []) {
  const { tokens } = await plantCanary(work, me, ['portal_account_person', 'data_export', ...skip]);
  await work.em.fork().nativeUpdate(CandidateSchema, { id: me }, sealBsn(work.secrets, me, '123456782'));
  return tokens;
}
const dataOf = async (who = browser) => (await who.send(`{ me { ${DATA} } }`)).data['me']!['data'] as Group[];
const lastEntry = async () =>
  (
    await rows<{ action: string; actor_kind: string; facts: object }>(
      product.workAs().em,
      sql`select action, actor_kind, facts from audit_entry where subject_id = ${me} order by seq desc limit 1`,
    )
  )[0]!;

describe('“Mijn gegevens” (C85–C87)', () => {
  it('shows every declared field that is not hidden, and none that is (B1, D9, D12)', async () => {
    const work = product.workAs({ kind: 'system', name: 'test' });
    const tokens = await plant(work);
    const shown = JSON.stringify(await dataOf());
    const declared = new Map(
      work.catalogue.personal().flatMap((declaration) => {
        const meta = work.em.getMetadata().get<Record<string, unknown>>(declaration.schema);
        return meta.props.map(
          (property) => [`${meta.tableName}.${property.fieldNames[0]!}`, declaration.columns[property.name]!] as const,
        );
      }),
    );
    const wrong = [...tokens].filter(([column, token]) => {
      const { portal } = declared.get(column as `${string}.${string}`)!;
      const sealed = column === 'candidate.bsn_cipher';
      return shown.includes(token) !== (portal !== 'HIDDEN' && !sealed);
    });
    expect(wrong.map(([column]) => column)).toEqual([]);
    expect(shown).toContain('******782');
    expect(shown).not.toContain('123456782');
  });

  it('has words for every choice that a candidate can be shown', () => {
    const { catalogue } = product.workAs();
    const wordless = catalogue.personal().flatMap((declaration) =>
      Object.entries(declaration.columns)
        .filter(([, line]) => line.portal !== 'HIDDEN' || line.export)
        .flatMap(([property]) => definedValue(declaration, property).choices ?? [])
        .filter((choice) => !hasWords(choice)),
    );
    expect(wordless).toEqual([]);
  });

  it('is changed by him where the declarations let him, and no mail is written to anybody (C86, C87)', async () => {
    const mails = () => rows(product.workAs().em, sql`select id from outgoing_mail order by id`);
    const before = await mails();
    const { codes, data } = await browser.mutate(
      'updateMyData',
      {
        fields: [
          { name: 'town', value: 'Utrecht' },
          { name: 'birthDate', value: '1990-02-28' },
          { name: 'desiredRegions', values: ['Utrecht', 'Gelderland'] },
        ],
      },
      DATA,
    );
    expect(codes).toEqual([]);
    const fields = (data as Group[]).flatMap((group) => group.fields);
    expect(fields.find(({ name }) => name === 'town')).toMatchObject({ value: 'Utrecht', changeable: true });
    expect(fields.find(({ name }) => name === 'birthDate')?.textNl).toBe('28 februari 1990');
    expect(fields.find(({ name }) => name === 'desiredRegions')?.values?.toSorted()).toEqual(['Gelderland', 'Utrecht']);
    expect(await lastEntry()).toMatchObject({
      action: 'candidate.updated',
      actor_kind: 'candidate',
      facts: { fields: 'birthDate,desiredRegions,town' },
    });
    expect(await mails()).toEqual(before);
  });

  it('says beside the field what is wrong, by the checks that staff has too, and changes nothing then', async () => {
    for (const [name, value] of [
      ['emailPrivate', 'geen adres'],
      ['birthDate', '2999-01-01'],
      ['birthDate', '2026-02-30'],
      ['gender', 'SOMETHING'],
      ['personnelNumber', '12'],
      ['bsn', '123456782'],
      ['retainUntil', '2999-01-01'],
      ['language', null],
    ] as const) {
      const { codes, userErrors } = await browser.mutate('updateMyData', {
        fields: [
          { name: 'town', value: 'Assen' },
          { name, value },
        ],
      });
      expect(codes, name).toEqual(['BAD_USER_INPUT']);
      expect(userErrors, name).toMatchObject([{ field: [name] }]);
    }
    const none = await browser.mutate('updateMyData', {
      fields: ['lastName', 'firstNames', 'callName'].map((name) => ({ name })),
    });
    expect(none.codes).toEqual(['BAD_USER_INPUT']);
    const { town } = await product.orm.em.fork().findOneOrFail(CandidateSchema, { id: me });
    expect(town).toBeNull();
  });

  it('takes numbers as people write them, and refuses what no column holds (C86)', async () => {
    const save = (fields: { name: string; value: string }[]) =>
      browser.mutate('saveMyRecord', {
        type: 'WorkExperience',
        fields: [{ name: 'function', value: 'Kok' }, ...fields],
      });
    for (const [written, stored] of [
      ['2.500', '2500'],
      ['2.500,50', '2500.5'],
      ['2,500.50', '2500.5'],
      ['2500.5', '2500.5'],
      ['17,25', '17.25'],
    ] as const) {
      expect((await save([{ name: 'salary', value: written }])).codes, written).toEqual([]);
      const last = await rows<{ salary: string }>(
        product.workAs().em,
        sql`select salary::float8::text as salary from work_experience where candidate_id = ${me} order by id desc limit 1`,
      );
      expect(last[0]!.salary, written).toBe(stored);
    }
    for (const [name, value] of [
      ['salary', 'veel'],
      ['hoursPerWeek', '1600'],
      ['from', '0000-05-05'],
    ] as const) {
      const refused = await save([{ name, value }]);
      expect(refused, name).toMatchObject({ codes: ['BAD_USER_INPUT'], userErrors: [{ field: [name] }] });
    }
  });

  it('holds no more records of one kind than anybody has', async () => {
    await rows(
      product.workAs().em,
      sql`insert into education (id, candidate_id, study) select uuidv7(), ${me}, 'Studie ' || n from generate_series(1, 500) n`,
    );
    const more = { type: 'Education', fields: [{ name: 'study', value: 'Nog een' }] };
    expect((await browser.mutate('saveMyRecord', more)).codes).toEqual(['CONFLICT']);
  });

  it('takes records that he adds, changes and removes; what others wrote in one he neither changes nor removes', async () => {
    const added = await browser.mutate(
      'saveMyRecord',
      {
        type: 'Education',
        fields: [
          { name: 'study', value: 'Verpleegkunde' },
          { name: 'diploma', value: 'true' },
        ],
      },
      DATA,
    );
    expect(added.codes).toEqual([]);
    const [education] = (added['data'] as Group[]).find(({ key }) => key === 'education')!.records;
    expect(education).toMatchObject({ type: 'Education', removable: true });
    const turned = await browser.mutate('saveMyRecord', {
      type: 'Education', id: education!.id, fields: [{ name: 'from', value: '2020-09-01' }, { name: 'to', value: '2019-09-01' }],
    }); // prettier-ignore
    expect(turned.userErrors).toMatchObject([{ field: ['to'] }]);
    const memo = await browser.mutate('saveMyRecord', {
      type: 'Education',
      id: education!.id,
      fields: [{ name: 'memo', value: 'x' }],
    });
    expect(memo.codes).toEqual(['BAD_USER_INPUT']);
    await product.orm.em.fork().nativeUpdate(EducationSchema, { candidateId: me }, { memo: 'Sterk in het gesprek' });
    const kept = await browser.mutate('removeMyRecord', { type: 'Education', id: education!.id });
    expect(kept.codes).toEqual(['CONFLICT']);
    await product.orm.em.fork().nativeUpdate(EducationSchema, { candidateId: me }, { memo: null });
    expect((await browser.mutate('removeMyRecord', { type: 'Education', id: education!.id })).codes).toEqual([]);
    expect(await lastEntry()).toMatchObject({ action: 'record.removed', actor_kind: 'candidate' });
  });

  it('is nobody else’s: another’s record is the same as none, and who came by no session is shown nothing (S2)', async () => {
    const other = await makePerson(product, agency.id, { registeredOn: '2026-05-01' });
    const id = newId();
    await product.orm.em.fork().insert(WorkExperienceSchema, { id, candidateId: other, function: 'Kok' });
    const global = Buffer.from(`WorkExperience:${id}`).toString('base64url');
    for (const input of [{ type: 'WorkExperience', id: global, fields: [{ name: 'function', value: 'Chef' }] }])
      expect((await browser.mutate('saveMyRecord', input)).codes).toHaveLength(1);
    expect((await browser.mutate('removeMyRecord', { type: 'WorkExperience', id: global })).codes).toHaveLength(1);
    const stranger = new TestBrowser(served);
    expect((await stranger.send('{ me { data { key } } }')).data['me']).toBeNull();
    expect((await stranger.mutate('updateMyData', { fields: [] })).codes).toEqual(['UNAUTHENTICATED']);
    expect((await stranger.mutate('requestMyExport', { language: 'nl' })).codes).toEqual(['UNAUTHENTICATED']);
  });

  it('is corrected on request, as a case with a deadline of which one is open at a time (B6)', async () => {
    const ask = (text: string) => browser.mutate('askMyCorrection', { text }, 'correction { asked receivedOn dueOn }');
    expect((await ask('kort')).codes).toEqual(['BAD_USER_INPUT']);
    const asked = await ask('Mijn personeelsnummer klopt niet.');
    expect(asked).toMatchObject({
      codes: [],
      correction: { asked: 'Mijn personeelsnummer klopt niet.', receivedOn: '2026-06-01', dueOn: '2026-07-01' },
    });
    expect((await ask('En nog iets anders ook niet.')).codes).toEqual(['CONFLICT']);
    expect(JSON.stringify(await lastEntry())).not.toContain('personeelsnummer');
  });
});

describe('“Privacy-instellingen” (C62–C64)', () => {
  const privacy = async () =>
    (
      await browser.send(
        `{ me { privacy { retainUntil basis termDays ${ANSWERED} consents { purpose withdrawnAt } } } }`,
      )
    ).data['me']!['privacy'] as Record<string, object>;

  it('say until when and why, and keep for longer without having been asked, once per term (C62, C76, D2)', async () => {
    expect(await privacy()).toMatchObject({
      retainUntil: '2026-06-02',
      question: { state: 'OPEN', mayKeep: true, keepUntil: '2027-06-02' },
    });
    const kept = await answer('keepMyData');
    expect(kept.codes).toEqual([]);
    expect(await privacy()).toMatchObject({ retainUntil: '2027-06-02', question: { mayKeep: false } });
    await answer('keepMyData');
    expect(await privacy()).toMatchObject({ retainUntil: '2027-06-02' });
    product.clock.set('2027-05-01T10:00:00+02:00');
    browser = await signIn2();
    expect(await privacy()).toMatchObject({ question: { mayKeep: true, keepUntil: '2028-06-02' } });
  });
  /** A session of today, for the same account. */
  async function signIn2() {
    await product.orm.em.fork().nativeDelete(PortalAccountPersonSchema, { candidateId: me });
    return signIn(me);
  }

  it('anonymise at once, and say by what the receipt is found; the account is nobody’s from then on (C62, C74, C7)', async () => {
    const done = await answer('anonymiseMyData');
    expect(done).toMatchObject({ codes: [], question: { state: 'ANONYMISED', answeredOn: '2026-06-01' } });
    const { proof } = done['question'] as { proof: { reference: string } };
    expect(proof.reference).toMatch(/^[0-9A-F]{4}(-[0-9A-F]{4}){2}$/);
    const receipts = await rows(
      product.workAs().em,
      sql`select 1 from erasure_receipt where candidate_id = ${me} and way = 'CANDIDATE'`,
    );
    expect(receipts).toHaveLength(1);
    const after = await browser.send(`{ me { displayName ${DATA} privacy { retainUntil } documents { id } } }`);
    expect(after.data['me']).toEqual({ displayName: null, data: null, privacy: null, documents: null });
    expect((await browser.mutate('updateMyData', { fields: [] })).codes).toEqual(['NOT_FOUND']);
  });

  it('wear a label; once he is anonymous it is the account’s, which says nothing of who was behind it (C6, D6)', async () => {
    const { id: agencyId } = await makeAgency(product);
    const labels = [await makeLabel(product, agencyId, 'Haven'), await makeLabel(product, agencyId, 'Polder')] as const;
    const somebody = () => makePerson(product, agencyId, { registeredOn: '2026-05-01' });
    browser = await signIn(await somebody(), { agencyId, labelId: labels[1].id });
    const worn = async () => (await browser.send('{ me { label { slug name look { accentColour } } } }')).data['me'];
    const polder = { label: { slug: labels[1].slug, name: 'Polder', look: expect.anything() as unknown } };
    expect(await worn()).toEqual(polder);
    expect((await answer('anonymiseMyData')).codes).toEqual([]);
    expect(await worn()).toEqual(polder);
    browser = await signIn(await somebody(), { agencyId });
    expect(await worn()).toEqual({ label: null });
  });

  it('note that he asked where a hold stands in the way, and until when that is (D7)', async () => {
    await placeHold(product.workAs(staffActor('PRIVACY_OFFICER', [agency.id])), {
      candidateId: me, reason: 'Er loopt een klacht bij de rechter', until: '2026-09-30',
    }); // prettier-ignore
    expect((await answer('anonymiseMyData')).codes).toEqual(['RETENTION_HELD']);
    expect(await privacy()).toMatchObject({
      question: { refusal: 'HELD', refusedUntil: '2026-09-30', requestedOn: '2026-06-01' },
    });
  });

  it('give and withdraw a consent, and the term follows at once (H23–H25)', async () => {
    expect((await browser.mutate('giveMyConsent', {})).codes).toEqual([]);
    expect(await privacy()).toMatchObject({
      termDays: 730,
      consents: [{ purpose: 'OTHER_VACANCIES', withdrawnAt: null }],
    });
    expect((await browser.mutate('giveMyConsent', {})).codes).toEqual(['CONFLICT']);
    expect((await browser.mutate('withdrawMyConsent', undefined)).codes).toEqual([]);
    expect(await privacy()).toMatchObject({ termDays: 32 });
    expect(await lastEntry()).toMatchObject({ action: 'consent.withdrawn', actor_kind: 'candidate' });
  });

  describe('where a privacy statement is live', () => {
    const STATEMENT = 'privacy { statement { labelName edition } consents { statement { labelName version } } }';
    const statement = async () =>
      (
        (await browser.send(`{ me { ${STATEMENT} } }`)).data['me'] as never as {
          privacy: { statement: { labelName: string; edition: string } };
        }
      ).privacy.statement;
    const renew = async (label: Label, words: string) => {
      const work = product.workAs(staffActor('ADMIN', [agency.id]));
      const body = `${words}: {termijnEnkeleVacature} of {termijnMeerdereVacatures}.`;
      const draft = await saveStatementDraft(work, { labelId: label.id, language: 'nl', body, revision: null });
      await putStatementLive(work, { statementId: draft.id, revision: draft.revision });
    };
    const give = (statementEdition?: string) => browser.mutate('giveMyConsent', { statementEdition });

    it('is given on that text alone, of the label by which he came, and never on none (H12, H20–H22)', async () => {
      const own = await makeAgency(product);
      agency = own;
      const [older, newer] = await Promise.all(
        ['Aardig', 'Zuiver'].map(async (name) => {
          const label = await makeLabel(product, own.id, name);
          return product.orm.em.fork().findOneOrFail(LabelSchema, { id: label.id });
        }),
      );
      await renew(older!, 'Ouder');
      await renew(newer!, 'Nieuwer');
      me = await makePerson(product, own.id, { registeredOn: '2026-05-01' });
      const read = (await liveStatement(product.workAs(), newer!, 'nl'))!;
      await product.orm.em.fork().insert(ConsentSchema, {
        id: newId(), candidateId: me, purpose: 'PRIVACY_STATEMENT', givenAt: product.clock.now(), channel: 'CHECKIN_FORM',
        statementVersion: '1', statementEdition: read.edition,
      }); // prettier-ignore
      browser = await signIn(me);
      expect(await statement()).toEqual({ labelName: 'Zuiver', edition: read.edition });
      expect((await give()).codes).toEqual(['STATEMENT_CHANGED']);
      const others = (await liveStatement(product.workAs(), older!, 'nl'))!;
      expect((await give(others.edition)).codes).toEqual(['STATEMENT_CHANGED']);
      await renew(newer!, 'Weer nieuwer');
      expect((await give(read.edition)).codes).toEqual(['STATEMENT_CHANGED']);
      expect((await give((await statement()).edition)).codes).toEqual([]);
      // What he read before stays beside what he agreed to, each with the text as it was then (C64).
      const { data } = await browser.send('{ me { privacy { consents { purpose statement { version markdown } } } } }');
      const { consents } = (data['me'] as never as { privacy: { consents: { statement: object }[] } }).privacy;
      const texts = consents.map((one) => JSON.stringify(one.statement));
      expect(texts.some((text) => text.includes('Nieuwer') && !text.includes('Weer nieuwer'))).toBe(true);
      expect(texts.some((text) => text.includes('Weer nieuwer'))).toBe(true);
    });
  });
});

describe('what somebody takes along (B4)', () => {
  const asked = () => browser.mutate('requestMyExport', { language: 'nl' }, 'export { state expiresAt }');
  const system = () => product.workAs({ kind: 'system', name: 'portal.make-exports' });
  const account = (confirmedAt: Date | null) => ({
    sessionId: newId(),
    accountId: newId(),
    agencyId: agency.id,
    labelId: null,
    candidateId: me,
    confirmedAt,
  });
  const bytes = (stream: NodeJS.ReadableStream) => buffer(stream);

  it('has every column that is declared so, of every table, and nothing else; and is as its schema says', async () => {
    const work = system();
    const tokens = await plant(work, ['document']);
    await asked();
    expect(await makeExports(work, place)).toBe(1);
    const { content, name } = await fetchMyExport(product.workAs(), store, account(product.clock.now()));
    expect(name).toBe('mijn-gegevens-2026-06-01.zip');
    const files = unzipSync(await bytes(content));
    const written = strFromU8(files['data.json']!);
    const wrong = [...tokens].filter(([column, token]) => {
      const [table, stored] = column.split('.');
      const declaration = work.catalogue
        .personal()
        .find((one) => work.em.getMetadata().get(one.schema).tableName === table)!;
      const meta = work.em.getMetadata().get<Record<string, unknown>>(declaration.schema);
      const { name: property } = meta.props.find(({ fieldNames }) => fieldNames[0] === stored)!;
      const sealed = definedValue(declaration, property).type === 'SEALED';
      return written.includes(token) !== (declaration.columns[property]!.export && !sealed);
    });
    expect(wrong.map(([column]) => column)).toEqual([]);
    expect(written).toContain('******782');
    expect(written).not.toContain('123456782');
    const ajv = formats.default(new Ajv.default({ strict: false }));
    const check = ajv.compile(exportSchema(work.em, work.catalogue));
    expect(check(JSON.parse(written)), JSON.stringify(check.errors)).toBe(true);
    const pdf = await getDocumentProxy(new Uint8Array(files['mijn-gegevens.pdf']!));
    const { text } = await extractText(pdf, { mergePages: true });
    // Whatever is in the file for programs is in the one to read too, where lines may be broken anywhere.
    const readable = text.replaceAll(/[\s\u00AD-]/g, '');
    const unread = [...tokens].filter(
      ([, token]) => written.includes(token) && !readable.includes(token.replaceAll(/[\s\u00AD-]/g, '')),
    );
    expect(unread.map(([column]) => column)).toEqual([]);
    expect(tokens.size).toBeGreaterThan(100);
    // Referees are others: who they are, and how they are reached, is no data of his to take along (D9).
    for (const column of ['contact_name', 'contact_function', 'phone', 'mobile', 'email'] as const) {
      const token = tokens.get(`work_experience.${column}`)!;
      expect(token, column).toBeTruthy();
      expect(written, column).not.toContain(token);
      expect(readable, column).not.toContain(token);
    }
  });

  it('tells of his account and his job alerts too, for as long as it is known whose they are (C6, C7)', async () => {
    const [his] = await rows<{ id: string }>(
      system().em,
      sql`select account_id as id from portal_account_person where candidate_id = ${me}`,
    );
    const none = { id: null, terms: [], places: [], hoursFrom: null, hoursTo: null };
    await saveJobAlert(system(), his!.id, { ...none, terms: ['lasser'], places: ['Utrecht'], frequency: 'WEEKLY' });
    await asked();
    await makeExports(system(), place);
    const { content } = await fetchMyExport(product.workAs(), store, account(product.clock.now()));
    const files = unzipSync(await bytes(content));
    expect(JSON.parse(strFromU8(files['data.json']!))).toMatchObject({
      account: { userName: `naam-${his!.id}`, jobAlerts: [{ terms: ['lasser'], places: ['Utrecht'] }] },
    });
    const pdf = await getDocumentProxy(new Uint8Array(files['mijn-gegevens.pdf']!));
    const { text } = await extractText(pdf, { mergePages: true });
    expect(text).toContain('Job-alert, elke week; zoekt lasser; in Utrecht');
  });

  it('is as docs/export-format.schema.json says', async () => {
    const { em, catalogue } = product.workAs();
    await expect(`${JSON.stringify(exportSchema(em, catalogue), null, 2)}\n`).toMatchFileSnapshot(
      '../../../../docs/export-format.schema.json',
    );
  });

  it('holds his documents too, under names that lead nowhere', async () => {
    const documentTypeId = newId();
    await product.orm.em
      .fork()
      .insert(DocumentTypeSchema, { id: documentTypeId, agencyId: agency.id, name: `CV ${documentTypeId}` });
    const work = product.workAs(staffActor('ADMIN', [agency.id]));
    const file = {
      candidateId: me,
      documentTypeId,
      fileName: 'Cv Sam.pdf',
      mimeType: 'application/pdf',
      content: Buffer.from('%PDF-1.7 van Sam'),
    };
    const { id } = await storeDocument(work, store, file);
    const own = await readMyDocument(product.workAs(), store, { kind: 'candidate', candidateId: me }, id);
    expect(own.content.toString()).toBe('%PDF-1.7 van Sam');
    const stranger = { kind: 'candidate', candidateId: newId() } as const;
    await expect(readMyDocument(product.workAs(), store, stranger, id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await asked();
    await makeExports(system(), place);
    const { content } = await fetchMyExport(product.workAs(), store, account(product.clock.now()));
    expect(strFromU8(unzipSync(await bytes(content))['files/001-Cv Sam.pdf']!)).toBe('%PDF-1.7 van Sam');
    expect(pathOf({ fileName: '../../etc/passwd' }, 2)).toBe('files/002-_.._etc_passwd');
  });

  it('is mailed without anything personal, fetched only by who has just given his password, and gone after a day', async () => {
    expect(await asked()).toMatchObject({ codes: [], export: { state: 'ASKED' } });
    await asked();
    expect(await makeExports(system(), place)).toBe(1);
    expect(await asked()).toMatchObject({ export: { state: 'READY' } });
    const [mail] = await rows<{ text: string; subject: string }>(
      product.workAs().em,
      sql`select text, subject from outgoing_mail where candidate_id = ${me} and kind = 'EXPORT_READY'`,
    );
    expect(mail!.text + mail!.subject).not.toMatch(/Sam|Jansen/);
    const late = new Date(product.clock.now().getTime() - 11 * 60_000);
    for (const confirmedAt of [null, late])
      await expect(fetchMyExport(product.workAs(), store, account(confirmedAt))).rejects.toMatchObject({
        code: 'REAUTHENTICATION_REQUIRED',
      });
    const [made] = await rows<{ storage_key: string }>(
      product.workAs().em,
      sql`select storage_key from data_export where candidate_id = ${me}`,
    );
    product.clock.set('2026-06-02T10:00:01+02:00');
    await expect(fetchMyExport(product.workAs(), store, account(product.clock.now()))).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await removeExpiredExports(system());
    const removals = await rows(
      product.workAs().em,
      sql`select 1 from file_removal where storage_key = ${made!.storage_key}`,
    );
    expect(removals).toHaveLength(1);
  });

  it('comes without a document that the store has lost, and says so', async () => {
    const documentTypeId = newId();
    const em = product.orm.em.fork();
    await em.insert(DocumentTypeSchema, { id: documentTypeId, agencyId: agency.id, name: `Brief ${documentTypeId}` });
    const file = {
      candidateId: me,
      documentTypeId,
      mimeType: 'application/pdf',
      content: Buffer.from('%PDF-1.7 brief'),
    };
    const work = product.workAs(staffActor('ADMIN', [agency.id]));
    const { storageKey } = await storeDocument(work, store, { ...file, fileName: 'Weg.pdf' });
    await storeDocument(work, store, { ...file, fileName: 'Daar.pdf' });
    await store.delete(storageKey);
    await asked();
    expect(await makeExports(system(), place)).toBe(1);
    const { content } = await fetchMyExport(product.workAs(), store, account(product.clock.now()));
    const files = unzipSync(await bytes(content));
    const { files: listed } = JSON.parse(strFromU8(files['data.json']!)) as { files: object[] };
    expect(listed).toMatchObject([
      { fileName: 'Weg.pdf', path: null },
      { fileName: 'Daar.pdf', path: 'files/002-Daar.pdf' },
    ]);
    expect(Object.keys(files).filter((name) => name.startsWith('files/'))).toEqual(['files/002-Daar.pdf']);
  });

  it('is tried again only after a while where the store is away, and then told as failed', async () => {
    await asked();
    const away = { ...place, store: { ...store, putStream: () => Promise.reject(new Error('away')) } as FileStore };
    for (const [minute, tried] of [[0, true], [4, false], [6, true], [14, false], [17, true]] as const) {
      product.clock.set(new Date(Date.parse('2026-06-01T08:00:00Z') + minute * 60_000).toISOString());
      const outcome = makeExports(system(), away);
      await (tried ? expect(outcome).rejects.toThrow('away') : expect(outcome).resolves.toBe(0));
    } // prettier-ignore
    await makeExports(system(), away);
    expect(await asked()).toMatchObject({ export: { state: 'ASKED' } });
    expect(await readdir(place.dir)).toEqual([]);
  });

  it('leaves nothing on disk of somebody over whom the machine stopped (D5)', async () => {
    const half = join(place.dir, `${newId()}-1`);
    await mkdir(half, { recursive: true });
    await writeFile(join(half, 'export.zip'), 'half of a person');
    await makeExports(system(), place);
    expect(await readdir(place.dir)).toEqual([]);
  });

  it('says that the disk is full, and nothing else breaks by it', async () => {
    const bytesOfOne = () => [new Uint8Array(100_000)];
    const parts = ['a', 'b', 'c'].map((path) => ({ path, deflate: false, bytes: bytesOfOne }));
    await expect(writeZip('/dev/full', parts, product.clock.now())).rejects.toMatchObject({ code: 'ENOSPC' });
  });

  it('goes with the person: his file is noted for removal by the erasure itself (D5)', async () => {
    await asked();
    await makeExports(system(), place);
    const [made] = await rows<{ storage_key: string }>(
      product.workAs().em,
      sql`select storage_key from data_export where candidate_id = ${me}`,
    );
    await answer('anonymiseMyData');
    expect(await rows(product.workAs().em, sql`select 1 from data_export where candidate_id = ${me}`)).toEqual([]);
    expect(
      await rows(product.workAs().em, sql`select 1 from file_removal where storage_key = ${made!.storage_key}`),
    ).toHaveLength(1);
  });
});

describe('“Wie heeft mijn gegevens gezien of gekregen” (B14)', () => {
  it('names who looked by his role and organisation, never by his name', async () => {
    const work = product.workAs(staffActor('ADMIN', [agency.id]));
    await inTransaction(work.em, (em) =>
      recordAudit({ ...work, em }, [{ action: 'document.read', subjectType: 'Candidate', subjectId: me, facts: {} }]),
    );
    const { data } = await browser.send('{ me { lookedAt { at what role builtIn byProgram organisation } } }');
    expect(data['me']!['lookedAt']).toMatchObject([{ what: 'DOCUMENT', byProgram: false, organisation: agency.name }]);
  });
});
