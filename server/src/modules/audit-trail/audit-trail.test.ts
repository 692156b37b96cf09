import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeAgency, makePerson } from '../../../test-kit/agency.ts';
import { startTestProduct, type TestProduct } from '../../../test-kit/index.ts';
import { staffActor } from '../../../test-kit/staff.ts';
import { inTransaction, insertRecords } from '../../platform/database/index.ts';
import { toGlobalId } from '../../platform/graphql/index.ts';
import { newId } from '../../platform/ids.ts';
import { StaffAgencySchema, StaffUserSchema } from '../accounts/index.ts';
import { recordAudit, verifyAudit, type AuditFact } from '../audit/index.ts';
import { CandidateSchema } from '../candidates/index.ts';
import { OrganisationUnitSchema } from '../organisation/index.ts';
import type { Actor, AgencyActor } from '../permissions/index.ts';
import { BUILT_IN_ROLE_IDS } from '../roles/index.ts';
import { actorsOf } from './actors.ts';
import { exportAuditEntries } from './export-audit-entries.ts';
import { readEntries, selectEntries, type EntryFilter } from './read-entries.ts';
import { readFacts } from './read-facts.ts';

const SYSTEM: Actor = { kind: 'system', name: 'retention.sweep' };

describe('reading the audit trail (B7)', () => {
  let product: TestProduct;
  let ours: string;
  let theirs: string;
  let anna: string;
  let bram: string;
  let colleague: AgencyActor;
  let stranger: AgencyActor;
  let reader: AgencyActor;
  let inUnit: AgencyActor;

  beforeAll(async () => {
    product = await startTestProduct();
    ours = (await makeAgency(product)).id;
    theirs = (await makeAgency(product)).id;
    colleague = await employ('=HYPERLINK("x")', ours);
    stranger = await employ('Vera Vreemd', theirs);
    reader = await employ('Lezer', ours);
    anna = await makePerson(product, ours, { registeredOn: '2026-05-01' });
    bram = await makePerson(product, theirs, { registeredOn: '2026-05-01' });
    const unit = newId();
    await insertRecords(product.orm.em.fork(), OrganisationUnitSchema, [{ id: unit, agencyId: ours, name: 'Noord' }]);
    const elsewhere = await makePerson(product, ours, { registeredOn: '2026-05-01' });
    await product.orm.em.fork().nativeUpdate(CandidateSchema, { id: anna }, { organisationUnitId: unit });
    inUnit = { ...reader, unitIds: [unit] };

    const ofPerson = (action: AuditFact['action'], id: string, facts = {}): AuditFact => ({
      action,
      subjectType: 'Candidate',
      subjectId: id,
      facts,
    });
    product.clock.set('2026-05-30T12:00:00Z');
    await record(SYSTEM, { action: 'erasure.planned', subjectType: 'Agency', subjectId: ours, facts: { planned: 2 } });
    await record(colleague, ofPerson('candidate.updated', anna, { fields: 'town' }));
    // Half past midnight on 1 June, for people in Amsterdam.
    product.clock.set('2026-05-31T22:30:00Z');
    await record(colleague, ofPerson('consent.given', anna, { purpose: 'OTHER_VACANCIES', channel: 'STAFF' }));
    await record({ kind: 'candidate', candidateId: anna }, ofPerson('erasure.kept', anna));
    product.clock.set('2026-06-02T12:00:00Z');
    await record(stranger, ofPerson('candidate.updated', bram, { fields: 'town' }));
    await record(colleague, ofPerson('candidate.updated', elsewhere, { fields: 'town' }));
    await record(colleague, { action: 'staff.signed-in', subjectType: 'StaffUser', subjectId: colleague.id });
    await record(stranger, { action: 'staff.signed-in', subjectType: 'StaffUser', subjectId: stranger.id });
    // He was made by somebody whom his colleagues don't know.
    await record(stranger, { action: 'staff.added', subjectType: 'StaffUser', subjectId: colleague.id });
    await record(SYSTEM, { action: 'demo.seeded', subjectType: 'Agency', subjectId: null });
  });
  afterAll(() => product.stop());

  async function employ(name: string, agencyId: string): Promise<AgencyActor> {
    const actor = staffActor('PRIVACY_OFFICER', [agencyId]);
    const em = product.orm.em.fork();
    await insertRecords(em, StaffUserSchema, [
      {
        id: actor.id,
        name,
        email: `${actor.id}@x.example`,
        passwordHash: 'x',
        roleId: BUILT_IN_ROLE_IDS.PRIVACY_OFFICER,
      },
    ]);
    await insertRecords(em, StaffAgencySchema, [{ staffId: actor.id, agencyId }]);
    return actor;
  }
  const record = (actor: Actor, fact: AuditFact) =>
    inTransaction(product.orm.em, (em) => recordAudit({ ...product.workAs(actor), em }, [fact]));
  async function read(actor: Actor, filter: EntryFilter = {}, args: object = {}) {
    const work = product.workAs(actor);
    return readEntries(work, await selectEntries(work, filter), args);
  }
  const numbers = async (actor: Actor, filter: EntryFilter = {}) =>
    (await read(actor, filter)).nodes.map((entry) => entry.seq);
  const person = (id: string) => ({ personId: toGlobalId('Candidate', id) });

  it('gives the newest first, of one’s own agencies, of colleagues and of the product itself', async () => {
    expect(await numbers(reader)).toEqual([10, 9, 7, 6, 4, 3, 2, 1]);
    expect(await (await read(reader)).totalCount()).toBe(8);
    expect(await numbers(stranger)).toEqual([10, 8, 5]);
    expect(await numbers(SYSTEM)).toHaveLength(10);
    expect(await numbers({ kind: 'candidate', candidateId: anna })).toEqual([]);
  });

  it('gives who is held to organisation units their people, and no count of others', async () => {
    expect(await numbers(inUnit)).toEqual([10, 9, 7, 4, 3, 2]);
  });

  it('finds entries by person, actor, kind of actor, agency, action and day', async () => {
    expect(await numbers(reader, person(anna))).toEqual([4, 3, 2]);
    expect(await numbers(reader, person(bram))).toEqual([]);
    expect(await numbers(reader, { actorId: toGlobalId('StaffUser', colleague.id) })).toEqual([7, 6, 3, 2]);
    expect(await numbers(reader, { actorKind: 'SYSTEM' })).toEqual([10, 1]);
    expect(await numbers(reader, { actorKind: 'CANDIDATE' })).toEqual([4]);
    expect(await numbers(reader, { agencyId: toGlobalId('Agency', theirs) })).toEqual([]);
    expect(await numbers(reader, { action: 'candidate.updated' })).toEqual([6, 2]);
    expect(await numbers(reader, { from: '2026-06-01', until: '2026-06-01' })).toEqual([4, 3]);
    expect(await numbers(reader, { until: '2026-05-31' })).toEqual([2, 1]);
    expect(await numbers(reader, { ...person(anna), action: 'consent.given' })).toEqual([3]);
  });

  it.each([
    ['personId', { personId: 'x' }],
    ['personId', { personId: toGlobalId('Agency', newId()) }],
    ['actorId', { actorId: toGlobalId('Candidate', newId()) }],
    ['agencyId', { agencyId: 'x' }],
    ['action', { action: 'candidate.kissed' }],
    ['until', { from: '2026-06-02', until: '2026-06-01' }],
  ])('refuses a %s that can’t be used', async (field, filter) => {
    await expect(read(reader, filter)).rejects.toMatchObject({ code: 'BAD_USER_INPUT', field: [field] });
  });

  it('pages forward and back to where it was, and from no entry of others', async () => {
    const first = await read(reader, {}, { first: 3 });
    expect(first.nodes.map(({ seq }) => seq)).toEqual([10, 9, 7]);
    expect(first).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    const second = await read(reader, {}, { first: 3, after: first.cursorOf(first.nodes[2]!) });
    expect(second.nodes.map(({ seq }) => seq)).toEqual([6, 4, 3]);
    const back = await read(reader, {}, { last: 3, before: second.cursorOf(second.nodes[0]!) });
    expect(back.nodes).toEqual(first.nodes);
    for (const after of [toGlobalId('AuditEntry', '8'), toGlobalId('AuditEntry', newId()), 'x'])
      await expect(read(reader, {}, { first: 3, after })).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  it('names who did something to what is the reader’s, and nobody whom he doesn’t know', async () => {
    const { nodes } = await read(reader);
    const actors = await actorsOf(product.workAs(reader), nodes);
    const named = nodes.map((entry) => [entry.seq, actors.get(entry)!.kind, actors.get(entry)!.name]);
    expect(named).toEqual([
      [10, 'SYSTEM', null],
      [9, 'STAFF', null],
      [7, 'STAFF', '=HYPERLINK("x")'],
      [6, 'STAFF', '=HYPERLINK("x")'],
      [4, 'CANDIDATE', null],
      [3, 'STAFF', '=HYPERLINK("x")'],
      [2, 'STAFF', '=HYPERLINK("x")'],
      [1, 'SYSTEM', null],
    ]);
    expect(actors.get(nodes[0]!)).toMatchObject({ labelNl: 'Dagelijkse ronde', labelEn: 'Daily sweep' });
  });

  it('hides what repeats a field that the role may not see, in the list and in the file (D17)', async () => {
    const [entry] = (await read(reader, { action: 'consent.given' })).nodes;
    const blind = staffActor('CONSULTANT', [ours]).rights;
    const seeing = staffActor('ADMIN', [ours]).rights;
    const values = (rights: typeof blind) =>
      readFacts(rights, entry!).map(({ key, value, hidden }) => [key, value, hidden]);
    expect(values(seeing)).toEqual(expect.arrayContaining([['purpose', 'OTHER_VACANCIES', false]]));
    expect(values(blind)).toEqual(
      expect.arrayContaining([
        ['purpose', null, true],
        ['channel', null, true],
      ]),
    );
    const request = { filter: { action: 'consent.given' }, language: 'nl' as const };
    expect((await exportAuditEntries(product.workAs(reader), seeing, request)).csv).toContain('OTHER_VACANCIES');
    expect((await exportAuditEntries(product.workAs(reader), blind, request)).csv).not.toContain('OTHER_VACANCIES');
  });

  it('writes the entries to a file that a spreadsheet takes for text, and records that', async () => {
    const before = await (await read(SYSTEM)).totalCount();
    const { csv, entries } = await exportAuditEntries(product.workAs(reader), reader.rights, {
      filter: person(anna),
      language: 'nl',
    });
    expect(entries).toBe(3);
    const lines = parse<Record<string, string>>(csv, { delimiter: ';', bom: true, columns: true });
    expect(lines.map((line) => line['Wat'])).toEqual([
      'Gegevens blijven bewaard',
      'Toestemming gegeven',
      'Gegevens van kandidaat gewijzigd',
    ]);
    expect(lines[2]).toMatchObject({ Nummer: '2', Medewerker: `'=HYPERLINK("x")`, Bijzonderheden: 'Velden: town' });
    const [recorded] = (await read(reader)).nodes;
    expect(recorded).toMatchObject({
      seq: before + 1,
      action: 'audit.exported',
      subjectId: anna,
      agencyId: ours,
      actorId: reader.id,
      facts: { entries: 3 },
    });
    expect((await verifyAudit(product.workAs(SYSTEM))).problem).toBeNull();
  });

  it('refuses a file of more entries than it holds', async () => {
    await inTransaction(product.orm.em, (em) =>
      recordAudit(
        { ...product.workAs(colleague), em },
        Array.from({ length: 10_001 }, () => ({ action: 'memo.refused', subjectType: 'Candidate', subjectId: anna })),
      ),
    );
    await expect(
      exportAuditEntries(product.workAs(reader), reader.rights, { filter: { action: 'memo.refused' }, language: 'en' }),
    ).rejects.toMatchObject({ code: 'BAD_USER_INPUT', field: ['filter'] });
  });
});
