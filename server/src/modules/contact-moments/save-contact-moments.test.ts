import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { allMailLeft, makeAgency, makePerson } from '../../../test-kit/agency.ts';
import { startTestProduct, type TestProduct } from '../../../test-kit/index.ts';
import { staffActor } from '../../../test-kit/staff.ts';
import { rows, sql } from '../../platform/database/index.ts';
import { newId } from '../../platform/ids.ts';
import { planErasures } from '../anonymisation/index.ts';
import { previewRetentionPolicy, updateRetentionPolicy } from '../retention/index.ts';
import type { SystemActor } from '../permissions/index.ts';
import type { NoticeWords } from '../selection-rules/index.ts';
import { DEFAULT_CONTACT_MOMENT } from './default-contact-moment.ts';
import { saveContactMoments } from './save-contact-moments.ts';
import { sendNotices } from './send-notices.ts';

const SYSTEM: SystemActor = { kind: 'system', name: 'test' };
const { active: _, ...words } = DEFAULT_CONTACT_MOMENT;
const FIRST: NoticeWords = words;
const OWN = { ...FIRST, subjectNl: 'Blijf je bij {bureau}?', bodyNl: 'Dag {naam}, {opDatum}: {anonimiseringLink}' };
const REMINDER = { ...OWN, name: 'Herinnering', daysAfterFirst: 7, subjectNl: 'Nog een week' };

describe('an agency’s own contact moments (C65–C70)', () => {
  let product: TestProduct;
  let agencyId: string;
  beforeAll(async () => {
    product = await startTestProduct();
  });
  afterAll(() => product.stop());
  beforeEach(async () => {
    product.clock.set('2026-06-01T10:00:00+02:00');
    agencyId = (await makeAgency(product, { daysFromNoticeToErasure: 14, autoEraseCandidates: true })).id;
  });

  const tell = <Row>(query: ReturnType<typeof sql<Row>>) => rows<Row>(product.orm.em.fork(), query);
  const admin = (agencies = [agencyId]) => product.workAs(staffActor('ADMIN', agencies));
  const save = (moments: NoticeWords[]) => saveContactMoments(admin(), agencyId, moments);
  /** Whose 32 days end on 15 June. */
  const person = () => makePerson(product, agencyId, { registeredOn: '2026-05-14' });
  const mailsTo = (candidateId: string) =>
    tell<{ subject: string; text: string }>(
      sql`select subject, text from outgoing_mail where candidate_id = ${candidateId} order by queued_at, id`,
    );
  const subjectsTo = async (candidateId: string) => (await mailsTo(candidateId)).map(({ subject }) => subject);
  async function round() {
    await planErasures(product.workAs(SYSTEM), agencyId);
    await sendNotices(product.workAs(SYSTEM), agencyId);
    await allMailLeft(product);
  }
  const stored = () =>
    tell<{ name: string; active: boolean }>(
      sql`select name, active from contact_moment where agency_id = ${agencyId} order by days_after_first, name`,
    );

  it('are worded by the agency itself, and mailed so (C66–C69)', async () => {
    await save([OWN]);
    const id = await person();
    await round();
    const [mail] = await mailsTo(id);
    expect(mail!.subject).toMatch(/^Blijf je bij Bureau /);
    expect(mail!.text).toContain('Dag Sam, op 15 juni 2026: {anonimiseringLink}');
  });

  it('can be several, each on its own day and each once, in whatever words (C65)', async () => {
    const id = await person();
    await round();
    await save([OWN, REMINDER]);
    await round();
    expect(await subjectsTo(id)).toEqual([FIRST.subjectNl]);
    product.clock.set('2026-06-08T10:00:00+02:00');
    await round();
    await round();
    expect(await subjectsTo(id)).toEqual([FIRST.subjectNl, 'Nog een week']);
  });

  it('that are left out take place no more; who had the one that another replaces is not told again', async () => {
    await save([OWN, REMINDER]);
    const id = await person();
    await round();
    await save([{ ...OWN, name: 'Andere naam', subjectNl: 'Andere woorden' }]);
    product.clock.set('2026-06-08T10:00:00+02:00');
    await round();
    expect(await subjectsTo(id)).toHaveLength(1);
    expect(await stored()).toEqual([
      { name: 'Andere naam', active: true },
      { name: 'Vooraankondiging', active: false },
      { name: 'Herinnering', active: false },
    ]);
    await save([OWN]);
    expect((await stored()).filter(({ active }) => active)).toEqual([{ name: 'Vooraankondiging', active: true }]);
  });

  it.each([
    ['moments', []],
    ['moments', [{ ...OWN, daysAfterFirst: 1 }]],
    ['moments', [OWN, { ...REMINDER, name: OWN.name.toUpperCase() }]],
    ['moments.0.name', [{ ...OWN, name: ' ' }]],
    ['moments.0.bodyNl', [{ ...OWN, bodyNl: 'Zonder koppeling' }]],
    ['moments.0.bodyEn', [{ ...OWN, bodyEn: 'Without a link' }]],
    ['moments.0.subjectEn', [{ ...OWN, subjectEn: 'Dear {name}' }]],
    ['moments.0.bodyNl', [{ ...OWN, bodyNl: '{anonimiseringLink} {nam}' }]],
    ['moments.0.bodyNl', [{ ...OWN, bodyNl: '{anonimiseringLink} { naam }' }]],
    ['moments.0.bodyNl', [{ ...OWN, bodyNl: '{anonimiseringLink} {}' }]],
    ['moments.0.bodyEn', [{ ...OWN, bodyEn: '{anonimiseringLink} {naam, bureau}' }]],
    // It would stand in every list of mails.
    ['moments.0.subjectNl', [{ ...OWN, subjectNl: 'Klik op {anonimiseringLink}' }]],
    // The end would come before it.
    ['moments.1.daysAfterFirst', [OWN, { ...REMINDER, daysAfterFirst: 15 }]],
  ])('are refused at %s when they can’t be mailed so, and the old ones stay', async (path, moments) => {
    await expect(save(moments)).rejects.toMatchObject({ code: 'BAD_USER_INPUT', field: [path] });
    expect(await stored()).toEqual([{ name: 'Vooraankondiging', active: true }]);
  });

  it('keep their day: a notice that would be shorter than the last of them is refused, also in the preview', async () => {
    await save([OWN, REMINDER]);
    const shorten = (daysFromNoticeToErasure: number) =>
      previewRetentionPolicy(admin(), agencyId, { daysFromNoticeToErasure });
    const refusal = { code: 'NOTICE_TOO_SHORT', field: ['daysFromNoticeToErasure'] };
    await expect(shorten(6)).rejects.toMatchObject(refusal);
    const { mark } = await shorten(7);
    await expect(updateRetentionPolicy(admin(), agencyId, { daysFromNoticeToErasure: 6 }, mark)).rejects.toMatchObject(
      refusal,
    );
    await updateRetentionPolicy(admin(), agencyId, { daysFromNoticeToErasure: 7 }, mark);
    await expect(save([OWN, { ...REMINDER, daysAfterFirst: 8 }])).rejects.toMatchObject({
      field: ['moments.1.daysAfterFirst'],
    });
    await save([OWN]);
    expect(await shorten(1)).toBeDefined();
  });

  it('never outlast a notice that is shortened at the same time', async () => {
    const { mark } = await previewRetentionPolicy(admin(), agencyId, { daysFromNoticeToErasure: 5 });
    const both = await Promise.allSettled([
      save([OWN, REMINDER]),
      updateRetentionPolicy(admin(), agencyId, { daysFromNoticeToErasure: 5 }, mark),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  it('are changed by who may, of his own agency, and all of it', async () => {
    const other = (await makeAgency(product)).id;
    await expect(saveContactMoments(admin(), other, [OWN])).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const held = { ...staffActor('ADMIN', [agencyId]), unitIds: [newId()] };
    await expect(saveContactMoments(product.workAs(held), agencyId, [OWN])).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });

  it('leave in the trail how many there are, and none of their words', async () => {
    await save([OWN, REMINDER]);
    const entries = await tell<{ facts: object }>(
      sql`select facts from audit_entry where action = 'contact-moments.saved' and subject_id = ${agencyId}`,
    );
    expect(entries).toEqual([{ facts: { moments: 2, lastAfterDays: 7 } }]);
  });
});
