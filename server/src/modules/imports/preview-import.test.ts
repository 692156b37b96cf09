// cspell:ignore prive huisnr kandidaatnummer
import { Readable } from 'node:stream';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeAgency } from '../../../test-kit/agency.ts';
import { staffActor } from '../../../test-kit/staff.ts';
import { startTestProduct, type TestProduct } from '../../../test-kit/index.ts';
import { rows, sql } from '../../platform/database/index.ts';
import type { Actor, BuiltInRole, Work } from '../permissions/index.ts';
import { previewImport, type ImportPreview } from './preview-import.ts';

describe('the preview of an import', () => {
  let product: TestProduct;
  let agencyId: string;
  let work: Work;

  beforeAll(async () => {
    product = await startTestProduct();
    agencyId = (await makeAgency(product)).id;
    work = product.workAs({ kind: 'system', name: 'test' });
  });
  afterAll(() => product.stop());

  const staff = (role: BuiltInRole, agencies = [agencyId]): Actor => staffActor(role, agencies);
  const preview = (text: string | Buffer, as: Work = work): Promise<ImportPreview> =>
    previewImport(as, { agencyId, source: () => Readable.from([Buffer.from(text as string)]) });
  const fieldsOf = async (...headings: string[]) =>
    (await preview(`${headings.map((one) => `"${one}"`).join(';')}\n`)).columns.map((one) => one.field);

  it('knows the Dutch labels of every field, the English ones and the names in the API (B1)', async () => {
    const fields = work.catalogue
      .publishedFields()
      .filter((one) => ['Candidate', 'Application', 'WorkExperience'].includes(one.type));
    const words = { Candidate: 'Kandidaat', Application: 'Inschrijving', WorkExperience: 'Werkervaring' } as Record<
      string,
      string
    >;
    const wanted = fields.filter(
      ({ type, field, declaration }) =>
        declaration.schema.meta.className === type &&
        !['active', 'anonymised', 'anonymisedAt', 'freeFields'].includes(field),
    );
    const names = wanted.map(({ type, field }) => `${type}.${field}`);
    expect(names.length).toBeGreaterThan(60);
    expect(await fieldsOf(...wanted.map(({ type, line }) => `${words[type]!}: ${line.nl}`))).toEqual(names);
    expect(await fieldsOf(...wanted.map(({ type, line }) => `${type}: ${line.en}`))).toEqual(names);
    expect(await fieldsOf(...wanted.map(({ type, field }) => `${type}.${field}`))).toEqual(names);
  });

  it.each([
    ['ACHTERNAAM', 'Candidate.lastName'],
    ['Telefoon (Prive)', 'Candidate.phonePrivate'],
    ['Geb. datum', 'Candidate.birthDate'],
    ['E-mail', 'Candidate.emailPrivate'],
    ['Email', 'Candidate.emailPrivate'],
    ['Mobiel', 'Candidate.phoneMobile'],
    ['Telefoonnummer', 'Candidate.phonePrivate'],
    ['Plaats', 'Candidate.town'],
    ['Huisnr', 'Candidate.houseNumber'],
    ['last_name', 'Candidate.lastName'],
    ['Kandidaatnummer', 'Candidate.externalReference'],
    ['Id', 'Candidate.externalReference'],
    ['Memo', 'Candidate.memo'],
    ['Inschrijving: Memo', 'Application.memo'],
    ['Application: memo', 'Application.memo'],
    ['Werkervaring - memo', 'WorkExperience.memo'],
    ['Vacature', 'Application.vacancy'],
    ['Sollicitatiedatum', 'Application.appliedOn'],
    ['Salarisindicatie', 'Application.salaryIndication'],
    ['Vrij veld: Ploegendienst', 'Application.freeFields'],
    ['Organisatie', 'WorkExperience.organisation'],
    ['Werkgever', 'WorkExperience.organisation'],
    ['Functie', 'WorkExperience.function'],
    ['Toestemming', 'Consent.otherVacancies'],
    ['Mijn gegevens mogen worden gebruikt voor andere vacatures', 'Consent.otherVacancies'],
    ['Privacystatement gelezen', 'Consent.privacyStatement'],
    ['BSN', 'Candidate.bsn'],
    ['Sterrenbeeld', null],
    ['Geanonimiseerd', null],
  ])('reads the heading %j as %j', async (heading, field) => {
    expect(await fieldsOf(heading)).toEqual([field]);
  });

  it('tells how the file is written, what its columns fill, and what would be new', async () => {
    const text =
      'Achternaam;E-mail;Vacature;Toestemming;Werkgever;Kleur\r\nJansen;j@p.example;V1;ja;Bakker;rood\r\nBos;b@p.example;;nee;;\r\nJansen;j@p.example;V2;ja;Bakker;\r\n';
    const found = await preview(iconv.encode(text, 'windows-1252'));
    expect(found).toMatchObject({
      encoding: 'UTF-8',
      delimiter: ';',
      rows: 3,
      badRows: 0,
      problemCount: 0,
      newCandidates: 2,
      existingCandidates: 0,
      newApplications: 2,
      newWorkExperiences: 1,
      newConsents: 1,
    });
    expect(found.columns[0]).toEqual({
      heading: 'Achternaam',
      field: 'Candidate.lastName',
      labelNl: 'Achternaam',
      labelEn: 'Last name',
      ignored: null,
    });
    expect(found.columns[5]).toEqual({
      heading: 'Kleur',
      field: null,
      labelNl: null,
      labelEn: null,
      ignored: 'UNKNOWN',
    });
    const [count] = await rows<{ n: number }>(work.em, sql`select count(*)::int as n from candidate`);
    expect(count!.n).toBe(0);
  });

  it.each([
    ['Achternaam;E-mail;Email', ['DUPLICATE_HEADING'], 'Email'],
    ['Kleur;Sterrenbeeld', ['NO_KNOWN_COLUMN'], null],
    ['E-mail;Plaats', ['NO_NAME_COLUMN'], null],
    ['Achternaam;Plaats', ['NO_IDENTITY_COLUMN'], null],
    ['', ['EMPTY_FILE'], null],
    ['\n \n', ['EMPTY_FILE'], null],
    ['PK\u0003\u0004\u0000', ['NOT_TEXT'], null],
    ['Achternaam;E-mail\nBos;"open\n', ['QUOTE_NOT_CLOSED'], null],
  ])('refuses a whole file: %j has %j', async (text, codes, column) => {
    const found = await preview(text);
    expect(found.unfit).toBe(true);
    expect(found.problems.map((one) => one.code)).toEqual(codes);
    expect(found.problems[0]!.column).toBe(column);
  });

  it('refuses a file of more columns than anybody has, at once', async () => {
    const headings = (count: number) => Array.from({ length: count }, (_, index) => `Vrij veld: ${String(index)}`);
    const found = await preview(`${headings(45_000).join(';')}\n`);
    expect(found).toMatchObject({ unfit: true, columns: [], problems: [{ line: 1, code: 'TOO_MANY_COLUMNS' }] });
    const most = await preview(`Achternaam;E-mail;${headings(998).join(';')}\n`);
    expect(most).toMatchObject({ unfit: false, problems: [] });
    expect(most.columns).toHaveLength(1_000);
  });

  const HEADINGS =
    'Achternaam;E-mail;Geboortedatum;Geslacht;Bsn;Postcode;Land;Mobiel;Sollicitatiedatum;Salarisindicatie;Toestemming;Status;Aantal uren per week;Memo;Goedgekeurd op';
  const columns = HEADINGS.split(';');
  /** A row with one value changed; the others are right. */
  const rowWith = (heading: string, value: string) => {
    const right: Record<string, string> = { Achternaam: 'Zonderling', 'E-mail': 'z@p.example' };
    return columns.map((one) => (one === heading ? value : (right[one] ?? ''))).join(';');
  };

  it.each([
    ['Achternaam', 'NAME_MISSING', ''],
    ['Achternaam', 'TEXT_TOO_LONG', 'Q'.repeat(501)],
    ['Memo', 'TEXT_TOO_LONG', 'Q'.repeat(10_001)],
    ['E-mail', 'INVALID_EMAIL', 'QQonbekend'],
    ['E-mail', 'NO_IDENTITY', ''],
    ['Geboortedatum', 'INVALID_DATE', '31-02-1990QQ'],
    ['Geboortedatum', 'DATE_IN_FUTURE', '02-06-2026'],
    ['Geslacht', 'UNKNOWN_VALUE', 'QQraaf'],
    ['Bsn', 'INVALID_BSN', '111222334'],
    ['Bsn', 'BSN_BEFORE_APPROVAL', '111222333'],
    ['Postcode', 'INVALID_POSTCODE', '12345QQ'],
    ['Mobiel', 'INVALID_PHONE', 'QQgeen'],
    ['Sollicitatiedatum', 'DATE_IN_FUTURE', '2027-01-01'],
    ['Salarisindicatie', 'INVALID_NUMBER', 'QQveel'],
    ['Aantal uren per week', 'NUMBER_OUT_OF_RANGE', '1.500'],
    ['Toestemming', 'INVALID_BOOLEAN', 'QQmisschien'],
    ['Status', 'UNKNOWN_VALUE', 'QQweg'],
  ])('refuses a row for its %s with %s, with line and column and never the value', async (heading, code, value) => {
    const found = await preview(`${HEADINGS}\n${rowWith('Memo', '"twee\nregels"')}\n${rowWith(heading, value)}\n`);
    expect(found).toMatchObject({ rows: 2, badRows: 1, problemCount: 1, newCandidates: 1 });
    expect(found.problems[0]).toMatchObject({
      line: 4,
      column: ['NAME_MISSING', 'NO_IDENTITY'].includes(code) ? null : heading,
      code,
    });
    if (value !== '') expect(JSON.stringify(found.problems)).not.toContain(value);
    expect(JSON.stringify(found.problems)).not.toContain('Zonderling');
  });

  it.each([
    'Geregistreerd op',
    'Goedgekeurd op',
    'Sollicitatiedatum',
    'Uitschrijfdatum',
    'Toestemmingsdatum',
    'Privacystatement gelezen op',
  ])('refuses a day to come as the %s, from which a term could run', async (heading) => {
    const onDay = async (day: string) =>
      (await preview(`Achternaam;E-mail;${heading}\nBos;b@p.example;${day}\n`)).problems;
    expect(await onDay('01-06-2026')).toEqual([]);
    expect(await onDay('02-06-2026')).toMatchObject([{ line: 2, column: heading, code: 'DATE_IN_FUTURE' }]);
    expect(await onDay('31-12-2099')).toMatchObject([{ code: 'DATE_IN_FUTURE' }]);
  });

  it('takes a foreign postcode with its country, and a BSN of somebody who was approved (D18)', async () => {
    const abroad = rowWith('Postcode', '12345').replace(/;$/, '').split(';');
    abroad[columns.indexOf('Land')] = 'Duitsland';
    const approved = rowWith('Bsn', '111222333').split(';');
    approved[columns.indexOf('Goedgekeurd op')] = '01-05-2026';
    expect((await preview(`${HEADINGS}\n${abroad.join(';')}\n${approved.join(';')}\n`)).problems).toEqual([]);
  });

  it('tells all problems of a row, a hundred of a file, and how many there are', async () => {
    const found = await preview(`${HEADINGS}\n${'Bos;fout;fout\n'.repeat(80)}x;b@p.example${';'.repeat(20)}te veel\n`);
    expect(found).toMatchObject({ badRows: 81, problemCount: 161 });
    expect(found.problems).toHaveLength(100);
    expect((await preview(`Achternaam;E-mail\nBos;b@p.example;te veel\n`)).problems[0]).toMatchObject({
      line: 2,
      column: null,
      code: 'TOO_MANY_VALUES',
    });
  });

  it('lets a role fill only what it may change (H6)', async () => {
    const text = 'Achternaam;E-mail;Nationaliteit\nBos;b@p.example;Poolse\n';
    const asRecruiter = await preview(text, product.workAs(staff('RECRUITER')));
    expect(asRecruiter.columns[2]).toMatchObject({ field: null, ignored: 'FORBIDDEN' });
    const asAdmin = await preview(text, product.workAs(staff('ADMIN')));
    expect(asAdmin.columns[2]).toMatchObject({ field: 'Candidate.nationality', ignored: null });
  });

  it('lets a file say what happened before, but approve people for an admin or the command alone (H41, D18)', async () => {
    const text =
      'Achternaam;E-mail;Geregistreerd op;Soort registratie;Goedgekeurd op;Actief\nBos;b@p.example;01-05-2026;Recruit;01-05-2026;ja\n';
    const passedOver = async (as: Work) =>
      (await preview(text, as)).columns.flatMap(({ heading, ignored }) => (ignored === 'FORBIDDEN' ? [heading] : []));
    expect(await passedOver(product.workAs(staff('RECRUITER')))).toEqual(['Goedgekeurd op', 'Actief']);
    expect(await passedOver(product.workAs(staff('ADMIN')))).toEqual(['Actief']);
    expect(await passedOver(work)).toEqual(['Actief']);
  });

  it('is for staff of that agency whose role may import, and nobody else', async () => {
    await expect(preview('x', product.workAs())).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(preview('x', product.workAs(staff('CONSULTANT')))).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(preview('x', product.workAs(staff('ADMIN', [])))).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(previewImport(work, { agencyId: 'none', source: () => Readable.from([]) })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});
