import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeAgency, makePerson } from '../../../test-kit/agency.ts';
import { startTestProduct, type TestProduct } from '../../../test-kit/index.ts';
import { staffActor } from '../../../test-kit/staff.ts';
import { rows, sql } from '../../platform/database/index.ts';
import type { Delivery, Letter, Post } from '../../platform/mail/index.ts';
import { newId } from '../../platform/ids.ts';
import { anonymiseCandidate, deleteCandidate } from '../anonymisation/index.ts';
import { sendQueuedMail } from '../outgoing-mail/index.ts';
import type { StaffActor } from '../permissions/index.ts';
import { confirmRecipientErasure } from './confirm-recipient-erasure.ts';
import { noteRecipient } from './note-recipient.ts';
import { noteTold } from './note-told.ts';
import { RecipientSchema } from './recipient.entity.ts';

/** Keeps the letters, as a mail server that takes everything, unless it is told otherwise. */
class Letters implements Post {
  readonly taken: Letter[] = [];
  constructor(private readonly delivery: Delivery = { outcome: 'SENT' }) {}
  deliver(letter: Letter): Promise<Delivery> {
    this.taken.push(letter);
    return Promise.resolve(this.delivery);
  }
}

describe('recipients of data (B14)', () => {
  let product: TestProduct;
  let agencyId: string;
  let recruiter: StaffActor;
  let admin: StaffActor;

  beforeAll(async () => {
    product = await startTestProduct();
    agencyId = (await makeAgency(product)).id;
    recruiter = staffActor('RECRUITER', [agencyId]);
    admin = staffActor('ADMIN', [agencyId]);
  });
  afterAll(() => product.stop());

  const person = (lastName = 'Ontvangst') => makePerson(product, agencyId, { registeredOn: '2026-05-01', lastName });
  const note = (candidateId: string, changes: object = {}) =>
    noteRecipient(product.workAs(recruiter), {
      ...{ candidateId, name: 'Opdrachtgever BV', contactEmail: 'hr@opdrachtgever.example' },
      ...{ groups: ['personalia', 'workExperience'], sentOn: '2026-05-20', ...changes },
    });
  const recipientsOf = (candidateId: string) =>
    product.orm.em.fork().find(RecipientSchema, { candidateId }, { orderBy: { id: 'asc' } });
  async function mails(post = new Letters()): Promise<Letter[]> {
    await sendQueuedMail(product.workAs({ kind: 'system', name: 'test' }), post, () => '', {
      onLetterSettled: noteTold,
    });
    return post.taken.filter(({ to }) => to === 'hr@opdrachtgever.example');
  }

  it('are noted with what went there, when and by whom', async () => {
    const id = await person();
    await note(id);
    expect(await recipientsOf(id)).toMatchObject([
      {
        ...{ kind: 'OTHER', name: 'Opdrachtgever BV', groups: ['personalia', 'workExperience'] },
        ...{ sentOn: '2026-05-20', notedBy: recruiter.id, toldAt: null, confirmedAt: null },
      },
    ]);
    const [entry] = await rows<{ action: string; facts: object }>(
      product.workAs().em,
      sql`select action, facts from audit_entry where subject_id = ${id}`,
    );
    expect(entry).toMatchObject({ action: 'recipient.noted', facts: { fields: 'personalia,workExperience' } });
    expect(JSON.stringify(entry)).not.toContain('Opdrachtgever');
  });

  it.each([
    ['name', { name: ' ' }],
    ['contactEmail', { contactEmail: 'niet een adres' }],
    ['groups', { groups: [] }],
    ['groups', { groups: ['personalia', 'technical'] }],
    ['sentOn', { sentOn: '2026-06-02' }],
  ])('are refused with a wrong %s: %j', async (field, changes) => {
    await expect(note(await person(), changes)).rejects.toMatchObject({ code: 'BAD_USER_INPUT', field: [field] });
  });

  it('are told when the person is anonymised, about whom and since when; nothing of him stands in the outbox (GDPR 19)', async () => {
    const id = await person('Van Dijk');
    await note(id);
    await anonymiseCandidate(product.workAs(admin), { candidateId: id, idempotencyKey: newId() });
    const waiting = await rows<{ row: string }>(
      product.workAs().em,
      sql`select m::text as row from outgoing_mail m where kind = 'RECIPIENT_ERASURE'`,
    );
    expect(waiting).toHaveLength(1);
    expect(waiting[0]!.row).not.toMatch(/Dijk|opdrachtgever/);
    expect(await recipientsOf(id)).toMatchObject([{ toldAt: null, tellState: 'WAITING' }]);
    const [letter, ...others] = await mails();
    expect(others).toEqual([]);
    expect(letter!.text).toContain('Sam Van Dijk');
    expect(letter!.text).toContain('20 mei 2026');
    expect(letter!.subject).not.toContain('Dijk');
    expect(await rows(product.workAs().em, sql`select 1 from outgoing_mail where kind = 'RECIPIENT_ERASURE'`)).toEqual(
      [],
    );
    expect(await recipientsOf(id)).toMatchObject([
      { name: 'Opdrachtgever BV', contactEmail: null, toldAt: product.clock.now(), tellState: null, confirmedAt: null },
    ]);
  });

  it('are told also when the person is deleted, which leaves no row of them', async () => {
    const id = await person('Van Dam');
    await note(id);
    await deleteCandidate(product.workAs(admin), { candidateId: id, idempotencyKey: newId() });
    expect((await mails()).map(({ text }) => text.includes('Sam Van Dam'))).toEqual([true]);
    expect(await recipientsOf(id)).toEqual([]);
  });

  it('are not mailed where no address is known, and say nothing of being told', async () => {
    const id = await person();
    await note(id, { contactEmail: null });
    await anonymiseCandidate(product.workAs(admin), { candidateId: id, idempotencyKey: newId() });
    expect(await mails()).toEqual([]);
    expect(await recipientsOf(id)).toMatchObject([{ toldAt: null, tellState: 'NO_ADDRESS' }]);
  });

  it.each([
    ['FAILED', { outcome: 'REFUSED', problem: 'SMTP_550' }],
    ['UNCLEAR', { outcome: 'UNCLEAR', problem: 'CUT_OFF' }],
  ] as const)(
    'are said not to be told when their letter ended %s, with nothing of the person',
    async (tellState, delivery) => {
      const id = await person('Van Delft');
      const { id: recipientId } = await note(id);
      await anonymiseCandidate(product.workAs(admin), { candidateId: id, idempotencyKey: newId() });
      await mails(new Letters(delivery));
      expect(await recipientsOf(id)).toMatchObject([{ toldAt: null, tellState, contactEmail: null }]);
      const [entry] = await rows<{ action: string; facts: object }>(
        product.workAs().em,
        sql`select action, facts from audit_entry where subject_id = ${id} order by seq desc limit 1`,
      );
      expect(entry).toEqual({ action: 'recipient.not-told', facts: { recipientId, problem: tellState } });
      expect(
        await rows(product.workAs().em, sql`select 1 from outgoing_mail where kind = 'RECIPIENT_ERASURE'`),
      ).toEqual([]);
    },
  );

  it('are told by what they were given alone: without personal details no name and no birth date', async () => {
    const letterOf = async (groups: string[]) => {
      const id = await makePerson(product, agencyId, { registeredOn: '2026-05-01', lastName: 'Verhulst' });
      await rows(product.orm.em.fork(), sql`update candidate set birth_date = '1990-05-04' where id = ${id}`);
      await note(id, { groups });
      await anonymiseCandidate(product.workAs(admin), { candidateId: id, idempotencyKey: newId() });
      const [letter] = await mails();
      return { id, text: letter!.text };
    };
    expect((await letterOf(['personalia', 'contact'])).text).toContain('Sam Verhulst, 4 mei 1990');
    const byMail = await letterOf(['contact']);
    expect(byMail.text).toContain(`${byMail.id}@person.example`);
    expect(byMail.text).not.toMatch(/Verhulst|1990/);
    const nameless = await letterOf(['workExperience']);
    expect(nameless.text).toContain('zonder zijn of haar naam');
    expect(nameless.text).not.toMatch(/Verhulst|1990|person\.example/);
  });

  it('are noted by nobody who may not see by what they would be told who it is (D17)', async () => {
    const see = new Set([...recruiter.rights.see].filter((field) => field !== 'Candidate.birthDate'));
    const blind: StaffActor = { ...recruiter, rights: { ...recruiter.rights, see } };
    const id = await person();
    const by = (groups: string[]) =>
      noteRecipient(product.workAs(blind), { candidateId: id, name: 'Opdrachtgever BV', groups, sentOn: '2026-05-20' });
    await expect(by(['personalia'])).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await by(['workExperience']);
  });

  it('have no name that points at the person, which would outlive him; who tries often is stopped (D8)', async () => {
    const guesser = staffActor('RECRUITER', [agencyId]);
    const id = await person('Zandstra');
    const guess = (name: string) =>
      noteRecipient(product.workAs(guesser), { candidateId: id, name, groups: ['personalia'], sentOn: '2026-05-20' });
    for (let attempt = 0; attempt < 10; attempt += 1)
      await expect(guess('Zandstra Beheer BV')).rejects.toMatchObject({ code: 'MEMO_TRACEABLE', field: ['name'] });
    await expect(guess('Opdrachtgever BV')).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    expect(await recipientsOf(id)).toEqual([]);
    const refused = await rows<{ entry: string }>(
      product.workAs().em,
      sql`select e::text as entry from audit_entry e where action = 'recipient.name-refused' and subject_id = ${id}`,
    );
    expect(refused).toHaveLength(10);
    expect(JSON.stringify(refused)).not.toContain('Zandstra');
  });

  it('are kept with their confirmation, once, after the person was anonymised', async () => {
    const id = await person();
    const { id: recipientId } = await note(id);
    await anonymiseCandidate(product.workAs(admin), { candidateId: id, idempotencyKey: newId() });
    product.clock.set('2026-06-09T09:00:00+02:00');
    const confirm = (actor = recruiter) => confirmRecipientErasure(product.workAs(actor), recipientId);
    const stranger = staffActor('ADMIN', [(await makeAgency(product)).id]);
    await expect(confirm(stranger)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await confirm();
    expect(await recipientsOf(id)).toMatchObject([{ confirmedAt: product.clock.now() }]);
    await expect(confirm()).rejects.toMatchObject({ code: 'CONFLICT' });
  });
});
