import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeAgency, makePerson } from '../../../test-kit/agency.ts';
import { startTestProduct, type TestProduct } from '../../../test-kit/index.ts';
import { staffActor } from '../../../test-kit/staff.ts';
import { rows, sql } from '../../platform/database/index.ts';
import { newId } from '../../platform/ids.ts';
import { BUILT_IN_ROLES, type BuiltInRole, type StaffActor } from '../permissions/index.ts';
import { BUILT_IN_ROLE_IDS, RoleBook, RoleSchema } from '../roles/index.ts';
import { deleteDocumentType } from './delete-document-type.ts';
import { DocumentSchema, DocumentTypeSchema } from './document.ts';
import { giveDefaultDocumentTypes } from './document-type-defaults.ts';
import { removeExpiredDocuments } from './remove-expired-documents.ts';
import { previewDocumentTerm, saveDocumentType, type DocumentTypeChange } from './save-document-type.ts';
import { inTransaction } from '../../platform/database/index.ts';

let product: TestProduct;
let agencyId: string;
beforeAll(async () => {
  product = await startTestProduct();
  agencyId = (await makeAgency(product)).id;
});
afterAll(() => product.stop());

const admin = () => staffActor('ADMIN', [agencyId]);
const save = (given: Partial<DocumentTypeChange>, who: StaffActor = admin()) =>
  saveDocumentType(product.workAs(who), {
    id: null,
    agencyId: given.id ? null : agencyId,
    name: newId(),
    retentionDays: null,
    withheld: false,
    forCvs: false,
    preview: null,
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
const work = () => product.workAs({ kind: 'system', name: 'test' });

/** Documents of a type, each so many days old. */
async function documents(documentTypeId: string, candidateId: string, ...ages: number[]): Promise<void> {
  await product.orm.em.fork().insertMany(
    DocumentSchema,
    ages.map((age) => {
      const id = newId();
      return {
        id,
        documentId: id,
        version: 1,
        candidateId,
        documentTypeId,
        fileName: 'x.pdf',
        mimeType: 'application/pdf',
        sizeBytes: 1,
        addedAt: new Date(product.clock.now().getTime() - age * 86_400_000),
        storageKey: id,
      };
    }),
  );
}
const person = (approvedOn?: string) =>
  makePerson(product, agencyId, { registeredOn: '2026-05-01', ...(approvedOn ? { approvedOn } : {}) });
async function held(): Promise<string> {
  const id = await person();
  await rows(
    work().em,
    sql`insert into hold (id, candidate_id, reason, until, placed_at) values (${newId()}, ${id}, 'zaak', '2027-01-01', now())`,
  );
  return id;
}

describe('a term for a type of document (H51–H53)', () => {
  it('says beforehand how many documents would be due at once, and is set only as it was shown', async () => {
    const type = await save({ retentionDays: 300 });
    await documents(type.id, await person(), 10, 100, 200, 400);
    await documents(type.id, await person(), 200);
    await documents(type.id, await held(), 200);
    await documents(type.id, await person('2026-05-02'), 200);
    const look = (days: number | null) => previewDocumentTerm(product.workAs(admin()), type, days);
    expect(await look(150)).toMatchObject({ due: 3, dueAtOnce: 2, people: 2, stopped: 2 });
    expect(await look(null)).toMatchObject({ due: 0, dueAtOnce: 0, people: 0, stopped: 0 });

    const { mark } = await look(150);
    const change = { id: type.id, name: type.name, retentionDays: 150 };
    expect(await codeOf(save({ ...change, preview: null }))).toBe('CONFLICT preview');
    expect(await codeOf(save({ ...change, retentionDays: 120, preview: mark }))).toBe('CONFLICT preview');
    await documents(type.id, await person(), 160);
    expect(await codeOf(save({ ...change, preview: mark }))).toBe('CONFLICT preview');
    const { mark: again, due } = await look(150);
    expect(await save({ ...change, preview: again })).toMatchObject({ retentionDays: 150 });
    expect(await removeExpiredDocuments(work())).toBe(due);

    const [entry] = await rows<{ facts: object }>(
      work().em,
      sql`select facts from audit_entry where action = 'document-type.changed' and subject_id = ${type.id}`,
    );
    expect(entry!.facts).toEqual({ retentionDays: 150, documentsDue: 3 });
  });

  it('taken away again means never (H52)', async () => {
    const type = await save({ retentionDays: 1 });
    await documents(type.id, await person(), 500);
    const { mark } = await previewDocumentTerm(product.workAs(admin()), type, null);
    await save({ id: type.id, name: type.name, retentionDays: null, preview: mark });
    expect(await removeExpiredDocuments(work())).toBe(0);
  });

  it.each([
    ['no days', { retentionDays: 0 }, 'BAD_USER_INPUT retentionDays'],
    ['a century and more', { retentionDays: 36_501 }, 'BAD_USER_INPUT retentionDays'],
    ['no name', { name: '  ' }, 'BAD_USER_INPUT name'],
    ['no agency', { agencyId: null }, 'NOT_FOUND'],
    ['another agency', { agencyId: newId() }, 'NOT_FOUND'],
    ['a type that is not there', { id: newId() }, 'NOT_FOUND'],
  ])('is refused with %s', async (_, given, code) => {
    expect(await codeOf(save(given))).toBe(code);
  });

  it('has a name of its own in its agency, whatever its capitals', async () => {
    await save({ name: 'Verklaring' });
    expect(await codeOf(save({ name: ' verklaring ' }))).toBe('BAD_USER_INPUT name');
    const both = await Promise.all([codeOf(save({ name: 'Rijbewijs' })), codeOf(save({ name: 'rijbewijs' }))]);
    expect(both.toSorted()).toEqual(['BAD_USER_INPUT name', undefined]);
  });

  it('is not for who is held to a part of the agency', async () => {
    expect(await codeOf(save({}, { ...admin(), unitIds: [newId()] }))).toBe('FORBIDDEN');
  });
});

describe('a type that a role may not see', () => {
  it('tells it no count, by a preview, a change or a refusal to delete (H1, D17)', async () => {
    const type = await save({});
    await documents(type.id, await person(), 10);
    const blind = { ...admin(), rights: { ...admin().rights, documentTypes: new Map([[type.id, false]]) } };
    const nothingOfDocuments = new Set([...admin().rights.see].filter((one) => !one.startsWith('Document.')));
    const seesNone = { ...admin(), rights: { ...admin().rights, see: nothingOfDocuments } };
    for (const who of [blind, seesNone]) {
      expect(await codeOf(previewDocumentTerm(product.workAs(who), type, 1))).toBe('FORBIDDEN');
      expect(await codeOf(save({ id: type.id, name: type.name, retentionDays: 1 }, who))).toBe('FORBIDDEN');
      expect(await codeOf(deleteDocumentType(product.workAs(who), type.id))).toBe('FORBIDDEN');
    }
  });

  it('can be made so: of the built-in roles the admin alone has it, from the next request on', async () => {
    const book = new RoleBook(product.workAs().catalogue);
    const rightsOf = async (role: BuiltInRole) => {
      const { em } = work();
      return book.rights(em, await em.findOneOrFail(RoleSchema, { id: BUILT_IN_ROLE_IDS[role] }));
    };
    await rightsOf('RECRUITER');
    const [open, withheld] = [await save({}), await save({ withheld: true })];
    for (const role of BUILT_IN_ROLES) {
      const { documentTypes, allDocumentTypes } = await rightsOf(role);
      expect(documentTypes.get(open.id) ?? allDocumentTypes).toBe(true);
      expect(documentTypes.get(withheld.id) ?? allDocumentTypes).toBe(role === 'ADMIN');
    }
  });
});

describe('a type that is deleted', () => {
  it('goes while there are no documents of it, and not otherwise', async () => {
    const type = await save({});
    const gone = () => codeOf(deleteDocumentType(product.workAs(admin()), type.id));
    await documents(type.id, await person(), 1);
    expect(await gone()).toBe('CONFLICT id');
    await rows(work().em, sql`delete from document where document_type_id = ${type.id}`);
    expect(await gone()).toBeUndefined();
    expect(await gone()).toBe('NOT_FOUND');
  });
});

describe('a new agency', () => {
  it('has types to begin with, none of which goes by itself, and identity documents withheld', async () => {
    const { id } = await makeAgency(product);
    await inTransaction(work().em, (em) => giveDefaultDocumentTypes({ ...work(), em }, id));
    const types = await work().em.find(DocumentTypeSchema, { agencyId: id }, { orderBy: { name: 'asc' } });
    expect(types.map(({ name }) => name)).toEqual([
      'CV',
      'Contract',
      'Diploma of certificaat',
      'Identiteitsbewijs',
      'Sollicitatiebrief',
    ]);
    expect(types.every(({ retentionDays }) => retentionDays === null)).toBe(true);
    const withheld = await rows<{ right: string }>(
      work().em,
      sql`select distinct "right" from role_right where "right" = any(${types.map((one) => `document:${one.id}`)})`,
    );
    expect(withheld).toEqual([{ right: `document:${types[3]!.id}` }]);
  });

  it('of which one takes the CVs of public forms, which stays until another does', async () => {
    const [first, second] = [await save({ forCvs: true }), await save({})];
    expect(await codeOf(deleteDocumentType(product.workAs(admin()), first.id))).toBe('CONFLICT id');
    await save({ id: second.id, name: second.name, forCvs: true });
    const taking = await rows(work().em, sql`select id from document_type where agency_id = ${agencyId} and for_cvs`);
    expect(taking).toEqual([{ id: second.id }]);
    await deleteDocumentType(product.workAs(admin()), first.id);
  });
});
