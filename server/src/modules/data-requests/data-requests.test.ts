import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeAgency, makePerson } from '../../../test-kit/agency.ts';
import { startTestProduct, type TestProduct } from '../../../test-kit/index.ts';
import { staffActor } from '../../../test-kit/staff.ts';
import { inTransaction, rows, sql } from '../../platform/database/index.ts';
import { toGlobalId } from '../../platform/graphql/index.ts';
import { newId } from '../../platform/ids.ts';
import { hashToken } from '../../platform/secrets.ts';
import { anonymiseCandidate, carryOutDueErasures, planErasures } from '../anonymisation/index.ts';
import { anonymiseMyData, erasureQuestion, keepMyData } from '../contact-moments/index.ts';
import type { FieldName, RequestContext, StaffActor } from '../permissions/index.ts';
import { placeHold } from '../retention/index.ts';
import { answerDataRequest } from './answer-data-request.ts';
import { DataRequestResolver } from './data-request.resolver.ts';
import { answerTemplate } from './answer-templates.ts';
import { DataRequestSchema, REQUEST_KINDS, type RequestKind } from './data-request.entity.ts';
import type { DataRequestFilter } from './data-request.type.ts';
import { extendDataRequest } from './extend-data-request.ts';
import { deadlineOf, extendedDeadlineOf } from './open-request.ts';
import { registerDataRequest } from './register-data-request.ts';

const START = '2026-06-01T10:00:00+02:00';

describe('requests of data subjects (B6)', () => {
  let product: TestProduct;
  let agencyId: string;
  let officer: StaffActor;

  beforeAll(async () => {
    product = await startTestProduct(START);
    agencyId = (await makeAgency(product)).id;
    officer = staffActor('PRIVACY_OFFICER', [agencyId]);
  });
  afterAll(() => product.stop());
  beforeEach(() => product.clock.set(START));

  const person = (sketch: object = {}) => makePerson(product, agencyId, { registeredOn: '2026-05-20', ...sketch });
  const register = (candidateId: string, changes: { kind?: RequestKind; receivedOn?: string } = {}) =>
    registerDataRequest(product.workAs(officer), { candidateId, kind: 'ACCESS', receivedOn: '2026-06-01', ...changes });
  const request = (id: string) => product.orm.em.fork().findOneOrFail(DataRequestSchema, { id });
  const requestsOf = (candidateId: string) =>
    product.orm.em.fork().find(DataRequestSchema, { candidateId }, { orderBy: { receivedOn: 'asc' } });
  const mailsTo = (candidateId: string) =>
    rows<{ subject: string; text: string }>(
      product.workAs().em,
      sql`select subject, text from outgoing_mail where candidate_id = ${candidateId} and kind = 'REQUEST_ANSWER' order by id`,
    );
  const extend = (id: string, reason = 'Er zijn veel stukken uit te zoeken', toldOtherwise = false) =>
    extendDataRequest(product.workAs(officer), { id, reason, toldOtherwise });
  const answer = (id: string, changes: object = {}) =>
    answerDataRequest(product.workAs(officer), {
      ...{ id, answer: 'GRANTED', subject: 'Je verzoek', text: 'Hallo {naam}, dit is het.', ...changes },
    });

  it.each([
    ['2026-06-01', '2026-07-01', '2026-09-01'],
    ['2026-01-31', '2026-02-28', '2026-04-30'],
    ['2028-01-31', '2028-02-29', '2028-04-30'],
    ['2028-02-29', '2028-03-29', '2028-05-29'],
    ['2026-11-30', '2026-12-30', '2027-02-28'],
    ['2026-03-28', '2026-04-28', '2026-06-28'],
    ['2026-12-15', '2027-01-15', '2027-03-15'],
  ])('received on %s are due on %s, and on %s when extended (F13)', (receivedOn, dueOn, extended) => {
    expect(deadlineOf(receivedOn)).toBe(dueOn);
    expect(extendedDeadlineOf(receivedOn)).toBe(extended);
  });

  it('count from the day on which they were received, not from when they were entered', async () => {
    const id = await register(await person(), { receivedOn: '2026-05-20' });
    expect(await request(id)).toMatchObject({
      state: 'OPEN',
      channel: 'STAFF',
      receivedOn: '2026-05-20',
      dueOn: '2026-06-20',
    });
    for (const receivedOn of ['2026-06-02', '2025-05-31'])
      await expect(register(await person(), { receivedOn })).rejects.toMatchObject({ field: ['receivedOn'] });
  });

  it('are not registered, extended, answered or given letters by who may not see what that tells (D17)', async () => {
    const id = await register(await person());
    const blindTo = (field: FieldName) => {
      const rights = { ...officer.rights, see: new Set([...officer.rights.see].filter((one) => one !== field)) };
      return { work: product.workAs({ ...officer, rights }), rights } as unknown as RequestContext;
    };
    const resolver = new DataRequestResolver();
    const given = await request(id);
    const candidateId = toGlobalId('Candidate', given.candidateId);
    const deeds: readonly [FieldName, (context: RequestContext) => Promise<unknown>][] = [
      ['DataRequest.kind', (context) => resolver.templates(given, context)],
      ['DataRequest.state', (context) => resolver.templates(given, context)],
      ...(['DataRequest.kind', 'DataRequest.state'] as const).map((field): (typeof deeds)[number] => [
        field,
        (context) => resolver.registerDataRequest({ candidateId, kind: 'ACCESS', receivedOn: '2026-06-01' }, context),
      ]),
      ...(['DataRequest.state', 'DataRequest.extendedAt'] as const).map((field): (typeof deeds)[number] => [
        field,
        (context) => resolver.extendDataRequest({ id: toGlobalId('DataRequest', id), reason: 'Veel stukken' }, context),
      ]),
    ];
    for (const [field, deed] of deeds)
      await expect((async () => deed(blindTo(field)))(), field).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(await request(id)).toMatchObject({ state: 'OPEN', extendedAt: null });
  });

  it('are one case of a kind at a time', async () => {
    const candidateId = await person();
    await register(candidateId);
    await expect(register(candidateId)).rejects.toMatchObject({ code: 'CONFLICT' });
    await register(candidateId, { kind: 'RECTIFICATION' });
    expect(await requestsOf(candidateId)).toHaveLength(2);
  });

  it('are another agency’s business alone', async () => {
    const id = await register(await person());
    const stranger = staffActor('ADMIN', [(await makeAgency(product)).id]);
    const work = product.workAs(stranger);
    await expect(extendDataRequest(work, { id, reason: 'Er zijn veel stukken' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await expect(answerDataRequest(work, { id, answer: 'GRANTED', subject: 'Ja', text: 'Ja' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('are extended once, within the month, with a reason that is mailed', async () => {
    const candidateId = await person();
    const id = await register(candidateId);
    await expect(extend(id, 'te kort')).rejects.toMatchObject({ field: ['reason'] });
    product.clock.set('2026-07-01T23:30:00+02:00');
    await extend(id);
    expect(await request(id)).toMatchObject({
      dueOn: '2026-09-01',
      extensionReason: 'Er zijn veel stukken uit te zoeken',
    });
    const [mail] = await mailsTo(candidateId);
    expect(mail!.text).toContain('Er zijn veel stukken uit te zoeken');
    expect(mail!.text).toContain('uiterlijk op 1 september 2026');
    await expect(extend(id)).rejects.toMatchObject({ code: 'CONFLICT' });
    const late = await register(await person(), { receivedOn: '2026-06-01' });
    product.clock.set('2026-07-02T00:30:00+02:00');
    await expect(extend(late)).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it('of whoever has no address are extended only by who has told him himself, which the trail says', async () => {
    const candidateId = await person({ email: null });
    const id = await register(candidateId);
    await expect(extend(id)).rejects.toMatchObject({ code: 'BAD_USER_INPUT', field: ['toldOtherwise'] });
    await extend(id, 'Er zijn veel stukken uit te zoeken', true);
    expect(await request(id)).toMatchObject({ dueOn: '2026-09-01' });
    const [entry] = await rows<{ facts: object }>(
      product.workAs().em,
      sql`select facts from audit_entry where subject_id = ${candidateId} and action = 'data-request.extended'`,
    );
    expect(entry!.facts).toMatchObject({ withoutAddress: true });
  });

  it('are listed with the open ones first, the most urgent on top, and found by the day they are due', async () => {
    const other = (await makeAgency(product)).id;
    const chief = staffActor('PRIVACY_OFFICER', [other]);
    const ask = async (receivedOn: string) =>
      registerDataRequest(product.workAs(chief), {
        ...{
          candidateId: await makePerson(product, other, { registeredOn: '2026-05-20' }),
          kind: 'ACCESS',
          receivedOn,
        },
      });
    const [late, oldest, closed] = [await ask('2026-05-30'), await ask('2026-05-10'), await ask('2026-05-01')];
    const text = { subject: 'Je verzoek', text: 'Dit is het.' };
    await answerDataRequest(product.workAs(chief), { id: closed, answer: 'GRANTED', ...text });
    const context = { work: product.workAs(chief), rights: chief.rights } as unknown as RequestContext;
    const found = async (filter?: DataRequestFilter) =>
      (await new DataRequestResolver().dataRequests({}, filter, context)).nodes().map(({ id }) => id);
    expect(await found()).toEqual([oldest, late, closed]);
    expect(await found({ dueBy: '2026-06-10' })).toEqual([oldest]);
  });

  it('are answered once, with the placeholders filled in, and the answer is kept', async () => {
    const candidateId = await person();
    const id = await register(candidateId);
    await answer(id);
    expect(await request(id)).toMatchObject({
      state: 'GRANTED',
      answer: 'Hallo Sam, dit is het.',
      answeredAt: new Date(START),
    });
    expect(await mailsTo(candidateId)).toEqual([{ subject: 'Je verzoek', text: 'Hallo Sam, dit is het.' }]);
    await expect(answer(id)).rejects.toMatchObject({ code: 'CONFLICT' });
    const trail = await rows<{ action: string; facts: object }>(
      product.workAs().em,
      sql`select action, facts from audit_entry where subject_id = ${candidateId} order by seq`,
    );
    expect(trail.map(({ action }) => action)).toEqual(['data-request.opened', 'data-request.answered']);
    expect(JSON.stringify(trail)).not.toContain('Sam');
  });

  const planOf = (candidateId: string) =>
    rows<{ due_on: string; requested: boolean }>(
      product.workAs().em,
      sql`select due_on::text, requested_at is not null as requested from erasure_plan where candidate_id = ${candidateId} and state = 'PLANNED'`,
    );

  it('to be erased, once granted, are done by the next daily sweep, whatever term he had (B6)', async () => {
    const candidateId = await person();
    const id = await register(candidateId, { kind: 'ERASURE' });
    await answer(id);
    expect(await planOf(candidateId)).toEqual([{ due_on: '2026-06-01', requested: true }]);
    await carryOutDueErasures(product.workAs({ kind: 'system', name: 'test' }), agencyId);
    expect(await requestsOf(candidateId)).toMatchObject([{ state: 'GRANTED', answer: 'xxx' }]);
    const [{ anonymised } = {}] = await rows<{ anonymised: boolean }>(
      product.workAs().em,
      sql`select anonymised from candidate where id = ${candidateId}`,
    );
    expect(anonymised).toBe(true);
  });

  it('to be erased are not granted while a hold stands in the way, nor where the back office leads (D7)', async () => {
    const [held, led] = [await person(), await person({ approvedOn: '2026-05-30' })];
    const reason = 'Er loopt een klacht bij de rechter';
    await placeHold(product.workAs(officer), { candidateId: held, reason, until: '2026-12-31' });
    for (const [candidateId, code] of [
      [held, 'RETENTION_HELD'],
      [led, 'HANDED_OVER'],
    ] as const) {
      const id = await register(candidateId, { kind: 'ERASURE' });
      await expect(answer(id), code).rejects.toMatchObject({ code, field: ['answer'] });
      expect(await mailsTo(candidateId)).toEqual([]);
      expect(await planOf(candidateId)).toEqual([]);
      await answer(id, { answer: 'REFUSED' });
      expect(await request(id)).toMatchObject({ state: 'REFUSED' });
    }
  });

  it('of whoever has no address are answered without a mail', async () => {
    const candidateId = await person({ email: null });
    const id = await register(candidateId);
    await answer(id, { answer: 'REFUSED' });
    expect(await request(id)).toMatchObject({ state: 'REFUSED' });
    expect(await mailsTo(candidateId)).toEqual([]);
  });

  it.each([
    ['subject', { subject: 'Twee\nregels' }],
    ['text', { text: ' ' }],
    ['text', { text: 'De reden is: [vul aan]' }],
  ])('are not answered with a wrong %s: %j', async (field, changes) => {
    await expect(answer(await register(await person()), changes)).rejects.toMatchObject({ field: [field] });
  });

  it('have a template for each kind and answer, in both languages', () => {
    for (const kind of REQUEST_KINDS)
      for (const given of ['GRANTED', 'REFUSED'] as const) {
        const [nl, en] = (['nl', 'en'] as const).map((language) => answerTemplate(kind, given, language));
        expect(nl!.text).toContain('{ontvangen}');
        expect(nl!.subject).not.toBe(en!.subject);
        expect(nl!.text).not.toBe(en!.text);
      }
  });

  /** Somebody under a hold, with a link to his question. */
  async function heldWithLink(): Promise<{ candidateId: string; token: string }> {
    const candidateId = await person({ registeredOn: '2026-05-01' });
    await planErasures(product.workAs({ kind: 'system', name: 'test' }), agencyId);
    const token = newId();
    await rows(
      product.orm.em.fork(),
      sql`insert into notice (id, plan_id, contact_moment_id, sent_on, link_hash)
          select ${newId()}, p.id, m.id, '2026-06-01', ${hashToken(token)} from erasure_plan p, contact_moment m
          where p.candidate_id = ${candidateId} and m.agency_id = ${agencyId}`,
    );
    const reason = 'Er loopt een klacht bij de rechter';
    await placeHold(product.workAs(officer), { candidateId, reason, until: '2026-12-31' });
    return { candidateId, token };
  }

  it('to be erased, asked in the portal while a hold stands in the way, are cases that the portal remembers (D7)', async () => {
    const { candidateId, token } = await heldWithLink();
    expect(await erasureQuestion(product.workAs(), token)).toMatchObject({ requestedOn: null });
    const ask = () => anonymiseMyData(product.workAs(), token);
    await expect(ask()).rejects.toMatchObject({ code: 'RETENTION_HELD' });
    product.clock.set('2026-06-03T10:00:00+02:00');
    await expect(ask()).rejects.toMatchObject({ code: 'RETENTION_HELD' });
    expect(await requestsOf(candidateId)).toMatchObject([
      { kind: 'ERASURE', channel: 'PORTAL', receivedOn: '2026-06-01', dueOn: '2026-07-01', refusedBecause: 'HELD' },
    ]);
    expect(await erasureQuestion(product.workAs(), token)).toMatchObject({
      refusal: 'HELD',
      requestedOn: '2026-06-01',
    });
  });

  it('to be erased are withdrawn when he chooses to be kept after all; what staff entered for him is theirs to answer', async () => {
    const { candidateId, token } = await heldWithLink();
    await expect(anonymiseMyData(product.workAs(), token)).rejects.toMatchObject({ code: 'RETENTION_HELD' });
    await register(candidateId);
    await keepMyData(product.workAs(), token);
    expect(new Map((await requestsOf(candidateId)).map(({ kind, state }) => [kind, state]))).toEqual(
      new Map([
        ['ERASURE', 'WITHDRAWN'],
        ['ACCESS', 'OPEN'],
      ]),
    );
    const trail = await rows<{ action: string }>(
      product.workAs().em,
      sql`select action from audit_entry where subject_id = ${candidateId} order by seq desc limit 2`,
    );
    expect(trail.map(({ action }) => action)).toEqual(['erasure.kept', 'data-request.withdrawn']);
    await register(candidateId, { kind: 'ERASURE' });
  });

  it('to be erased are noted without holding up the audit trail while somebody else has the plan', async () => {
    const { candidateId, token } = await heldWithLink();
    let asking: Promise<unknown> | undefined;
    await inTransaction(product.orm.em.fork(), async (em) => {
      await rows(em, sql`select from erasure_plan where candidate_id = ${candidateId} for update`);
      asking = anonymiseMyData(product.workAs(), token).catch((error: unknown) => error);
      const waiting = sql`select 1 from pg_locks where locktype = 'transactionid' and not granted`;
      while ((await rows(em, waiting)).length === 0) await pause(10);
      // The lock of the audit trail is free: whoever asks waits for the plan first.
      const [trail] = await rows<{ free: boolean }>(em, sql`select pg_try_advisory_xact_lock(7229013) as free`);
      expect(trail!.free).toBe(true);
    });
    expect(await asking).toMatchObject({ code: 'RETENTION_HELD' });
  });

  it('end with the person: what he asked has been done, or has nobody left to be answered to', async () => {
    const candidateId = await person();
    await register(candidateId, { kind: 'ERASURE' });
    const access = await register(candidateId);
    await extend(access);
    await anonymiseCandidate(product.workAs(officer), { candidateId, idempotencyKey: newId() });
    const left = await requestsOf(candidateId);
    expect(new Map(left.map(({ kind, state }) => [kind, state]))).toEqual(
      new Map([
        ['ERASURE', 'GRANTED'],
        ['ACCESS', 'LAPSED'],
      ]),
    );
    expect(left.find(({ kind }) => kind === 'ACCESS')).toMatchObject({ extensionReason: 'xxx', answer: null });
    await expect(register(candidateId)).rejects.toMatchObject({ code: 'ALREADY_ANONYMISED' });
  });
});
