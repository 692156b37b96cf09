// cspell:ignore kandidaatnummer
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { EVERY_RIGHT, makeWorld, type Answer, type Traveller, type World } from '../../../test-kit/roads/world.ts';
import { staffActor } from '../../../test-kit/staff.ts';
import { rows, sql } from '../../platform/database/index.ts';
import { toGlobalId } from '../../platform/graphql/index.ts';
import { newId } from '../../platform/ids.ts';
import { anonymiseCandidate } from '../anonymisation/index.ts';
import { PERMISSIONS, type RightName } from '../permissions/index.ts';

const COUNTS = ['newCandidates', 'existingCandidates', 'newApplications', 'newWorkExperiences', 'newConsents'] as const;
const ADDED = ['candidatesAdded', 'applicationsAdded', 'workExperiencesAdded', 'consentsAdded'] as const;
const PREVIEW = `mutation ($i: PreviewImportInput!) { previewImport(input: $i) {
  preview { rows badRows problemCount unfit columns { heading field ignored } problems { line column code } ${COUNTS.join(' ')} }
  userErrors { code field } } }`;
const START = `mutation ($i: StartImportInput!) { startImport(input: $i) {
  importRun { id ${ADDED.join(' ')} } userErrors { code field } } }`;
const RUN = `query ($id: ID!) { node(id: $id) { ... on ImportRun { state skipped ${ADDED.join(' ')} } } importRuns { id ${ADDED.join(' ')} } }`;

/** D17: importing over a field is a road to it like any other. */
describe('an import tells nothing of what may not be seen, and fills nothing that may not be changed (H5, H6, D17, S1)', () => {
  let world: World;
  let whole: Traveller;
  const made = new Map<string, Traveller>();

  beforeAll(async () => {
    world = await makeWorld();
    whole = await allBut();
    await importAs(whole, KNOWN);
  });
  afterAll(() => world.stop());

  /** A role with every right but these. */
  async function allBut(...lacking: readonly RightName[]): Promise<Traveller> {
    const name = `all but ${lacking.join(' and ')}`;
    const known = made.get(name);
    if (known) return known;
    const role = await world.ownRole(
      name,
      EVERY_RIGHT.filter((right) => !lacking.includes(right)),
    );
    made.set(name, role);
    return role;
  }
  const hiding = (...fields: readonly `${string}.${string}`[]) =>
    allBut(...fields.flatMap((field): RightName[] => [`see:${field}`, `change:${field}`]));

  const agency = () => toGlobalId('Agency', world.agencyId);
  async function preview(who: Traveller, file: string) {
    const uploadId = await who.upload(file);
    const answer = await who.ask(PREVIEW, { i: { uploadId, agencyId: agency() } });
    const payload = answer.data?.['previewImport'] as
      { preview: Record<string, unknown> & { columns: Column[] } } | null | undefined;
    return { ...answer, preview: payload!.preview };
  }
  interface Column {
    heading: string;
    field: string | null;
    ignored: string | null;
  }
  const refusedAt = ({ errors }: Answer) =>
    errors.map(({ path, extensions }) => `${path!.at(-1)!} ${String(extensions?.code)}`).toSorted();

  async function importAs(who: Traveller, file: string) {
    const uploadId = await who.upload(file);
    const started = await who.ask(START, { i: { uploadId, agencyId: agency(), skipBad: false } });
    const { id } = (started.data!['startImport'] as { importRun: { id: string } }).importRun;
    const ended = await vi.waitFor(
      async () => {
        const answer = await who.ask(RUN, { id });
        expect(answer.data!['node']).not.toMatchObject({ state: 'RUNNING' });
        return answer;
      },
      { timeout: 20_000 },
    );
    expect(ended.data!['node']).toMatchObject({ state: 'DONE' });
    return { started, ended };
  }

  const HEADINGS =
    'Kandidaatnummer;Achternaam;E-mail;Vacature;Sollicitatiedatum;Werkgever;Functie;Werkervaring: Van;Toestemming;Toestemmingsdatum';
  const rowOf = (given: Partial<Record<string, string>>) =>
    `${HEADINGS}\n${HEADINGS.split(';')
      .map((heading) => given[heading] ?? '')
      .join(';')}\n`;
  const PERSON = { Kandidaatnummer: 'K1', Achternaam: 'Bos', 'E-mail': 'k1@persoon.example' };
  const APPLIED = { Vacature: 'V1', Sollicitatiedatum: '01-05-2026' };
  const WORKED = { Werkgever: 'Bakkerij', Functie: 'Bakker', 'Werkervaring: Van': '01-01-2020' };
  const AGREED = { Toestemming: 'ja', Toestemmingsdatum: '02-05-2026' };
  const KNOWN = rowOf({ ...PERSON, ...APPLIED, ...WORKED, ...AGREED });

  it('tells everything to who may see everything, else the rest would ask nothing', async () => {
    const known = await preview(whole, KNOWN);
    expect(known.errors).toEqual([]);
    expect(known.preview).toMatchObject({
      newCandidates: 0,
      existingCandidates: 1,
      newApplications: 0,
      newWorkExperiences: 0,
      newConsents: 0,
    });
    const other = { Vacature: 'V2', Werkgever: 'Slagerij', Toestemmingsdatum: '03-05-2026' };
    expect(
      (await preview(whole, rowOf({ ...PERSON, ...APPLIED, ...WORKED, ...AGREED, ...other }))).preview,
    ).toMatchObject({ newApplications: 1, newWorkExperiences: 1, newConsents: 1 });
  });

  it.each(['ADMIN', 'RECRUITER'] as const)(
    'tells all of it to the built-in role %s, which may import',
    async (role) => {
      const answer = await preview(await world.builtIn(role), KNOWN);
      expect(answer.errors).toEqual([]);
      for (const count of COUNTS) expect(answer.preview[count], count).toEqual(expect.any(Number));
    },
  );

  it('does not tell whether people are there to who may not look at people', async () => {
    const who = await allBut('candidate:read');
    const stranger = { ...PERSON, Kandidaatnummer: 'K9', 'E-mail': 'k9@persoon.example' };
    const [known, unknown] = [await preview(who, rowOf(PERSON)), await preview(who, rowOf(stranger))];
    expect(refusedAt(known)).toEqual(COUNTS.map((count) => `${count} FORBIDDEN`).toSorted());
    expect(known.text).toBe(unknown.text);
    const { started, ended } = await importAs(who, rowOf({ ...stranger, Kandidaatnummer: 'K8' }));
    expect(refusedAt(started)).toEqual(ADDED.map((count) => `${count} FORBIDDEN`).toSorted());
    expect(new Set(refusedAt(ended))).toEqual(new Set(ADDED.map((count) => `${count} FORBIDDEN`)));
    expect(ended.text).not.toMatch(/Added":\d/);
  });

  it('does not tell by his records either whether somebody is there, to who may not look at people', async () => {
    const who = await allBut('candidate:read');
    const all = { ...PERSON, ...APPLIED, ...WORKED, ...AGREED };
    const [known, unknown] = [
      await preview(who, rowOf(all)),
      await preview(who, rowOf({ ...all, Kandidaatnummer: 'K9', 'E-mail': 'k9@persoon.example' })),
    ];
    expect(known.text).toBe(unknown.text);
  });

  it('brings nobody back who was erased, and tells only who may look at people that it was he (B13, D17)', async () => {
    const file = rowOf({ Kandidaatnummer: 'K30', Achternaam: 'Weg', 'E-mail': 'k30@persoon.example' });
    const nobody = rowOf({ Kandidaatnummer: 'K31', Achternaam: 'Weg', 'E-mail': 'k31@persoon.example' });
    const here = async () => {
      const named = sql<{ id: string }>`select id from candidate where last_name = 'Weg' and not anonymised`;
      return (await rows(world.product.workAs().em, named)).map(({ id }) => id);
    };
    // Somebody of his own: what one person may ask of imports in a while is limited.
    const other = await world.ownRole('every right, another one', EVERY_RIGHT);
    await importAs(other, file);
    const [candidateId] = await here();
    const admin = world.product.workAs(staffActor('ADMIN', [world.agencyId]));
    await anonymiseCandidate(admin, { candidateId: candidateId!, idempotencyKey: newId() });

    expect((await preview(other, file)).preview).toMatchObject({
      badRows: 1,
      problems: [{ line: 2, code: 'ERASED_BEFORE' }],
    });
    const who = await allBut('candidate:read');
    const [erased, unknown] = [await preview(who, file), await preview(who, nobody)];
    expect(erased.preview).toMatchObject({ rows: 1, badRows: 0, problems: [] });
    expect(erased.text).toBe(unknown.text);
    const [ofErased, ofUnknown] = [(await importAs(who, file)).ended, (await importAs(who, nobody)).ended];
    expect(ofErased.data!['node']).toEqual(ofUnknown.data!['node']);
    expect(await here()).toHaveLength(1);
  });

  it.each([
    ['Application.type', 'newApplications', 'applicationsAdded', { Vacature: 'V1' }],
    ['Application.appliedOn', 'newApplications', 'applicationsAdded', { Vacature: 'V1' }],
    ['WorkExperience.organisation', 'newWorkExperiences', 'workExperiencesAdded', WORKED],
    ['WorkExperience.function', 'newWorkExperiences', 'workExperiencesAdded', WORKED],
    ['WorkExperience.from', 'newWorkExperiences', 'workExperiencesAdded', WORKED],
    ['Consent.purpose', 'newConsents', 'consentsAdded', AGREED],
    ['Consent.givenAt', 'newConsents', 'consentsAdded', AGREED],
  ] as const)('counts no records by %s, where that is hidden', async (field, count, added, records) => {
    const who = await hiding(field);
    const [known, unknown] = [
      await preview(who, rowOf({ ...PERSON, ...records })),
      await preview(who, rowOf({ ...PERSON, ...records, Kandidaatnummer: 'K1', Vacature: 'V7', Werkgever: 'Elders', Toestemmingsdatum: '09-05-2026' })), // prettier-ignore
    ];
    expect(refusedAt(known)).toEqual([`${count} FORBIDDEN`]);
    expect(known.preview[count]).toBeNull();
    expect(unknown.preview[count]).toBeNull();
    const runs = await who.ask(RUN, { id: toGlobalId('ImportRun', newId()) });
    expect(runs.text).not.toMatch(new RegExp(`"${added}":\\d`));
    expect(refusedAt(runs)).toContain(`${added} FORBIDDEN`);
  });

  it.each([
    ['Candidate.emailPrivate', 'E-mail', 'k1@persoon.example', 'k9@persoon.example'],
    ['Candidate.personnelNumber', 'Personeelsnummer', 'P1', 'P9'],
    ['Candidate.birthDate', 'Geboortedatum', '01-02-1990', '02-02-1990'],
    ['Candidate.postcode', 'Postcode', '1234 AB', '1234 AC'],
  ] as const)('recognises nobody by %s, where that is hidden', async (field, heading, there, nowhere) => {
    const base = { Achternaam: 'Jansen', Geboortedatum: '01-02-1990', Postcode: '1234 AB' };
    const file = (given: Record<string, string>) => {
      const all = { ...base, ...given };
      return `${Object.keys(all).join(';')}\n${Object.values(all).join(';')}\n`;
    };
    await importAs(whole, file({ [heading]: there }));
    const who = await hiding(field);
    const [known, unknown] = [
      await preview(who, file({ [heading]: there })),
      await preview(who, file({ [heading]: nowhere })),
    ];
    expect(known.preview.columns.find((one) => one.heading === heading)).toMatchObject({
      field: null,
      ignored: 'FORBIDDEN',
    });
    expect(known.text).toBe(unknown.text);
  });

  it('is no search by BSN for who may not search by BSN (H9, D18)', async () => {
    const file = (bsn: string) => `Achternaam;E-mail;Bsn;Goedgekeurd op\nVisser;;${bsn};01-05-2026\n`;
    await importAs(whole, file('123456782'));
    expect((await preview(whole, file('123456782'))).preview).toMatchObject({ existingCandidates: 1 });
    const who = await allBut('bsn:reveal');
    const [known, unknown] = [await preview(who, file('123456782')), await preview(who, file('111222333'))];
    expect(known.preview.columns[2]).toMatchObject({ field: null, ignored: 'FORBIDDEN' });
    expect(known.text).toBe(unknown.text);
    expect(known.preview['existingCandidates']).toBe(0);
  });

  it('passes over free fields of whatever name for who may not change free fields (H6, C134)', async () => {
    const who = await allBut('change:Application.freeFields');
    const file = 'Kandidaatnummer;Achternaam;Vrij veld: Ploegendienst;Free field: Rijbewijs\nK20;Smit;ja;B\n';
    const { preview: shown } = await preview(who, file);
    expect(shown.columns.slice(2)).toEqual([
      { heading: 'Vrij veld: Ploegendienst', field: null, ignored: 'FORBIDDEN' },
      { heading: 'Free field: Rijbewijs', field: null, ignored: 'FORBIDDEN' },
    ]);
    expect(shown).toMatchObject({ newCandidates: 1, newApplications: 0 });
    await importAs(who, file);
    const held = () =>
      rows(
        world.product.workAs().em,
        sql`select a.free_fields from application a join candidate c on c.id = a.candidate_id where c.last_name = 'Smit'`,
      );
    expect(await held()).toEqual([]);
    await importAs(whole, file);
    expect(await held()).toEqual([{ free_fields: { Ploegendienst: 'ja', Rijbewijs: 'B' } }]);
  });

  it('fills no field that may not be changed, one after the other (H6)', async () => {
    // A role that may do everything, and change nothing but what tells who it is.
    const identity: RightName[] = ['change:Candidate.lastName', 'change:Candidate.emailPrivate'];
    const who = await world.ownRole('every deed, two fields', [...PERMISSIONS, ...identity]);
    const everything = (await whole.ask('{ personalDataFields { type field labelNl } }')).data!['personalDataFields'];
    const headings = (everything as { type: string; field: string }[])
      .filter(({ type }) => ['Candidate', 'Application', 'WorkExperience'].includes(type))
      .map(({ type, field }) => `${type}.${field}`);
    headings.push('Toestemming', 'Vacature', 'Vrij veld: Ploegendienst');
    const { preview: shown } = await preview(who, `${headings.join(';')}\n`);
    const filled = shown.columns.flatMap(({ field }) => (field === null ? [] : [field]));
    expect(filled).toEqual(['Candidate.lastName', 'Candidate.emailPrivate']);
    expect(shown.columns.length).toBeGreaterThan(60);
  });
});
