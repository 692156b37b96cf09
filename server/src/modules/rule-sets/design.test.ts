import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeAgency, makePerson } from '../../../test-kit/agency.ts';
import { startTestProduct, type TestProduct } from '../../../test-kit/index.ts';
import { staffActor } from '../../../test-kit/staff.ts';
import { inRowScope, rows, sql } from '../../platform/database/index.ts';
import type { RuleSet } from '../selection-rules/index.ts';
import { designOf } from './design.ts';
import { designPdf } from './design-pdf.ts';
import { draftRuleSet, updateRuleSet } from './draft-rule-set.ts';

describe('the functional design (C12)', () => {
  let product: TestProduct;
  let agencyId: string;
  let set: RuleSet;
  beforeAll(async () => {
    product = await startTestProduct('2026-06-01T10:00:00+02:00');
    agencyId = (await makeAgency(product)).id;
    const work = product.workAs(staffActor('CONSULTANT', [agencyId]));
    const draft = await draftRuleSet(work, { name: 'Opschonen 2026', agencyIds: [agencyId] });
    set = await updateRuleSet(work, {
      id: draft.id,
      version: 1,
      name: draft.name,
      agencyIds: [agencyId],
      content: {
        ...draft.content,
        rules: [...draft.content.rules, { kind: 'NO_RECENT_CONTACT', parameters: { days: 200 } }],
      },
    });
    const person = await makePerson(product, agencyId, { registeredOn: '2026-05-01', lastName: 'Zonderling' });
    await rows(product.orm.em.fork(), sql`update candidate set blocked = true where id = ${person}`);
  });
  afterAll(() => product.stop());

  const text = async (language: 'nl' | 'en', role: 'ADMIN' | 'CONSULTANT' = 'ADMIN') => {
    const actor = staffActor(role, [agencyId]);
    // As the route asks for it: held to his rows by the database too (S3).
    const { content } = await inRowScope(
      () => actor,
      () => designPdf(product.workAs(actor), set.id, language),
    );
    return (await extractText(await getDocumentProxy(new Uint8Array(content)), { mergePages: true })).text;
  };

  it('says each rule as a sentence, the notice, today’s counts and the hash that is signed', async () => {
    const design = (await text('nl')).replaceAll(/\s+/g, ' ');
    expect(design).toContain('Opschonen 2026');
    expect(design).toContain('Iedereen met de status geblokkeerd.');
    expect(design).toContain('Geen personen met contacten in de laatste 200 dagen.');
    expect(design).toContain('14 dagen na het eerste bericht');
    expect(design).toContain('Op 1 juni 2026 zouden 1 kandidaten geselecteerd worden');
    expect(design.replaceAll(' ', '')).toContain(set.contentHash);
    expect(design).toContain('Handtekening');
  });

  it.each(['nl', 'en'] as const)('says the same on the screen as on paper (%s)', async (language) => {
    const design = await designOf(product.workAs(staffActor('ADMIN', [agencyId])), set, language);
    const paper = (await text(language)).replaceAll(/\s/g, '');
    const said = [
      design.title,
      design.name,
      ...design.about,
      ...design.sections.flatMap(({ heading, lines, items }) => [heading, ...lines, ...items]),
      design.sign.heading,
      ...design.sign.fields,
    ];
    expect(said.length).toBeGreaterThan(20);
    for (const line of said) expect(paper).toContain(line.replaceAll(/\s/g, ''));
  });

  it('is there in English too, and names nobody', async () => {
    const design = (await text('en', 'CONSULTANT')).replaceAll(/\s+/g, ' ');
    expect(design).toContain('Nobody with contacts in the last 200 days.');
    expect(design).not.toContain('Zonderling');
  });

  it('is only for who may read rules, in all of the set’s agencies', async () => {
    const as = (role: 'RECRUITER' | 'ADMIN', agencies: string[]) =>
      designPdf(product.workAs(staffActor(role, agencies)), set.id, 'nl');
    await expect(as('RECRUITER', [agencyId])).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(as('ADMIN', [(await makeAgency(product)).id])).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
