import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeAgency, makePerson } from '../../../test-kit/agency.ts';
import { startTestProduct, type TestProduct } from '../../../test-kit/index.ts';
import { staffActor } from '../../../test-kit/staff.ts';
import { rows, sql } from '../../platform/database/index.ts';
import { newId } from '../../platform/ids.ts';
import { LabelSchema } from '../organisation/index.ts';
import type { FieldName, StaffActor } from '../permissions/index.ts';
import { liveStatement, putStatementLive, saveStatementDraft } from '../privacy-statements/index.ts';
import { consentProof } from './consent-proof.ts';
import { ConsentSchema } from './consent.ts';
import { withdrawConsent } from './withdraw-consent.ts';

describe('the proof of what somebody agreed to (H20–H22)', () => {
  let product: TestProduct;
  let agencyId: string;
  let candidateId: string;
  let officer: StaffActor;

  beforeAll(async () => {
    product = await startTestProduct();
    agencyId = (await makeAgency(product)).id;
    candidateId = await makePerson(product, agencyId, {
      registeredOn: '2026-05-04',
      consent: true,
      lastName: 'Verwoerd',
    });
    officer = staffActor('PRIVACY_OFFICER', [agencyId]);
  });
  afterAll(() => product.stop());

  const proof = (who: StaffActor, id = candidateId) => consentProof(product.workAs(who), id, 'nl');
  async function textOf(who: StaffActor, id = candidateId): Promise<string> {
    const { content } = await proof(who, id);
    const { text } = await extractText(await getDocumentProxy(new Uint8Array(content)), { mergePages: true });
    return text.replace(/\s+/g, ' ');
  }
  const without = (...fields: readonly FieldName[]): StaffActor => ({
    ...officer,
    rights: { ...officer.rights, see: new Set([...officer.rights.see].filter((one) => !fields.includes(one))) },
  });
  const codeOf = (promise: Promise<unknown>) =>
    promise.then(
      () => undefined,
      (error: unknown) => (error as { code?: string }).code,
    );
  const reads = () =>
    rows<{ actor_id: string; subject_id: string; facts: object }>(
      product.workAs().em,
      sql`select actor_id, subject_id, facts from audit_entry where action = 'consent-proof.read' order by seq`,
    );

  it('says what, when and through which channel, under a name that says nothing about whose it is', async () => {
    const text = await textOf(officer);
    for (const part of ['Verwoerd', '4 mei 2026']) expect(text).toContain(part);
    expect((await proof(officer)).name).toBe('bewijs-toestemming.pdf');
  });

  it('has the whole text of the version that was shown, whatever came after it, what was agreed to, and what was taken back when', async () => {
    const em = product.orm.em.fork();
    const label = em.create(LabelSchema, { id: newId(), agencyId, name: 'Noorderlicht', slug: 'noorderlicht-bewijs' });
    await em.flush();
    const admin = product.workAs(staffActor('ADMIN', [agencyId]));
    const renew = async (body: string) => {
      const draft = await saveStatementDraft(admin, { labelId: label.id, language: 'nl', body, revision: null });
      await putStatementLive(admin, { statementId: draft.id, revision: 1 });
      return (await liveStatement(product.workAs(), label, 'nl'))!.edition;
    };
    const terms = '{termijnEnkeleVacature} of {termijnMeerdereVacatures}';
    const read = await renew(`Wij bewaren je gegevens ${terms}, en geven je telefoonnummer aan niemand door.`);
    const id = await makePerson(product, agencyId, { registeredOn: '2026-05-04', lastName: 'Terugnemer' });
    for (const purpose of ['PRIVACY_STATEMENT', 'OTHER_VACANCIES'] as const)
      await product.orm.em.fork().insert(ConsentSchema, {
        ...{ id: newId(), candidateId: id, purpose, givenAt: new Date('2026-05-04T14:05:00+02:00') },
        ...{ channel: 'CHECKIN_FORM', statementVersion: '1', statementEdition: read },
      });
    await renew(`Een nieuwere tekst: ${terms}.`);
    const before = await textOf(officer, id);
    expect(before.match(/Niet ingetrokken/g)).toHaveLength(2);
    product.clock.set('2026-06-09T08:30:00+02:00');
    await withdrawConsent(product.workAs(officer), { candidateId: id, purpose: 'OTHER_VACANCIES' });
    const text = await textOf(officer, id);
    for (const part of [
      'Privacystatement gelezen',
      'Mijn gegevens mogen worden gebruikt voor andere vacatures',
      'Gegeven op 4 mei 2026, 14:05',
      'Ingetrokken op 9 juni 2026, 08:30',
      'CheckIn-formulier',
      'Privacystatement, versie 1, Noorderlicht',
      'Privacystatement van Noorderlicht, versie 1',
      'Wij bewaren je gegevens 32 dagen',
      '730 dagen',
      'en geven je telefoonnummer aan niemand door.',
    ])
      expect(text).toContain(part);
    expect(text.match(/Niet ingetrokken/g)).toHaveLength(1);
    expect(text).not.toContain('Een nieuwere tekst');
    expect(text).not.toContain('{termijn');
  });

  it('leaves out a name that the role may not see (D17)', async () => {
    expect(await textOf(without('Candidate.lastName'))).not.toContain('Verwoerd');
  });

  it.each(['Consent.purpose', 'Consent.givenAt', 'Consent.statementVersion'] as const)(
    'is refused to who may not see %s, and leaves no entry',
    async (field) => {
      const before = (await reads()).length;
      expect(await codeOf(proof(without(field)))).toBe('FORBIDDEN');
      expect(await reads()).toHaveLength(before);
    },
  );

  it('of another agency’s person, or of one outside one’s unit, is refused as of nobody (S2)', async () => {
    const elsewhere = staffActor('ADMIN', [(await makeAgency(product)).id]);
    expect(await codeOf(proof(elsewhere))).toBe('NOT_FOUND');
    expect(await codeOf(proof({ ...officer, unitIds: [newId()] }))).toBe('NOT_FOUND');
    expect(await codeOf(proof(officer, newId()))).toBe('NOT_FOUND');
    expect(await codeOf(consentProof(product.workAs(), candidateId, 'nl'))).toBe('FORBIDDEN');
  });

  it('is in the audit trail, and isn’t given when that can’t be written down (B7, F18)', async () => {
    await proof(officer);
    expect((await reads()).at(-1)).toEqual({
      actor_id: officer.id,
      subject_id: candidateId,
      facts: { language: 'nl' },
    });
    const { em } = product.workAs();
    await rows(
      em,
      sql`alter table audit_entry add constraint no_proofs check (action <> 'consent-proof.read') not valid`,
    );
    try {
      await expect(proof(officer)).rejects.toThrow();
    } finally {
      await rows(em, sql`alter table audit_entry drop constraint no_proofs`);
    }
  });
});
