import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeAgency, makePerson } from '../../../test-kit/agency.ts';
import { startTestProduct, type TestProduct } from '../../../test-kit/index.ts';
import { staffActor } from '../../../test-kit/staff.ts';
import { inRowScope, rows, sql } from '../../platform/database/index.ts';
import { newId } from '../../platform/ids.ts';
import { openFileStore, type FileStore } from '../../platform/storage/file-store.ts';
import { LabelSchema, type Label } from '../organisation/index.ts';
import type { StaffActor, Work } from '../permissions/index.ts';
import { liveStatement, putStatementLive, saveStatementDraft } from '../privacy-statements/index.ts';
import { VacancySchema } from '../vacancies/index.ts';
import { confirmRegistration, requestToConfirm } from './confirm-registration.ts';
import { loadInvitation } from './checkin-invitation.resolver.ts';
import { cvExtension } from './cv-file.ts';
import type { FilledIn } from './filled-in.ts';
import { forgetUnconfirmed } from './forget-unconfirmed.ts';
import { inviteToCheckIn } from './invite-to-checkin.ts';
import { receiveCv } from './receive-cv.ts';
import { sendRegistration } from './send-registration.ts';
import { storeSentCvs } from './store-sent-cvs.ts';
import { findInvitation, takeUpInvitation } from './take-up-invitation.ts';
import { withdrawInvitation } from './withdraw-invitation.ts';

const PDF = Buffer.from('%PDF-1.7\n%%EOF');
const START = '2026-06-01T10:00:00+02:00';

describe('registering through a form (H15, H16, H23, H27, H28)', () => {
  let product: TestProduct;
  let agencyId: string;
  let recruiter: StaffActor;
  let label: Label;
  let vacancyId: string;
  let store: FileStore;
  let dir: string;
  let mayMail = true;
  const throttle = { countAddress: () => Promise.resolve(), mayMail: () => Promise.resolve(mayMail) };

  beforeAll(async () => {
    product = await startTestProduct(START);
    dir = await mkdtemp(join(tmpdir(), 'wisbaar-cvs-'));
    store = openFileStore({ storageUrl: pathToFileURL(dir).href, dataDir: dir });
    agencyId = (await makeAgency(product)).id;
    recruiter = staffActor('RECRUITER', [agencyId]);
    const em = product.orm.em.fork();
    label = em.create(LabelSchema, { id: newId(), agencyId, name: 'Noorderlicht', slug: 'noorderlicht' });
    await em.flush();
    vacancyId = newId();
    await product.orm.em.fork().insert(VacancySchema, { id: vacancyId, agencyId, reference: 'V-1', title: 'Planner' });
    await renew('Eerste');
  });
  afterAll(async () => {
    await product.stop();
    await rm(dir, { recursive: true, force: true });
  });

  async function renew(words: string): Promise<void> {
    const work = product.workAs(staffActor('ADMIN', [agencyId]));
    const body = `${words}: {termijnEnkeleVacature} of {termijnMeerdereVacatures}.`;
    const draft = await saveStatementDraft(work, { labelId: label.id, language: 'nl', body, revision: null });
    await putStatementLive(work, { statementId: draft.id, revision: 1 });
  }
  const filledIn = async (own: Partial<FilledIn> = {}): Promise<FilledIn> => ({
    callName: 'Sanne',
    namePrefix: null,
    lastName: 'Visser',
    email: `${newId()}@mail.example`,
    phone: null,
    otherVacancies: false,
    statementRead: true,
    statementEdition: (await liveStatement(product.workAs(), label, 'nl'))!.edition,
    ...own,
  });
  const send = async (own: Partial<FilledIn> = {}, rest: { vacancyId?: string; cvId?: string } = {}) => {
    const given = await filledIn(own);
    await sendRegistration(product.workAs(), throttle, {
      labelSlug: label.slug,
      language: 'nl',
      filledIn: given,
      vacancyId: rest.vacancyId ?? null,
      cvId: rest.cvId ?? null,
    });
    return given;
  };
  /** What is in the newest mail of a kind: as its reader would have it. */
  async function newestToken(kind: string): Promise<string> {
    const [mail] = await rows<{ id: string; link_sealed: Buffer }>(
      product.orm.em.fork(),
      sql`select id, link_sealed from outgoing_mail where kind = ${kind} order by queued_at desc, id desc limit 1`,
    );
    return product.secrets.open(mail!.link_sealed, { table: 'outgoing_mail', row: mail!.id, column: 'link_sealed' });
  }
  const confirmNewest = async () =>
    confirmRegistration(product.workAs(), await newestToken('REGISTRATION_CONFIRMATION'));
  const personOf = async (email: string) => {
    const [person] = await rows<Record<string, unknown>>(
      product.orm.em.fork(),
      sql`select id, registration_kind as kind, retention_basis as basis, retain_until::text as until, last_name, registered_on::text as since
          from candidate where email_private = ${email}`,
    );
    return person;
  };
  const consentsOf = (id: unknown) =>
    rows<Record<string, unknown>>(
      product.orm.em.fork(),
      sql`select purpose, channel, statement_version as version, statement_edition as edition from consent
          where candidate_id = ${id} order by purpose`,
    );
  const count = async (table: string) =>
    (await rows<{ n: number }>(product.orm.em.fork(), sql`select count(*)::int as n from ${sql.table(table)}`))[0]!.n;

  it('enters nobody before the mailbox has been confirmed, and then once (D19, S10)', async () => {
    const { email } = await send();
    expect(await personOf(email)).toBeUndefined();
    const token = await newestToken('REGISTRATION_CONFIRMATION');
    for (let times = 0; times < 5; times += 1)
      expect(await requestToConfirm(product.workAs(), token)).toMatchObject({ state: 'OPEN' });
    expect(await personOf(email)).toBeUndefined();
    const all = await Promise.allSettled([1, 2, 3].map(() => confirmRegistration(product.workAs(), token)));
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await rows(product.orm.em.fork(), sql`select from candidate where email_private = ${email}`)).toHaveLength(
      1,
    );
    expect(await requestToConfirm(product.workAs(), token)).toMatchObject({ state: 'UNKNOWN' });
  });

  it.each([
    ['with the box ticked is kept for two years (H24)', true, 'CANDIDATE_CONSENT', '2028-05-31'],
    ['without it for 32 days (H25)', false, 'CANDIDATE_NO_CONSENT', '2026-07-03'],
  ])('by a CheckIn form %s', async (_, otherVacancies, basis, until) => {
    const { email } = await send({ otherVacancies });
    await confirmNewest();
    expect(await personOf(email)).toMatchObject({ kind: 'CHECKIN_FORM', basis, until });
  });

  it.each([
    ['ticked', true, 'MULTIPLE_VACANCIES', '2028-05-31'],
    ['not ticked', false, 'SINGLE_VACANCY', '2026-07-03'],
  ])(
    'for a vacancy with the box %s has an application and its term (H33–H39)',
    async (_, otherVacancies, basis, until) => {
      const { email } = await send({ otherVacancies }, { vacancyId });
      await confirmNewest();
      const person = await personOf(email);
      expect(person).toMatchObject({ kind: 'RECRUIT_APPLICATION', basis, until });
      const applications = await rows(
        product.orm.em.fork(),
        sql`select vacancy_id, type, source from application where candidate_id = ${person!['id'] as string}`,
      );
      expect(applications).toEqual([{ vacancy_id: vacancyId, type: 'VACANCY', source: 'Noorderlicht' }]);
    },
  );

  it('notes which text was read, when it was sent and through which channel (H20–H22)', async () => {
    const { email, statementEdition } = await send({ otherVacancies: true }, { vacancyId });
    await confirmNewest();
    expect(await consentsOf((await personOf(email))!['id'])).toEqual([
      { purpose: 'OTHER_VACANCIES', channel: 'RECRUIT_FORM', version: '1', edition: statementEdition },
      { purpose: 'PRIVACY_STATEMENT', channel: 'RECRUIT_FORM', version: '1', edition: statementEdition },
    ]);
  });

  it('is refused when the text that was shown is no longer the one that is live', async () => {
    const { statementEdition } = await filledIn();
    await renew('Tweede');
    await expect(send({ statementEdition })).rejects.toMatchObject({ code: 'STATEMENT_CHANGED' });
    await expect(send({ statementEdition: 'verzonnen' })).rejects.toMatchObject({ code: 'STATEMENT_CHANGED' });
  });

  it.each([
    ['the statement unread', { statementRead: false }, 'statementRead'],
    ['no name', { callName: ' ' }, 'callName'],
    ['markup for a name', { lastName: '<b>x</b>' }, 'lastName'],
    ['no mail address', { email: 'geen adres' }, 'email'],
    ['a header in the address', { email: 'a@b.example\nBcc: c@d.example' }, 'email'],
    ['words for a telephone number', { phone: 'bel maar' }, 'phone'],
  ])('is refused with %s', async (_, own, field) => {
    await expect(send(own)).rejects.toMatchObject({ code: 'BAD_USER_INPUT', field: [field] });
  });

  it('does the same for whom the agency knows and whom it doesn’t, and then makes no second file (S6)', async () => {
    const email = 'bekend@mail.example';
    const known = await makePerson(product, agencyId, { registeredOn: '2026-05-20', email, lastName: 'Bekend' });
    const added: number[][] = [];
    for (const own of [{ email: 'BEKEND@mail.example', lastName: 'de BEKEND' }, { lastName: 'Nieuw' }]) {
      const before = [await count('registration_request'), await count('outgoing_mail'), await count('audit_entry')];
      await send({ ...own, otherVacancies: true }, { vacancyId });
      const after = [await count('registration_request'), await count('outgoing_mail'), await count('audit_entry')];
      added.push(after.map((n, index) => n - before[index]!));
      await confirmNewest();
    }
    expect(added).toEqual([
      [1, 1, 0],
      [1, 1, 0],
    ]);
    expect(await personOf(email)).toMatchObject({ id: known, last_name: 'Bekend', since: '2026-05-20' });
    expect(
      await rows(product.orm.em.fork(), sql`select from candidate where lower(email_private) = ${email}`),
    ).toHaveLength(1);
    expect(await consentsOf(known)).toHaveLength(2);
    const [application] = await rows(
      product.orm.em.fork(),
      sql`select vacancy_id from application where candidate_id = ${known}`,
    );
    expect(application).toEqual({ vacancy_id: vacancyId });
  });

  it('by who shares a mailbox with somebody makes a file of his own', async () => {
    const email = 'samen@mail.example';
    const registeredOn = '2026-05-20';
    const partner = await makePerson(product, agencyId, { registeredOn, email, lastName: 'Bakker', consent: false });
    const shop = await makePerson(product, agencyId, { registeredOn, email: null, lastName: 'Visser' });
    await rows(product.orm.em.fork(), sql`update candidate set email_work = ${email} where id = ${shop}`);
    const cvId = await receiveCv(product.workAs(), PDF);
    await send({ email, lastName: 'Visser', otherVacancies: true }, { cvId });
    await confirmNewest();
    await storeSentCvs(product.workAs({ kind: 'system', name: 'test' }), store);
    const people = await rows<{ id: string }>(
      product.orm.em.fork(),
      sql`select id from candidate where email_private = ${email} and last_name = 'Visser'`,
    );
    expect(people).toHaveLength(1);
    expect([await consentsOf(partner), await consentsOf(shop)]).toEqual([[], []]);
    const owners = await rows(product.orm.em.fork(), sql`select candidate_id as id from document where candidate_id = any(${[partner, shop, people[0]!.id]})`); // prettier-ignore
    expect(owners).toEqual(people);
  });

  it('is not there for a vacancy that is closed, or another agency’s', async () => {
    const other = (await makeAgency(product)).id;
    const [closed, theirs] = [newId(), newId()];
    const em = product.orm.em.fork();
    await em.insert(VacancySchema, { id: closed, agencyId, reference: 'V-2', title: 'Dicht', status: 'FILLED' });
    await em.insert(VacancySchema, { id: theirs, agencyId: other, reference: 'V-1', title: 'Van hen' });
    for (const id of [closed, theirs, newId()])
      await expect(send({}, { vacancyId: id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('becomes one with the agency where the vacancy was filled before it was confirmed (D14)', async () => {
    const filled = newId();
    const vacancy = { id: filled, agencyId, reference: 'V-3', title: 'Snel' };
    await product.orm.em.fork().insert(VacancySchema, vacancy);
    const { email } = await send({}, { vacancyId: filled });
    await product.orm.em.fork().nativeUpdate(VacancySchema, { id: filled }, { status: 'FILLED' });
    await confirmNewest();
    const { id } = (await personOf(email))!;
    expect(await rows(product.orm.em.fork(), sql`select vacancy_id, type from application where candidate_id = ${id}`)).toEqual([{ vacancy_id: null, type: 'OPEN' }]); // prettier-ignore
  });

  it('mails a mailbox no more than so often, and tells its sender nothing of that', async () => {
    const before = await count('outgoing_mail');
    mayMail = false;
    await send();
    mayMail = true;
    expect(await count('outgoing_mail')).toBe(before);
  });

  it('is forgotten with its CV when nobody confirms it within seven days', async () => {
    const cvId = await receiveCv(product.workAs(), PDF);
    const { email } = await send({}, { cvId });
    const token = await newestToken('REGISTRATION_CONFIRMATION');
    product.clock.set('2026-06-08T10:00:01+02:00');
    await expect(confirmRegistration(product.workAs(), token)).rejects.toMatchObject({ code: 'LINK_EXPIRED' });
    expect(await forgetUnconfirmed(product.workAs())).toBeGreaterThan(0);
    expect([await count('registration_request'), await count('sent_cv')]).toEqual([0, 0]);
    expect(await requestToConfirm(product.workAs(), token)).toMatchObject({ state: 'UNKNOWN' });
    expect(await personOf(email)).toBeUndefined();
    product.clock.set(START);
  });

  it('brings a CV to the documents, sealed until then', async () => {
    const cvId = await receiveCv(product.workAs(), PDF);
    const [row] = await rows<{ sealed: Buffer }>(
      product.orm.em.fork(),
      sql`select sealed from sent_cv where id = ${cvId}`,
    );
    expect(row!.sealed.toString('latin1')).not.toContain('PDF');
    const { email } = await send({}, { cvId });
    await expect(send({}, { cvId })).rejects.toMatchObject({ code: 'BAD_USER_INPUT', field: ['cvId'] });
    await confirmNewest();
    const system = product.workAs({ kind: 'system', name: 'test' });
    expect(await storeSentCvs(system, store)).toBe(1);
    const person = await personOf(email);
    const [document] = await rows<{ file_name: string; mime_type: string; storage_key: string; name: string }>(
      product.orm.em.fork(),
      sql`select d.file_name, d.mime_type, d.storage_key, t.name from document d join document_type t on t.id = d.document_type_id
          where d.candidate_id = ${person!['id']}`,
    );
    expect(document).toMatchObject({ file_name: 'cv.pdf', mime_type: 'application/pdf', name: 'CV' });
    expect(await count('sent_cv')).toBe(0);
  });

  it('loses no CV while the store is away, and none behind one that can’t be opened (F10)', async () => {
    const system = product.workAs({ kind: 'system', name: 'test' });
    const sent: string[] = [];
    for (let times = 0; times < 2; times += 1) {
      const cvId = await receiveCv(product.workAs(), PDF);
      sent.push(cvId);
      await send({}, { cvId });
      await confirmNewest();
    }
    const away = { ...store, put: () => Promise.reject(new Error('away')) } as FileStore;
    await expect(storeSentCvs(system, away)).rejects.toMatchObject({ code: 'FILES_UNAVAILABLE' });
    expect(await count('sent_cv')).toBe(2);
    const [broken, whole] = sent.toSorted();
    await rows(product.orm.em.fork(), sql`update sent_cv set sealed = substr(sealed, 1, 20) where id = ${broken!}`);
    await expect(storeSentCvs(system, store)).rejects.toThrow();
    const left = await rows<{ id: string }>(product.orm.em.fork(), sql`select id from sent_cv`);
    expect([left.map(({ id }) => id), whole]).toEqual([[broken], whole]);
    await rows(product.orm.em.fork(), sql`delete from sent_cv`);
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['a page', Buffer.from('<html><script>1</script></html>')],
    ['a program', Buffer.from('MZ\x90\x00')],
    ['a zip of something else', zip([['foto.jpg', 10]])],
    [
      'a Word document that unpacks to a gigabyte',
      zip([
        ['[Content_Types].xml', 10],
        ['word/document.xml', 1_000_000_000],
      ]),
    ],
    [
      'a Word document with a path in a name',
      zip([
        ['[Content_Types].xml', 10],
        ['word/document.xml', 10],
        ['../../etc/x', 1],
      ]),
    ],
    ['a file that is too large', Buffer.concat([PDF, Buffer.alloc(5 * 1024 * 1024)])],
  ])('takes no CV that is %s (S15)', (_, bytes) => {
    expect(() => cvExtension(bytes)).toThrow(
      expect.objectContaining({ code: 'BAD_USER_INPUT', field: ['cv'] }) as Error,
    );
  });
  it('takes a PDF and a Word document', () => {
    expect(cvExtension(PDF)).toBe('pdf');
    expect(
      cvExtension(
        zip([
          ['[Content_Types].xml', 10],
          ['word/document.xml', 10],
        ]),
      ),
    ).toBe('docx');
  });

  describe('by an invitation', () => {
    const as = <Result>(actor: StaffActor, deed: (work: Work) => Promise<Result>) =>
      inRowScope(
        () => actor,
        () => deed(product.workAs(actor)),
      );
    const invite = (email: string, actor = recruiter) =>
      as(actor, (work) => inviteToCheckIn(work, { labelId: label.id, email, language: 'nl' }));
    const takeUp = async (token: string, own: Partial<FilledIn> = {}) =>
      takeUpInvitation(product.workAs(), { token, language: 'nl', filledIn: await filledIn(own), cvId: null });

    it('is entered at once, with the address that was invited and no other (H27)', async () => {
      const { id } = await invite('Genodigd@mail.example');
      const token = await newestToken('CHECKIN_INVITATION');
      const [row] = await rows<{ link_hash: Buffer }>(
        product.orm.em.fork(),
        sql`select link_hash from checkin_invitation where id = ${id}`,
      );
      expect(row!.link_hash.toString()).not.toContain(token);
      for (let times = 0; times < 5; times += 1)
        expect(await findInvitation(product.workAs(), token)).toMatchObject({
          state: 'OPEN',
          email: 'genodigd@mail.example',
        });
      const both = await Promise.allSettled([takeUp(token, { email: 'ander@mail.example' }), takeUp(token)]);
      expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(await personOf('genodigd@mail.example')).toMatchObject({ kind: 'CHECKIN_INVITATION' });
      expect(await personOf('ander@mail.example')).toBeUndefined();
      expect(await findInvitation(product.workAs(), token)).toEqual({ state: 'USED' });
    });

    it('is of no use once it was withdrawn, has expired, or is not known', async () => {
      const { id } = await invite('weg@mail.example');
      const token = await newestToken('CHECKIN_INVITATION');
      await as(recruiter, (work) => withdrawInvitation(work, id));
      expect(await findInvitation(product.workAs(), token)).toEqual({ state: 'EXPIRED' });
      await expect(takeUp(token)).rejects.toMatchObject({ code: 'LINK_EXPIRED' });
      await expect(takeUp('onbekend')).rejects.toMatchObject({ code: 'LINK_UNKNOWN' });
      await invite('laat@mail.example');
      const late = await newestToken('CHECKIN_INVITATION');
      product.clock.set('2026-06-15T10:00:01+02:00');
      await expect(takeUp(late)).rejects.toMatchObject({ code: 'LINK_EXPIRED' });
      await forgetUnconfirmed(product.workAs());
      const left = await rows(
        product.orm.em.fork(),
        sql`select from checkin_invitation where email_sealed is not null`,
      );
      expect(left).toEqual([]);
      product.clock.set(START);
    });

    it('is there, for who is held to units, when he sent it himself (S2)', async () => {
      const unitIds = [newId()];
      const [here, there] = [1, 2].map(() => ({ ...staffActor('RECRUITER', [agencyId]), id: newId(), unitIds }));
      const { id } = await invite('deel@mail.example', here);
      await expect(as(there!, (work) => withdrawInvitation(work, id))).rejects.toMatchObject({ code: 'NOT_FOUND' });
      expect(await as(there!, (work) => loadInvitation(work, id))).toBeNull();
      expect(await as(here!, (work) => loadInvitation(work, id))).toMatchObject({ id });
      expect(await as(recruiter, (work) => loadInvitation(work, id))).toMatchObject({ id });
    });

    it('is sent by nobody of another agency (S2)', async () => {
      const other = staffActor('RECRUITER', [(await makeAgency(product)).id]);
      await expect(invite('wie@mail.example', other)).rejects.toMatchObject({ code: 'NOT_FOUND' });
      const { id } = await invite('wie@mail.example');
      await expect(as(other, (work) => withdrawInvitation(work, id))).rejects.toMatchObject({ code: 'NOT_FOUND' });
    });
  });

  it('tells who gave consent before, and not again, that it stands', async () => {
    const email = 'twee@mail.example';
    // The last one here, since time goes on in it.
    const told = async (otherVacancies: boolean, at: string) => {
      product.clock.set(at);
      await send({ email, otherVacancies });
      await confirmNewest();
      const [mail] = await rows<{ text: string }>(product.orm.em.fork(), sql`select text from outgoing_mail where kind = 'REGISTRATION_RECEIVED' order by queued_at desc, id desc limit 1`); // prettier-ignore
      return mail!.text;
    };
    expect(await told(false, '2026-06-02T10:00:00+02:00')).toContain('Je gaf geen toestemming');
    expect(await told(true, '2026-06-03T10:00:00+02:00')).toContain('Je gaf ons toestemming');
    expect(await told(false, '2026-06-04T10:00:00+02:00')).toContain('Je gaf ons toestemming');
    product.clock.set(START);
  });
});

/** A zip’s table of contents, with sizes as it claims them. */
function zip(entries: readonly (readonly [string, number])[]): Buffer {
  const list = entries.map(([name, unpacked]) => {
    const head = Buffer.alloc(46);
    head.writeUInt32LE(0x02014b50, 0);
    head.writeUInt32LE(unpacked, 24);
    head.writeUInt16LE(Buffer.byteLength(name), 28);
    return Buffer.concat([head, Buffer.from(name)]);
  });
  const start = Buffer.from('PK\x03\x04', 'latin1');
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(start.length, 16);
  return Buffer.concat([start, ...list, end]);
}
