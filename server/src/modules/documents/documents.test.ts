import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeAgency, makePerson } from '../../../test-kit/agency.ts';
import { startTestProduct, type TestProduct } from '../../../test-kit/index.ts';
import { staffActor } from '../../../test-kit/staff.ts';
import { rows, sql } from '../../platform/database/index.ts';
import { newId } from '../../platform/ids.ts';
import { openFileStore, type FileStore } from '../../platform/storage/file-store.ts';
import { CandidateSchema } from '../candidates/index.ts';
import type { BuiltInRole, StaffActor } from '../permissions/index.ts';
import { addDocument, DOCUMENT_LIMIT, type UploadedDocument } from './add-document.ts';
import { changeDocument } from './change-document.ts';
import { deleteDocument } from './delete-document.ts';
import { DocumentSchema, DocumentTypeSchema } from './document.ts';
import { findVisibleDocument } from './document.repository.ts';
import { readDocument } from './read-document.ts';
import { removeQueuedFiles } from './remove-queued-files.ts';

const PDF = Buffer.from('%PDF-1.4\n…');
const JPG = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2]);
const PNG = Buffer.from('\x89PNG\r\n\x1a\n…', 'latin1');

let product: TestProduct;
let agencyId: string;
let cvs: string;
let identities: string;
let candidateId: string;
let dir: string;
let store: FileStore;
beforeAll(async () => {
  product = await startTestProduct();
  agencyId = (await makeAgency(product)).id;
  [cvs, identities] = [newId(), newId()];
  await product.orm.em.fork().insertMany(DocumentTypeSchema, [
    { id: cvs, agencyId, name: 'CV' },
    { id: identities, agencyId, name: 'Identiteitsbewijs' },
  ]);
});
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'wisbaar-documents-'));
  store = openFileStore({ storageUrl: pathToFileURL(dir).href, dataDir: dir });
  candidateId = await makePerson(product, agencyId, { registeredOn: '2026-05-01' });
  return () => rm(dir, { recursive: true });
});
afterAll(() => product.stop());

const actor = (role: BuiltInRole = 'RECRUITER', agencies = [agencyId]) => staffActor(role, agencies);
const as = (who: StaffActor = actor()) => product.workAs(who);
/** Everything but documents of this type. */
function without(type: string, who = actor()): StaffActor {
  return { ...who, rights: { ...who.rights, documentTypes: new Map([[type, false]]) } };
}
const add = (given: Partial<UploadedDocument> = {}, who = actor()) =>
  addDocument(as(who), store, {
    candidateId,
    fileName: 'cv.pdf',
    content: PDF,
    ...(given.replaces === undefined ? { documentTypeId: cvs } : {}),
    ...given,
  });
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => {
      const { code, field = [] } = error as { code?: string; field?: string[] };
      return [code, ...field].join(' ');
    },
  );
const trail = (action: string) =>
  rows<{ subject_id: string; facts: Record<string, unknown> }>(
    as().em,
    sql`select subject_id, facts from audit_entry where action = ${action} and subject_id = ${candidateId} order by seq`,
  );

describe('a document that is sent', () => {
  it.each([
    ['a PDF', PDF, 'cv.pdf', 'cv.pdf', 'application/pdf'],
    ['a photograph that calls itself a PDF', JPG, 'pas.pdf', 'pas.pdf.jpg', 'image/jpeg'],
    ['a picture without an ending', PNG, 'Diploma Zoë', 'Diploma Zoë.png', 'image/png'],
  ])('is what its bytes say: %s (S15)', async (_, content, fileName, kept, mimeType) => {
    const document = await add({ content, fileName });
    expect(document).toMatchObject({ fileName: kept, mimeType, sizeBytes: content.length, version: 1 });
    expect(await readDocument(as(), store, document.id)).toEqual({ name: kept, mimeType, content });
  });

  it.each([
    ['a page', { content: Buffer.from('<html><script>alert(1)</script>') }, 'BAD_USER_INPUT content'],
    ['a program', { content: Buffer.from('MZ\x90\x00') }, 'BAD_USER_INPUT content'],
    ['a picture with a program in it', { content: Buffer.from('<svg onload="x"/>') }, 'BAD_USER_INPUT content'],
    ['nothing', { content: Buffer.alloc(0) }, 'BAD_USER_INPUT content'],
    ['too much', { content: Buffer.concat([PDF, Buffer.alloc(DOCUMENT_LIMIT)]) }, 'BAD_USER_INPUT content'],
    ['a path in the name', { fileName: '../../etc/cv.pdf' }, 'BAD_USER_INPUT fileName'],
    ['a Windows path in the name', { fileName: 'C:\\cv.pdf' }, 'BAD_USER_INPUT fileName'],
    ['a name that runs backwards', { fileName: 'cv\u202efdp.exe' }, 'BAD_USER_INPUT fileName'],
    ['a line break in the name', { fileName: 'cv\r\nx: y.pdf' }, 'BAD_USER_INPUT fileName'],
    ['no name', { fileName: ' ' }, 'BAD_USER_INPUT fileName'],
    ['a BSN in the name (D12)', { fileName: 'ID 1234 567 82.pdf' }, 'BAD_USER_INPUT fileName'],
  ])('is refused as %s, and leaves nothing (S15)', async (_, given, code) => {
    expect(await codeOf(add(given))).toBe(code);
    expect(await readdir(dir)).toEqual([]);
    expect(await as().em.count(DocumentSchema, { candidateId })).toBe(0);
  });

  it('is refused of a type of another agency, for nobody, and for who was anonymised', async () => {
    const other = (await makeAgency(product)).id;
    const theirs = newId();
    await product.orm.em.fork().insert(DocumentTypeSchema, { id: theirs, agencyId: other, name: 'CV' });
    expect(await codeOf(add({ documentTypeId: theirs }))).toBe('BAD_USER_INPUT documentTypeId');
    expect(await codeOf(add({ candidateId: newId() }))).toBe('NOT_FOUND');
    expect(await codeOf(add({}, actor('RECRUITER', [other])))).toBe('NOT_FOUND');
    await rows(as().em, sql`update candidate set anonymised = true where id = ${candidateId}`);
    expect(await codeOf(add())).toBe('ALREADY_ANONYMISED');
    expect(await readdir(dir)).toEqual([]);
  });

  it.each(['READ_ONLY', 'PRIVACY_OFFICER', 'CONSULTANT', 'BACK_OFFICE'] as const)(
    'is refused from %s',
    async (role) => {
      expect(await codeOf(add({}, actor(role)))).toBe('FORBIDDEN');
    },
  );

  it('is in the audit trail without its name (B7)', async () => {
    const { id } = await add({ fileName: 'Cv Jansen.pdf' });
    expect(await trail('document.stored')).toEqual([
      { subject_id: candidateId, facts: { documentId: id, version: 1 } },
    ]);
  });
});

describe('a version of a document', () => {
  it('follows the one before, of the same document and type, whichever of its versions it replaces', async () => {
    const first = await add({ documentTypeId: identities });
    const second = await add({ replaces: first.id, fileName: 'beter.pdf' });
    const third = await add({ replaces: first.id });
    expect([first, second, third].map(({ version }) => version)).toEqual([1, 2, 3]);
    expect(new Set([first, second, third].map((one) => one.documentId))).toEqual(new Set([first.id]));
    expect(third.documentTypeId).toBe(identities);
  });

  it('is numbered once each when two come at the same time', async () => {
    const { id } = await add();
    const both = await Promise.all([add({ replaces: id }), add({ replaces: id })]);
    expect(both.map(({ version }) => version).toSorted()).toEqual([2, 3]);
  });

  it('of another person’s document is refused as of none', async () => {
    const { id } = await add();
    const other = await makePerson(product, agencyId, { registeredOn: '2026-05-01' });
    expect(await codeOf(add({ candidateId: other, replaces: id }))).toBe('NOT_FOUND');
    expect(await codeOf(add({ replaces: newId() }))).toBe('NOT_FOUND');
  });

  it('goes alone, or all of them, with their files', async () => {
    const first = await add();
    const second = await add({ replaces: first.id });
    const third = await add({ replaces: first.id });
    const left = async () => (await as().em.find(DocumentSchema, { candidateId })).map(({ id }) => id);
    await deleteDocument(as(), { id: first.id, allVersions: false });
    expect(await left()).toEqual([second.id, third.id]);
    expect((await add({ replaces: third.id })).version).toBe(4);
    await deleteDocument(as(), { id: second.id, allVersions: true });
    expect(await left()).toEqual([]);
    expect(await removeQueuedFiles(as(), store)).toBe(4);
    expect(await readdir(dir)).toEqual([]);
    expect(await trail('document.removed')).toHaveLength(4);
  });
});

describe('documents of a type that a role may not see (H1)', () => {
  it('are to it as none: to download, to replace, to delete and to find', async () => {
    const { id } = await add({ documentTypeId: identities });
    const blind = without(identities);
    expect(await findVisibleDocument(as(blind), id)).toBeNull();
    expect(await codeOf(readDocument(as(blind), store, id))).toBe('NOT_FOUND');
    expect(await codeOf(add({ replaces: id }, blind))).toBe('NOT_FOUND');
    expect(await codeOf(deleteDocument(as(blind), { id, allVersions: true }))).toBe('NOT_FOUND');
    expect(await codeOf(add({ documentTypeId: identities }, blind))).toBe('FORBIDDEN');
    expect(await trail('document.read')).toEqual([]);
    // The same role knows the other type.
    expect(await codeOf(add({}, blind))).toBeUndefined();
  });

  it('of another agency are so too (S2)', async () => {
    const { id } = await add();
    const elsewhere = actor('ADMIN', [(await makeAgency(product)).id]);
    expect(await codeOf(readDocument(as(elsewhere), store, id))).toBe('NOT_FOUND');
    expect(await codeOf(readDocument(as(actor('ADMIN')), store, newId()))).toBe('NOT_FOUND');
    expect(await codeOf(readDocument(as(actor('BACK_OFFICE')), store, id))).toBe('FORBIDDEN');
  });
});

describe('a document that somebody takes along', () => {
  it('is in the audit trail, and isn’t given when that can’t be written down (F18)', async () => {
    const { id } = await add();
    await readDocument(as(), store, id);
    expect(await trail('document.read')).toEqual([{ subject_id: candidateId, facts: { documentId: id } }]);
    const { em } = as();
    await rows(em, sql`alter table audit_entry add constraint no_reads check (action <> 'document.read') not valid`);
    try {
      await expect(readDocument(as(), store, id)).rejects.toThrow();
    } finally {
      await rows(em, sql`alter table audit_entry drop constraint no_reads`);
    }
  });
});

describe('deleting a document', () => {
  it('is refused while a hold stands, also of whom the back office leads (B5)', async () => {
    const { id } = await add();
    await rows(
      as().em,
      sql`insert into hold (id, candidate_id, reason, until, placed_at) values (${newId()}, ${candidateId}, 'zaak', '2027-01-01', now())`,
    );
    const gone = () => codeOf(deleteDocument(as(), { id, allVersions: false }));
    expect(await gone()).toBe('RETENTION_HELD');
    await as().em.nativeUpdate(CandidateSchema, { id: candidateId }, { approvedOn: '2026-05-02' });
    expect(await gone()).toBe('RETENTION_HELD');
    await rows(as().em, sql`update hold set released_at = placed_at where candidate_id = ${candidateId}`);
    expect(await gone()).toBeUndefined();
  });
});

describe('a document whose type or name is changed', () => {
  const change = (id: string, to: { documentTypeId?: string; fileName?: string }, who = actor()) =>
    changeDocument(as(who), { id, ...to });
  const stored = () => as().em.find(DocumentSchema, { candidateId }, { orderBy: { version: 'asc' } });

  it('is of the other type in all its versions, which stay as they are, and says so in the trail (H51)', async () => {
    const first = await add();
    const second = await add({ replaces: first.id, fileName: 'cv-2.pdf', content: PDF });
    expect(await change(second.id, { documentTypeId: identities })).toMatchObject({ id: second.id });
    expect(await stored()).toMatchObject([
      { id: first.id, version: 1, documentTypeId: identities, fileName: 'cv.pdf', storageKey: first.storageKey },
      { id: second.id, version: 2, documentTypeId: identities, fileName: 'cv-2.pdf', storageKey: second.storageKey },
    ]);
    expect(await trail('document.changed')).toMatchObject([
      { facts: { documentId: second.id, documentTypeId: identities, previousTypeId: cvs, fields: 'documentType' } },
    ]);
  });

  it('has another name in that version alone, with the ending of what it is, and no name in the trail', async () => {
    const first = await add();
    const second = await add({ replaces: first.id, fileName: 'cv-2.pdf', content: PDF });
    expect(await change(first.id, { fileName: ' Oude cv van Sam ' })).toMatchObject({
      fileName: 'Oude cv van Sam.pdf',
    });
    expect((await stored()).map(({ fileName }) => fileName)).toEqual(['Oude cv van Sam.pdf', 'cv-2.pdf']);
    expect(await readDocument(as(), store, first.id)).toMatchObject({ name: 'Oude cv van Sam.pdf', content: PDF });
    expect(JSON.stringify(await trail('document.changed'))).not.toMatch(/Sam|cv/);
    expect(second.documentId).toBe(first.documentId);
  });

  it('leaves no entry when nothing is changed', async () => {
    const { id } = await add();
    expect(await change(id, {})).toMatchObject({ fileName: 'cv.pdf' });
    expect(await change(id, { documentTypeId: cvs, fileName: 'cv' })).toMatchObject({ fileName: 'cv.pdf' });
    expect(await trail('document.changed')).toEqual([]);
  });

  it.each([
    ['a path', { fileName: '../cv.pdf' }, 'BAD_USER_INPUT fileName'],
    ['a BSN (D12)', { fileName: 'ID 1234 567 82.pdf' }, 'BAD_USER_INPUT fileName'],
    ['no name', { fileName: '  ' }, 'BAD_USER_INPUT fileName'],
    ['a type that there is not', { documentTypeId: newId() }, 'BAD_USER_INPUT documentTypeId'],
  ])('is refused %s', async (_, to, code) => {
    const { id } = await add();
    expect(await codeOf(change(id, to))).toBe(code);
    expect(await stored()).toMatchObject([{ documentTypeId: cvs, fileName: 'cv.pdf' }]);
  });

  it('is changed by who may see both types alone, and may change documents (H1, S2)', async () => {
    const { id } = await add();
    expect(await codeOf(change(id, { documentTypeId: identities }, without(identities)))).toBe('FORBIDDEN');
    expect(await codeOf(change(id, { documentTypeId: identities }, without(cvs)))).toBe('NOT_FOUND');
    expect(await codeOf(change(id, { fileName: 'x.pdf' }, actor('READ_ONLY')))).toBe('FORBIDDEN');
    const elsewhere = actor('ADMIN', [(await makeAgency(product)).id]);
    expect(await codeOf(change(id, { fileName: 'x.pdf' }, elsewhere))).toBe('NOT_FOUND');
    const other = (await makeAgency(product)).id;
    const theirs = newId();
    await product.orm.em.fork().insert(DocumentTypeSchema, { id: theirs, agencyId: other, name: 'CV' });
    const both = actor('RECRUITER', [agencyId, other]);
    expect(await codeOf(change(id, { documentTypeId: theirs }, both))).toBe('BAD_USER_INPUT documentTypeId');
    expect(await stored()).toMatchObject([{ documentTypeId: cvs, fileName: 'cv.pdf' }]);
  });

  it('is not changed once its person is anonymised', async () => {
    const { id } = await add();
    await as().em.nativeUpdate(CandidateSchema, { id: candidateId }, { anonymised: true });
    expect(await codeOf(change(id, { fileName: 'x.pdf' }))).toBe('ALREADY_ANONYMISED');
  });
});
