import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeAgency } from '../../../test-kit/agency.ts';
import { startTestProduct, type TestProduct } from '../../../test-kit/index.ts';
import { staffActor } from '../../../test-kit/staff.ts';
import { inRowScope, rows, sql } from '../../platform/database/index.ts';
import { saveLabel, type Label } from '../organisation/index.ts';
import type { StaffActor, Work } from '../permissions/index.ts';
import { RetentionPolicySchema } from '../retention/index.ts';
import { liveStatement, mustBeLive, publicLabel, statementOfEdition } from './live-statement.ts';
import { previewStatement } from './preview-statement.ts';
import { putStatementLive } from './put-statement-live.ts';
import { retentionOverview } from './retention-overview.ts';
import { saveStatementDraft } from './save-statement-draft.ts';
import { statementDifference } from './statement-difference.ts';

const TERMS = 'Eén: {termijnEnkeleVacature}. Meer: {termijnMeerdereVacatures}.';

describe('a privacy statement', () => {
  let product: TestProduct;
  let agencyId: string;
  let admin: StaffActor;
  let label: Label;
  let other: StaffActor;

  beforeAll(async () => {
    product = await startTestProduct('2026-06-01T10:00:00+02:00');
    agencyId = (await makeAgency(product)).id;
    admin = staffActor('ADMIN', [agencyId]);
    other = staffActor('ADMIN', [(await makeAgency(product)).id]);
    label = await newLabel('Noorderlicht', 'noorderlicht');
  });
  afterAll(() => product.stop());

  const as = <Result>(actor: StaffActor, deed: (work: Work) => Promise<Result>) =>
    inRowScope(
      () => actor,
      () => deed(product.workAs(actor)),
    );
  const newLabel = (name: string, slug: string, actor = admin) =>
    as(actor, (work) => saveLabel(work, { id: null, agencyId: actor.agencyIds[0]!, name, slug }));
  const save = (body: string, revision: number | null = null, of = label, actor = admin) =>
    as(actor, (work) => saveStatementDraft(work, { labelId: of.id, language: 'nl', body, revision }));
  const putLive = (statementId: string, revision: number, actor = admin) =>
    as(actor, (work) => putStatementLive(work, { statementId, revision }));
  const live = (of = label) => liveStatement(product.workAs(), of, 'nl');
  const makeLive = async (body: string, of = label) => {
    const draft = await save(body, null, of);
    return putLive(draft.id, draft.revision);
  };

  it('goes from draft to live, and is then what everybody reads, with an entry for each step (H12–H14)', async () => {
    const of = await newLabel('Stap', 'stap');
    const draft = await save(`# Wij\n\n${TERMS}`, null, of);
    expect(await live(of)).toBeUndefined();
    await putLive(draft.id, 1);
    expect(await live(of)).toMatchObject({ labelName: 'Stap', language: 'nl', version: 1 });
    const entries = await rows(
      product.orm.em.fork(),
      sql`select action, agency_id, facts from audit_entry where subject_id = ${draft.id} order by seq`,
    );
    expect(entries).toMatchObject([
      { action: 'privacy-statement.drafted', agency_id: agencyId, facts: { version: 1, language: 'nl' } },
      { action: 'privacy-statement.live', agency_id: agencyId, facts: { labelId: of.id, version: 1 } },
    ]);
  });

  it.each([
    ['the term of one vacancy', 'Wij bewaren {termijnMeerdereVacatures}.'],
    ['the term of several vacancies', 'Wij bewaren {termijnEnkeleVacature}.'],
    ['both, typed as numbers', 'Wij bewaren 32 of 730 dagen.'],
  ])('does not go live without %s (H18)', async (what, body) => {
    const of = await newLabel(what, `zonder-${String(what.length)}`);
    const draft = await save(body, null, of);
    await expect(putLive(draft.id, 1)).rejects.toMatchObject({ code: 'TERMS_MISSING', field: ['body'] });
    expect(await live(of)).toBeUndefined();
  });

  it('needs the term of a candidate too where the settings have another one (H19, H30)', async () => {
    const agency = await makeAgency(product, { candidateTermDays: 365 });
    const actor = staffActor('ADMIN', [agency.id]);
    const of = await newLabel('Eigen termijn', 'eigen-termijn', actor);
    const draft = await save(TERMS, null, of, actor);
    await expect(putLive(draft.id, 1, actor)).rejects.toMatchObject({ code: 'TERMS_MISSING' });
    await save(`${TERMS} Zonder vacature: {termijnKandidaat}.`, 1, of, actor);
    await putLive(draft.id, 2, actor);
    expect((await live(of))?.markdown).toContain('Zonder vacature: 365 dagen (1 jaar).');
  });

  it('tells the terms that the settings have, also when those change (H18, H19), and of each edition what it told', async () => {
    const agency = await makeAgency(product, { singleVacancyTermDays: 28, multipleVacanciesTermDays: 730 });
    const actor = staffActor('ADMIN', [agency.id]);
    const of = await newLabel('Termijnen', 'termijnen', actor);
    await putLive((await save(TERMS, null, of, actor)).id, 1, actor);
    const before = await live(of);
    expect(before?.markdown).toBe('Eén: 28 dagen. Meer: 730 dagen (2 jaar).');
    await product.orm.em
      .fork()
      .nativeUpdate(RetentionPolicySchema, { agencyId: agency.id }, { singleVacancyTermDays: 14 });
    expect((await live(of))?.markdown).toBe('Eén: 14 dagen. Meer: 730 dagen (2 jaar).');
    expect(await statementOfEdition(product.workAs(), before!.edition)).toMatchObject({
      markdown: 'Eén: 28 dagen. Meer: 730 dagen (2 jaar).',
      version: 1,
    });
    await expect(mustBeLive(product.workAs(), of, before!.edition)).rejects.toMatchObject({
      code: 'STATEMENT_CHANGED',
    });
  });

  it('never changes once it is live, whoever asks the database (H13)', async () => {
    const of = await newLabel('Vast', 'vast');
    const first = await makeLive(TERMS, of);
    const em = product.orm.em.fork();
    for (const change of [
      sql`update privacy_statement set body = 'anders' where id = ${first.id}`,
      sql`update privacy_statement set live_at = now() where id = ${first.id}`,
      sql`update privacy_statement set state = 'DRAFT' where id = ${first.id}`,
      sql`delete from privacy_statement where id = ${first.id}`,
    ])
      await expect(rows(em, change)).rejects.toThrow('stands as it was');
    await makeLive(`Nieuw. ${TERMS}`, of);
    await expect(rows(em, sql`update privacy_statement set body = 'anders' where id = ${first.id}`)).rejects.toThrow(
      'stands as it was',
    );
    const versions = await rows(
      em,
      sql`select version, state, body from privacy_statement where label_id = ${of.id} order by version`,
    );
    expect(versions).toEqual([
      { version: 1, state: 'REPLACED', body: TERMS },
      { version: 2, state: 'LIVE', body: `Nieuw. ${TERMS}` },
    ]);
  });

  it('is neither saved nor put live over what somebody else changed meanwhile', async () => {
    const of = await newLabel('Samen', 'samen');
    const draft = await save(`Eerste. ${TERMS}`, null, of);
    await save(`Tweede. ${TERMS}`, 1, of);
    await expect(save(`Derde. ${TERMS}`, 1, of)).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(save(`Derde. ${TERMS}`, null, of)).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(putLive(draft.id, 1)).rejects.toMatchObject({ code: 'CONFLICT' });
    const both = await Promise.allSettled([putLive(draft.id, 2), putLive(draft.id, 2)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  it('shows what changed between two versions, line by line', async () => {
    const of = await newLabel('Verschil', 'verschil');
    const one = await makeLive(`Gelijk.\n\nOud.\n\n${TERMS}`, of);
    const two = await save(`Gelijk.\n\nNieuw.\n\n${TERMS}`, null, of);
    expect(await as(admin, (work) => statementDifference(work, one.id, two.id))).toEqual([
      { kind: 'SAME', text: 'Gelijk.\n' },
      { kind: 'REMOVED', text: 'Oud.' },
      { kind: 'ADDED', text: 'Nieuw.' },
      { kind: 'SAME', text: `\n${TERMS}` },
    ]);
  });

  it('runs, loads and frames nothing, whatever its author typed (S14)', async () => {
    const body = [
      '# Kop',
      '<script>alert(1)</script><img src=x onerror="alert(1)"><iframe src="https://x.example"></iframe>',
      '[klik](javascript:alert(1)) [goed](https://goed.example) <a href="data:text/html,x" onclick="x()">hier</a>',
      '<style>body{display:none}</style><p style="position:fixed" class="x">tekst</p>',
    ].join('\n\n');
    const { html } = await as(admin, (work) => previewStatement(work, { labelId: label.id, language: 'nl', body }));
    expect(html).toContain('<h2>Kop</h2>');
    expect(html).toContain('<a href="https://goed.example" rel="noopener noreferrer nofollow">goed</a>');
    expect(html).not.toMatch(/script|<img|iframe|onerror|onclick|data:|style|class=/);
  });

  it('is refused when words between braces stand for nothing', async () => {
    await expect(save('Wij bewaren {termijnEnkel}.')).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      field: ['body'],
    });
  });

  it('of another agency is not there for who writes it, and is for who reads it (S2)', async () => {
    const of = await newLabel('Van mij', 'van-mij');
    const mine = await makeLive(TERMS, of);
    const theirs = async (deed: (work: Work) => Promise<unknown>) => as(other, deed);
    await expect(save(TERMS, null, of, other)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(putLive(mine.id, 1, other)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(theirs((work) => statementDifference(work, mine.id, mine.id))).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await theirs(async (work) => {
      const found = await publicLabel(work, 'van-mij');
      expect(await liveStatement(work, found!, 'en')).toMatchObject({ language: 'nl', version: 1 });
    });
  });

  it('is written and put live by nobody who is held to units: it is all of the agency that speaks', async () => {
    const held = { ...other, unitIds: [] };
    const theirs = await newLabel('Eenheid', 'eenheid', other);
    await expect(save(TERMS, null, theirs, held)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const draft = await save(TERMS, null, theirs, other);
    await expect(putLive(draft.id, 1, held)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(newLabel('Nog een', 'nog-een', held)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it.each([
    ['a space', 'met spatie'],
    ['a slash', 'a/b'],
    ['nothing', ''],
    ['what another label has', 'noorderlicht'],
  ])('has a label whose address is not %s', async (_, slug) => {
    await expect(newLabel('Adres', slug, other)).rejects.toMatchObject({ code: 'BAD_USER_INPUT', field: ['slug'] });
  });

  it('stands beside what is kept, how long and why, made from the settings and the declarations (B1)', async () => {
    const overview = await retentionOverview(product.workAs(), label);
    expect(overview.terms).toEqual([
      { basis: 'SINGLE_VACANCY', days: 32, ending: 'ANONYMISE' },
      { basis: 'MULTIPLE_VACANCIES', days: 730, ending: 'ANONYMISE' },
      { basis: 'CANDIDATE_NO_CONSENT', days: 32, ending: 'ANONYMISE' },
      { basis: 'CANDIDATE_CONSENT', days: 730, ending: 'ANONYMISE' },
    ]);
    const byKey = new Map(overview.categories.map((one) => [one.key, one]));
    expect(byKey.get('contact')).toMatchObject({
      afterwards: 'OVERWRITTEN',
      why: { nl: 'Om je te kunnen bereiken.' },
      fields: expect.arrayContaining([{ nl: 'Telefoon (Privé)', en: 'Telephone (private)' }]) as unknown,
    });
    expect(byKey.get('document')).toMatchObject({ afterwards: 'REMOVED', kept: [] });
    expect(byKey.get('personalia')).toMatchObject({
      afterwards: 'PARTLY_KEPT',
      kept: expect.arrayContaining([{ nl: 'Geboortedatum', en: 'Birth date' }]) as unknown,
    });
    expect(byKey.has('technical')).toBe(false);
  });

  it('says that nothing stays where the agency deletes (D3), and promises no mail that nobody sends', async () => {
    const set = (ending: string, singleEnding = ending) =>
      rows(product.workAs().em, sql`update retention_policy set candidate_ending = ${ending}, multiple_vacancies_ending = ${ending}, single_vacancy_ending = ${singleEnding} where agency_id = ${label.agencyId}`); // prettier-ignore
    await set('DELETE');
    const all = await retentionOverview(product.workAs(), label);
    expect(all.terms.every(({ ending }) => ending === 'DELETE')).toBe(true);
    expect(all.categories.every(({ afterwards, kept }) => afterwards === 'REMOVED' && kept.length === 0)).toBe(true);
    await set('DELETE', 'ANONYMISE');
    const some = await retentionOverview(product.workAs(), label);
    expect(some.terms.map(({ ending }) => ending)).toEqual(['ANONYMISE', 'DELETE', 'DELETE', 'DELETE']);
    expect(some.categories.some(({ kept }) => kept.length > 0)).toBe(true);
    await rows(product.workAs().em, sql`update contact_moment set active = false where agency_id = ${label.agencyId}`);
    expect(await retentionOverview(product.workAs(), label)).toMatchObject({ asksBefore: false });
    await set('ANONYMISE');
  });
});
