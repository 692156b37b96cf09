// cspell:ignore kandidaatnummer
import { Readable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeAgency, makePerson } from '../../../test-kit/agency.ts';
import { staffActor } from '../../../test-kit/staff.ts';
import { startTestProduct, type TestProduct } from '../../../test-kit/index.ts';
import { inTransaction, rows, sql } from '../../platform/database/index.ts';
import { anonymiseCandidate, forgetErasedIdentities } from '../anonymisation/index.ts';
import { maskedBsn } from '../candidates/index.ts';
import type { Actor, Work } from '../permissions/index.ts';
import type { ImportProgress } from './check-import.ts';
import { failOrphanedRuns } from './import-claim.ts';
import { runImport } from './run-import.ts';

describe('an import', () => {
  let product: TestProduct;
  let agencyId: string;
  let work: Work;

  beforeAll(async () => {
    product = await startTestProduct();
    work = product.workAs({ kind: 'system', name: 'test' });
  });
  beforeEach(async () => {
    product.clock.set('2026-06-01T10:00:00+02:00');
    agencyId = (await makeAgency(product)).id;
  });
  afterAll(() => product.stop());

  const importText = (
    text: string,
    options: { skipBad?: boolean; onProgress?: (at: ImportProgress) => void; agencyId?: string } = {},
  ) => runImport(work, { agencyId, skipBad: false, ...options, source: () => Readable.from([Buffer.from(text)]) });
  const candidates = <T = Record<string, unknown>>(columns: string) =>
    rows<T>(
      work.em,
      sql`select ${sql.raw(columns)} from candidate c where agency_id = ${agencyId} order by last_name, registered_on`,
    );

  /** Every row of every table that an import can touch, but not the runs and their audit entries. */
  const dump = async () => {
    const tables = ['candidate', 'application', 'consent', 'work_experience', 'vacancy'];
    return Promise.all(
      tables.map((table) => rows(work.em, sql`select to_jsonb(t) as row from ${sql.table(table)} t order by id`)),
    );
  };

  /** Until so many connections to this database wait for a lock. */
  const waitingForLock = (count: number) =>
    vi.waitFor(async () => {
      const waiting = await rows(
        work.em,
        sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
      expect(waiting).toHaveLength(count);
    });

  const FILE = [
    'Kandidaatnummer;Achternaam;Voornamen;Geb. datum;E-mail;Postcode;Vacature;Sollicitatiedatum;Salarisindicatie;Toestemming;Toestemmingsdatum;Privacystatement gelezen;Werkgever;Functie;Werkervaring: Van;Werkervaring: Salaris;Vakgebieden;Vrij veld: Ploegendienst',
    'K1;Jansen;Sam;01-02-1990;sam@p.example;1234ab;V1;01-05-2026;2.500,50;ja;02-05-2026;ja;Bakkerij;Bakker;01-01-2020;1.900;Zorg, Techniek;ja',
    'K1;Jansen;Sam;01-02-1990;sam@p.example;1234ab;V2;10-05-2026;;ja;02-05-2026;ja;Slagerij;Slager;01-01-2018;;;',
    'K2;Bos;;;bos@p.example;;;;;nee;;;;;;;;',
  ].join('\r\n');

  it('makes a candidate with applications, consents and work experience of several rows', async () => {
    const run = await importText(FILE);
    expect(run).toMatchObject({
      state: 'DONE',
      rowsTotal: 3,
      rowsDone: 3,
      candidatesAdded: 2,
      applicationsAdded: 2,
      workExperiencesAdded: 2,
      consentsAdded: 2,
      skipped: 0,
      problems: [],
    });
    expect(
      await candidates(
        'last_name, birth_date::text, postcode, registration_kind, registered_on::text, fields_of_expertise, language, active, blocked',
      ),
    ).toEqual([
      {
        last_name: 'Bos',
        birth_date: null,
        postcode: null,
        registration_kind: 'IMPORT',
        registered_on: '2026-06-01',
        fields_of_expertise: null,
        language: 'nl',
        active: true,
        blocked: false,
      },
      {
        last_name: 'Jansen',
        birth_date: '1990-02-01',
        postcode: '1234 AB',
        registration_kind: 'IMPORT',
        registered_on: '2026-05-01',
        fields_of_expertise: ['Zorg', 'Techniek'],
        language: 'nl',
        active: true,
        blocked: false,
      },
    ]);
    const applications = await rows(
      work.em,
      sql`
      select v.reference, a.type, a.applied_on::text, a.status, a.salary_indication::float8 as salary, a.free_fields
      from application a join candidate c on c.id = a.candidate_id left join vacancy v on v.id = a.vacancy_id where c.agency_id = ${agencyId} order by 1`,
    );
    expect(applications).toEqual([
      {
        reference: 'V1',
        type: 'VACANCY',
        applied_on: '2026-05-01',
        status: 'NEW',
        salary: 2500.5,
        free_fields: { Ploegendienst: 'ja' },
      },
      { reference: 'V2', type: 'VACANCY', applied_on: '2026-05-10', status: 'NEW', salary: null, free_fields: null },
    ]);
    const consents = await rows(
      work.em,
      sql`
      select purpose, (given_at at time zone 'Europe/Amsterdam')::date::text as on, channel
      from consent t join candidate c on c.id = t.candidate_id where c.agency_id = ${agencyId} order by 1`,
    );
    expect(consents).toEqual([
      { purpose: 'OTHER_VACANCIES', on: '2026-05-02', channel: 'IMPORT' },
      { purpose: 'PRIVACY_STATEMENT', on: '2026-05-01', channel: 'IMPORT' },
    ]);
  });

  it.each([
    [
      'with consent for several vacancies: 730 days (H39)',
      'E-mail;Naam;Vacature;Sollicitatiedatum;Toestemming\na@p.example;Vos;V1;01-05-2026;ja',
      730,
      'MULTIPLE_VACANCIES',
      '2028-04-30',
    ],
    [
      'without, for one vacancy: 32 days (H37)',
      'E-mail;Naam;Vacature;Sollicitatiedatum;Toestemming\na@p.example;Vos;V1;01-05-2026;nee',
      32,
      'SINGLE_VACANCY',
      '2026-06-02',
    ],
    [
      'as a candidate with consent: two years (H24)',
      'E-mail;Naam;Inschrijfdatum;Toestemming\na@p.example;Vos;01-05-2026;ja',
      730,
      'CANDIDATE_CONSENT',
      '2028-04-30',
    ],
    [
      'as a candidate without: 32 days (H25)',
      'E-mail;Naam;Inschrijfdatum\na@p.example;Vos;01-05-2026',
      32,
      'CANDIDATE_NO_CONSENT',
      '2026-06-02',
    ],
    [
      'approved already: no term of ours (H41)',
      'E-mail;Naam;Goedgekeurd op\na@p.example;Vos;01-05-2026',
      null,
      null,
      null,
    ],
  ])('sets the term of somebody %s', async (_, text, days, basis, until) => {
    await importText(text);
    expect(
      await candidates('retention_term_days as days, retention_basis as basis, retain_until::text as until'),
    ).toEqual([{ days, basis, until }]);
  });

  it('changes nothing when the same file comes twice, today or another day, with or without days in it', async () => {
    const undated =
      'Personeelsnummer;Naam;Gewenste functie;Toestemming;Organisatie\n7;Vos;Kok;ja;Herberg\n8;Das;;ja;\n';
    await importText(FILE);
    await importText(undated);
    const before = await dump();
    product.clock.set('2026-08-15T10:00:00+02:00');
    for (const text of [FILE, undated]) {
      const run = await importText(text);
      expect(run).toMatchObject({
        state: 'DONE',
        candidatesAdded: 0,
        applicationsAdded: 0,
        workExperiencesAdded: 0,
        consentsAdded: 0,
      });
    }
    expect(await dump()).toEqual(before);
  });

  it('adds what is missing to somebody who is there, and leaves his own fields as they are', async () => {
    await importText('E-mail;Naam;Vacature;Sollicitatiedatum\na@p.example;Vos;V1;01-05-2026\n');
    const run = await importText(
      'E-mail;Naam;Plaats;Vacature;Sollicitatiedatum;Toestemming\nA@P.example;Vossen;Ede;V1;20-05-2026;ja\n',
    );
    expect(run).toMatchObject({ candidatesAdded: 0, applicationsAdded: 1, consentsAdded: 1 });
    expect(await candidates('last_name, town, retention_basis')).toEqual([
      { last_name: 'Vos', town: null, retention_basis: 'MULTIPLE_VACANCIES' },
    ]);
  });

  it('knows a person by number, e-mail, or name, birth date and postcode, within one agency alone', async () => {
    const byName =
      'Achternaam;Geboortedatum;Postcode\nVos;01-02-1990;1234 AB\nVOS;1-2-1990;1234ab\nVos;02-02-1990;1234 AB\n';
    expect((await importText(byName)).candidatesAdded).toBe(2);
    const other = (await makeAgency(product)).id;
    expect((await importText(byName, { agencyId: other })).candidatesAdded).toBe(2);
  });

  it('keeps nothing when a row is bad, and says which (unless asked to skip)', async () => {
    const before = await dump();
    const text = 'E-mail;Naam;Geboortedatum\na@p.example;Vos;01-02-1990\nb@p.example;Das;31-02-1990\n';
    const refused = await importText(text);
    expect(refused).toMatchObject({ state: 'FAILED', rowsTotal: 2, rowsDone: 0, candidatesAdded: 0, skipped: 1 });
    expect(refused.problems).toMatchObject([{ line: 3, column: 'Geboortedatum', code: 'INVALID_DATE' }]);
    expect(await dump()).toEqual(before);

    const skipped = await importText(text, { skipBad: true });
    expect(skipped).toMatchObject({ state: 'DONE', rowsTotal: 2, rowsDone: 2, candidatesAdded: 1, skipped: 1 });
    expect(skipped.problems).toHaveLength(1);
    expect(await candidates('last_name')).toEqual([{ last_name: 'Vos' }]);
  });

  it('keeps nothing of a file that breaks off within quotation marks, even when bad rows may be skipped', async () => {
    const before = await dump();
    const run = await importText(`E-mail;Naam\n${'a@p.example;Vos\n'.repeat(1_500)}b@p.example;"Das\n`, {
      skipBad: true,
    });
    expect(run).toMatchObject({ state: 'FAILED', problems: [{ line: 1502, code: 'QUOTE_NOT_CLOSED' }] });
    expect(await dump()).toEqual(before);
  });

  it('seals a BSN, which is then shown by its last three digits alone (H9, D18)', async () => {
    await importText('Naam;Personeelsnummer;Bsn;Goedgekeurd op\nVos;9;111222333;01-05-2026\n');
    const [vos] = await candidates<{ id: string; bsn_cipher: Buffer }>('id, bsn_cipher');
    expect(maskedBsn(product.secrets, { id: vos!.id, bsnCipher: vos!.bsn_cipher })).toBe('******333');
    expect(vos!.bsn_cipher.includes('111222333')).toBe(false);
  });

  it('of a recruiter approves nobody and makes nobody inactive, so that the term runs (H41)', async () => {
    const recruiter: Actor = staffActor('RECRUITER', [agencyId]);
    const text = 'E-mail;Naam;Inschrijfdatum;Goedgekeurd op;Actief\na@p.example;Vos;01-05-2026;02-05-2026;nee\n';
    await runImport(product.workAs(recruiter), { agencyId, skipBad: false, source: () => Readable.from([Buffer.from(text)]) }); // prettier-ignore
    expect(await candidates('approved_on, active, retain_until::text as until')).toEqual([
      { approved_on: null, active: true, until: '2026-06-02' },
    ]);
  });

  it('does not touch who was anonymised: his row is anybody’s (C116)', async () => {
    const text = 'E-mail;Naam;Vacature\na@p.example;Vos;V1\n';
    await importText(text);
    const [vos] = await candidates<{ id: string }>('id');
    const staff: Actor = staffActor('ADMIN', [agencyId]);
    await anonymiseCandidate(product.workAs(staff), { candidateId: vos!.id, idempotencyKey: '1' });
    const erased = await rows(work.em, sql`select to_jsonb(c) as row from candidate c where id = ${vos!.id}`);
    await importText(text);
    expect(await rows(work.em, sql`select to_jsonb(c) as row from candidate c where id = ${vos!.id}`)).toEqual(erased);
  });

  it('brings nobody back who was erased, whatever tells who he is, until the longest term is over (B13)', async () => {
    const text = 'E-mail;Naam;Geboortedatum;Postcode\na@p.example;Vos;01-02-1990;1234 AB\nb@p.example;Das;;\n';
    await importText(text);
    const [, vos] = await candidates<{ id: string; last_name: string }>('id, last_name');
    expect(vos!.last_name).toBe('Vos');
    const staff: Actor = staffActor('ADMIN', [agencyId]);
    await anonymiseCandidate(product.workAs(staff), { candidateId: vos!.id, idempotencyKey: '3' });

    for (const again of [
      text,
      'Kandidaatnummer;Naam;E-mail\n17;Vos;A@p.example\n',
      'Kandidaatnummer;Achternaam;Geboortedatum;Postcode\n17;VOS;1-2-1990;1234ab\n',
    ]) {
      const refused = await importText(again);
      expect(refused).toMatchObject({ state: 'FAILED', candidatesAdded: 0, problems: [{ line: 2, column: null, code: 'ERASED_BEFORE' }] }); // prettier-ignore
    }
    expect(await importText(text, { skipBad: true })).toMatchObject({ state: 'DONE', candidatesAdded: 0, skipped: 1 });
    const other = (await makeAgency(product)).id;
    expect(await importText(text, { agencyId: other }), 'nobody’s business elsewhere').toMatchObject({
      candidatesAdded: 2,
    });
    // Nothing joins what is kept to the row that he was.
    const kept = await rows<{ row: string }>(work.em, sql`select to_jsonb(e)::text as row from erased_identity e where agency_id = ${agencyId}`); // prettier-ignore
    expect(kept.length).toBeGreaterThanOrEqual(2);
    for (const { row } of kept) expect(row).not.toMatch(new RegExp(`${vos!.id}|Vos|1990`));

    product.clock.set('2028-07-02T10:00:00+02:00');
    expect(await forgetErasedIdentities(work)).toBeGreaterThanOrEqual(2);
    expect(await importText(text)).toMatchObject({ candidatesAdded: 1 });
  });

  it('refuses nobody who is there because he shared a mailbox with somebody who was erased (B13)', async () => {
    const text = 'Kandidaatnummer;Naam;E-mail\n1;Vos;samen@p.example\n2;Das;samen@p.example\n';
    await importText(text);
    const [vos] = (await candidates<{ id: string; last_name: string }>('id, last_name')).filter(
      (one) => one.last_name === 'Vos',
    );
    const staff: Actor = staffActor('ADMIN', [agencyId]);
    await anonymiseCandidate(product.workAs(staff), { candidateId: vos!.id, idempotencyKey: '5' });
    expect(await importText(text, { skipBad: true })).toMatchObject({
      problems: [{ line: 2, code: 'ERASED_BEFORE' }],
      skipped: 1,
    });
  });

  it('gives nothing to somebody who is being erased while it runs (C116)', async () => {
    await importText('E-mail;Naam\na@p.example;Vos\nb@p.example;Das\n');
    const [das, vos] = await candidates<{ id: string }>('id');
    const admin: Actor = staffActor('ADMIN', [agencyId]);
    const { erasure, importing } = await inTransaction(work.em, async (em) => {
      await rows(em, sql`select from candidate where id = ${vos!.id} for update`);
      const erasure = anonymiseCandidate(product.workAs(admin), { candidateId: vos!.id, idempotencyKey: '2' });
      await waitingForLock(1);
      const importing = importText(
        'E-mail;Naam;Vacature;Toestemming;Werkgever\na@p.example;Vos;V1;ja;Bakkerij\nb@p.example;Das;V1;ja;Bakkerij\n',
      );
      await waitingForLock(2);
      return { erasure, importing };
    });
    await erasure;
    expect(await importing).toMatchObject({ state: 'DONE', candidatesAdded: 0, applicationsAdded: 1, consentsAdded: 1, workExperiencesAdded: 1 }); // prettier-ignore
    for (const table of ['application', 'consent', 'work_experience'])
      expect(await rows(work.em, sql`select candidate_id from ${sql.table(table)} where candidate_id in (${das!.id}, ${vos!.id})`)).toEqual([{ candidate_id: das!.id }]); // prettier-ignore
  });

  it('leaves other candidates of the agency alone', async () => {
    const id = await makePerson(product, agencyId, { registeredOn: '2026-05-01', email: 'sam@p.example' });
    const before = await rows(work.em, sql`select to_jsonb(c) as row from candidate c where id = ${id}`);
    await importText(FILE);
    expect(await rows(work.em, sql`select to_jsonb(c) as row from candidate c where id = ${id}`)).toEqual(before);
  });

  it('writes one audit entry, with counts and nobody’s data (B7)', async () => {
    const run = await importText(FILE);
    const entries = await rows(work.em, sql`select action, facts from audit_entry where subject_id = ${agencyId}`);
    expect(entries).toEqual([
      {
        action: 'candidates.imported',
        facts: {
          importRunId: run.id,
          rows: 3,
          skipped: 0,
          candidates: 2,
          applications: 2,
          workExperiences: 2,
          consents: 2,
        },
      },
    ]);
  });

  it('tells how far it is, and shows it to others while it runs', async () => {
    const seen: ImportProgress[] = [];
    // Every row has lines within its quotation marks, which are no rows.
    const text = `E-mail;Naam;Memo\n${Array.from({ length: 1_500 }, (_, index) => `p${String(index)}@p.example;Vos;"een\ntwee\ndrie"\n`).join('')}`;
    const stored: number[] = [];
    await runImport(work, {
      agencyId,
      skipBad: false,
      source: () => Readable.from([Buffer.from(text)]),
      onProgress: async (at) => {
        seen.push(at);
        if (at.phase === 'CHECKING') return;
        const [run] = await rows<{ rows_done: number }>(
          product.orm.em.fork(),
          sql`select rows_done from import_run where agency_id = ${agencyId} and state = 'RUNNING'`,
        );
        stored.push(run!.rows_done);
      },
    });
    const checking = seen.filter((at) => at.phase === 'CHECKING');
    expect(checking.map((at) => at.done)).toEqual([500, 1000, 1500]);
    for (const { total } of checking) expect(Math.abs(total - 1_500)).toBeLessThan(50);
    expect(checking.at(-1)!.total).toBe(1_500);
    const writing = seen.filter((at) => at.phase === 'WRITING');
    expect(writing.map(({ done, total }) => `${String(done)}/${String(total)}`)).toEqual(['500/1500', '1000/1500', '1500/1500']); // prettier-ignore
    expect(stored).toEqual([500, 1000, 1500]);
  });

  it('is FAILED when the file can’t be read, and nothing is kept', async () => {
    const broken = () => Readable.from(Readable.from([Buffer.from('E-mail;Naam\n')]).map(() => { throw new Error('disk'); })); // prettier-ignore
    await expect(runImport(work, { agencyId, skipBad: true, source: broken })).rejects.toThrow('disk');
    expect(
      await rows(
        work.em,
        sql`select state, problems->0->>'code' as code from import_run where agency_id = ${agencyId}`,
      ),
    ).toEqual([{ state: 'FAILED', code: 'FAILED' }]);
  });

  it('that a crash left behind is FAILED at the next start, and one that runs is let be', async () => {
    let during: number | undefined;
    const orphan = sql`insert into import_run (id, agency_id, state, problems, started_at) values (uuidv7(), ${agencyId}, 'RUNNING', '[]', '2026-06-01T08:00:00Z')`;
    await rows(work.em, orphan);
    const run = await runImport(work, {
      agencyId,
      skipBad: false,
      source: () => Readable.from([Buffer.from(FILE)]),
      onProgress: async () => {
        during ??= await failOrphanedRuns(product.workAs());
      },
    });
    expect(during).toBe(1);
    expect(run.state).toBe('DONE');
    const states = await rows<{ state: string; code: string | null }>(
      work.em,
      sql`select state, problems->0->>'code' as code from import_run where agency_id = ${agencyId} order by state`,
    );
    expect(states).toEqual([{ state: 'DONE', code: null }, { state: 'FAILED', code: 'INTERRUPTED' }]); // prettier-ignore
  });
});
