import { createHmac } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeAgency, makePerson } from '../../../test-kit/agency.ts';
import { startTestProduct, type TestProduct } from '../../../test-kit/index.ts';
import { staffActor } from '../../../test-kit/staff.ts';
import { startReceiver, type Receiver } from '../../../test-kit/webhook-receiver.ts';
import { inTransaction, rows, sql } from '../../platform/database/index.ts';
import { toGlobalId } from '../../platform/graphql/index.ts';
import { newId } from '../../platform/ids.ts';
import { hashToken } from '../../platform/secrets.ts';
import { anonymiseCandidate, carryOutDueErasures, planErasures } from '../anonymisation/index.ts';
import { CandidateSchema, sealBsn } from '../candidates/index.ts';
import { anonymiseMyData, erasureQuestion, sendNotices } from '../contact-moments/index.ts';
import { registerDataRequest } from '../data-requests/index.ts';
import type { ApiClientActor, StaffActor, SystemActor } from '../permissions/index.ts';
import { RecipientSchema } from '../recipients/index.ts';
import { placeHold } from '../retention/index.ts';
import { approveCandidate } from './approve-candidate.ts';
import { deliverHandOvers } from './deliver-hand-overs.ts';
import { HandOverSchema, type HandOverKind } from './hand-over.entity.ts';
import { postSigned } from './post-signed.ts';
import { carryOutCleanUps, reportCleanUp } from './report-clean-up.ts';
import { reportAfasProfit } from './report-afas-profit.ts';
import { retryHandOver } from './retry-hand-over.ts';
import { saveBackOffice } from './save-back-office.ts';

const SYSTEM: SystemActor = { kind: 'system', name: 'test' };
const HERE = { http: true, intranet: true };
const START = '2026-06-01T12:00:00+02:00';

describe('the hand-over to the back office (H40, H41, D20)', () => {
  let product: TestProduct;
  let receiver: Receiver;
  let agencyId: string;
  let admin: StaffActor;
  let program: ApiClientActor;
  let secret: string;

  beforeAll(async () => {
    product = await startTestProduct(START);
    receiver = await startReceiver();
    agencyId = (await makeAgency(product, { autoEraseCandidates: true })).id;
    admin = staffActor('ADMIN', [agencyId]);
    const { rights, agencyIds, unitIds } = staffActor('BACK_OFFICE', [agencyId]);
    program = { kind: 'api-client', id: newId(), rights, agencyIds, unitIds };
    secret = (await save())!;
  });
  afterAll(async () => {
    await receiver.stop();
    await product.stop();
  });
  beforeEach(async () => {
    product.clock.set(START);
    Object.assign(receiver, { status: 200, answer: '', before: () => Promise.resolve() });
    await deliver();
    receiver.heard.splice(0);
  });

  const save = (changes: object = {}, reach = HERE) =>
    saveBackOffice(
      product.workAs(admin),
      { agencyId, name: 'FlexService', url: receiver.url, active: true, renewSecret: false, ...changes },
      reach,
    );
  const deliver = () => deliverHandOvers(product.workAs(SYSTEM), HERE);
  const person = (sketch: object = {}) => makePerson(product, agencyId, { registeredOn: '2026-05-01', ...sketch });
  const approve = (id: string) => approveCandidate(product.workAs(admin), id);
  const candidate = (id: string) => product.orm.em.fork().findOneOrFail(CandidateSchema, { id });
  const message = (candidateId: string, kind: HandOverKind = 'CANDIDATE') =>
    product.orm.em.fork().findOneOrFail(HandOverSchema, { candidateId, kind });
  const trail = (subjectId: string) =>
    rows<{ action: string; facts: Record<string, unknown> }>(
      product.workAs().em,
      sql`select action, facts from audit_entry where subject_id = ${subjectId} order by seq`,
    );
  const later = (minutes: number) =>
    product.clock.set(new Date(product.clock.now().getTime() + minutes * 60_000).toISOString());
  /** A candidate with a mailed link, as the daily sweep makes one. */
  async function withLink(): Promise<{ id: string; token: string }> {
    const id = await person();
    await planErasures(product.workAs(SYSTEM), agencyId);
    const token = newId();
    const moment = newId();
    await rows(
      product.orm.em.fork(),
      sql`insert into notice (id, plan_id, contact_moment_id, sent_on, link_hash)
          select ${moment}, p.id, m.id, '2026-06-01', ${hashToken(token)} from erasure_plan p, contact_moment m
          where p.candidate_id = ${id} and m.agency_id = ${agencyId}`,
    );
    return { id, token };
  }

  it('sends whoever is approved, signed so that the receiver knows by whom and when, and with what payroll needs alone', async () => {
    const id = await person({ lastName: 'De Wit' });
    await product.orm.em.fork().nativeUpdate(
      CandidateSchema,
      { id },
      {
        ...sealBsn(product.secrets, id, '123456782'),
        memo: 'Houdt niet van nachtdienst',
        nationality: 'Nederlandse',
      },
    );
    await approve(id);
    expect(await deliver()).toBe(1);
    const [heard] = receiver.heard;
    const { kind, state, doneAt } = await message(id);
    expect({ kind, state, doneAt }).toEqual({ kind: 'CANDIDATE', state: 'DONE', doneAt: new Date(START) });
    expect(JSON.parse(heard!.body)).toEqual({
      event: 'candidate.approved',
      deliveryId: (await message(id)).id,
      agencyId: toGlobalId('Agency', agencyId),
      candidateId: toGlobalId('Candidate', id),
      approvedOn: '2026-06-01',
      candidate: { lastName: 'De Wit', callName: 'Sam', emailPrivate: `${id}@person.example`, bsn: '123456782' },
    });
    const seconds = String(Date.parse(START) / 1_000);
    const mac = createHmac('sha256', secret).update(`${seconds}.${heard!.body}`).digest('hex');
    expect(heard!.headers).toMatchObject({
      'wisbaar-signature': `t=${seconds},v1=${mac}`,
      'wisbaar-delivery': (await message(id)).id,
      'wisbaar-event': 'candidate.approved',
    });
    expect(await product.orm.em.fork().find(RecipientSchema, { candidateId: id })).toMatchObject([
      { kind: 'BACK_OFFICE', name: 'FlexService', sentOn: '2026-06-01', notedBy: null, confirmedAt: null },
    ]);
    const [, delivered] = await trail(id);
    expect(delivered).toMatchObject({ action: 'hand-over.delivered', facts: { attempts: 1, message: 'CANDIDATE' } });
    expect(String(delivered!.facts['fields']).split(',')).toEqual(expect.arrayContaining(['lastName', 'bsn']));
    expect(JSON.stringify(await trail(id))).not.toContain('De Wit');
  });

  it('never leaves before the approval is committed', async () => {
    const id = await person();
    const work = product.workAs(SYSTEM);
    let approving: Promise<void> | undefined;
    await inTransaction(work.em, async (em) => {
      // The lock of the audit trail: the approval waits for it, with its message stored and nothing committed.
      await rows(em, sql`select pg_advisory_xact_lock(7229013)`);
      approving = approve(id);
      const waiting = sql`select 1 from pg_locks where locktype = 'advisory' and not granted`;
      while ((await rows(em, waiting)).length === 0) await pause(10);
      expect(await deliver()).toBe(0);
    });
    await approving;
    expect(await deliver()).toBe(1);
  });

  it('stores nothing of the person in what waits', async () => {
    const id = await person({ lastName: 'Waterman' });
    await approve(id);
    const [row] = await rows<{ text: string }>(
      product.workAs().em,
      sql`select h::text as text from hand_over h where candidate_id = ${id}`,
    );
    expect(row!.text).not.toContain('Waterman');
  });

  it('takes whoever is approved out of his term, his plan and his notices (H41)', async () => {
    const { id } = await withLink();
    await approve(id);
    expect(await candidate(id)).toMatchObject({ approvedOn: '2026-06-01', retainUntil: null });
    const plans = await rows(product.workAs().em, sql`select state from erasure_plan where candidate_id = ${id}`);
    expect(plans).toEqual([{ state: 'CANCELLED' }]);
    product.clock.set('2028-01-01T03:00:00+01:00');
    await planErasures(product.workAs(SYSTEM), agencyId);
    await sendNotices(product.workAs(SYSTEM), agencyId);
    await carryOutDueErasures(product.workAs(SYSTEM), agencyId);
    expect((await candidate(id)).anonymised).toBe(false);
    await expect(
      anonymiseCandidate(product.workAs(admin), { candidateId: id, idempotencyKey: newId() }),
    ).rejects.toMatchObject({ code: 'HANDED_OVER' });
  });

  it('refuses whoever was approved already, and an agency without a back office', async () => {
    const id = await person();
    await approve(id);
    await expect(approve(id)).rejects.toMatchObject({ code: 'HANDED_OVER' });
    const other = (await makeAgency(product)).id;
    const stranger = await makePerson(product, other, { registeredOn: '2026-05-01' });
    await expect(approve(stranger)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(approveCandidate(product.workAs(staffActor('ADMIN', [other])), stranger)).rejects.toMatchObject({
      code: 'BACK_OFFICE_MISSING',
    });
  });

  it('tries again after longer and longer, under the same number, until it has arrived', async () => {
    const id = await person();
    await approve(id);
    receiver.status = 503;
    await deliver();
    expect(await message(id)).toMatchObject({ state: 'QUEUED', attempts: 1, problem: 'HTTP_503' });
    expect(await deliver()).toBe(0);
    expect(receiver.heard).toHaveLength(1);
    later(1);
    await deliver();
    later(4);
    await deliver();
    expect(receiver.heard).toHaveLength(2);
    later(1);
    receiver.status = 204;
    expect(await deliver()).toBe(1);
    expect(new Set(receiver.heard.map(({ headers }) => headers['wisbaar-delivery'])).size).toBe(1);
    expect(await message(id)).toMatchObject({ state: 'DONE', attempts: 3, problem: null });
  });

  it('fails after five days, and is sent again by hand', async () => {
    const id = await person();
    await approve(id);
    receiver.status = 302;
    for (let day = 0; day < 12; day += 1) {
      await deliver();
      later(1_440);
    }
    expect(await message(id)).toMatchObject({ state: 'FAILED', attempts: 11, problem: 'HTTP_302' });
    expect(receiver.heard.every(({ body }) => body.length > 0)).toBe(true);
    const asked = receiver.heard.length;
    await deliver();
    expect(receiver.heard).toHaveLength(asked);
    receiver.status = 200;
    const { id: handOverId } = await message(id);
    await expect(
      retryHandOver(product.workAs(staffActor('ADMIN', [(await makeAgency(product)).id])), handOverId),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await retryHandOver(product.workAs(admin), handOverId);
    await deliver();
    expect(await message(id)).toMatchObject({ state: 'DONE' });
    await expect(retryHandOver(product.workAs(admin), handOverId)).rejects.toMatchObject({ code: 'CONFLICT' });
    expect((await trail(id)).map(({ action }) => action)).toEqual([
      'candidate.approved',
      'hand-over.failed',
      'hand-over.retried',
      'hand-over.delivered',
    ]);
  });

  it('is sent again when the process that sent it died, once its lease is over', async () => {
    const id = await person();
    await approve(id);
    await rows(
      product.workAs().em,
      sql`update hand_over set state = 'SENDING', attempts = 1, next_attempt_at = '2026-06-01T12:05:00+02:00' where candidate_id = ${id}`,
    );
    expect(await deliver()).toBe(0);
    later(5);
    expect(await deliver()).toBe(1);
    expect(await message(id)).toMatchObject({ state: 'DONE', attempts: 2 });
  });

  it('is sent once by two workers at the same time', async () => {
    const ids = await Promise.all(Array.from({ length: 4 }, () => person()));
    for (const id of ids) await approve(id);
    await Promise.all([deliver(), deliver(), deliver()]);
    const numbers = receiver.heard.map(({ headers }) => headers['wisbaar-delivery']);
    expect(numbers).toHaveLength(4);
    expect(new Set(numbers).size).toBe(4);
  });

  it('does not go where the installation may not: a receiver on our own network, or without https', async () => {
    const message = {
      url: receiver.url,
      secrets: [secret],
      deliveryId: newId(),
      event: 'candidate.approved',
      body: '{}',
      at: product.clock.now(),
    };
    expect(await postSigned(message, { http: true, intranet: false })).toEqual({
      arrived: false,
      problem: 'ADDRESS_REFUSED',
    });
    const byName = { ...message, url: receiver.url.replace('127.0.0.1', 'localhost') };
    expect(await postSigned(byName, { http: true, intranet: false })).toEqual({
      arrived: false,
      problem: 'ADDRESS_REFUSED',
    });
    expect(receiver.heard).toEqual([]);
    for (const url of ['http://flexservice.example/in', 'ftp://flexservice.example', 'https://a:b@flexservice.example', 'https://127.0.0.1/in'])
      await expect(save({ url }, { http: false, intranet: false }), url).rejects.toMatchObject({ code: 'BAD_USER_INPUT', field: ['url'] }); // prettier-ignore
  });

  it('gives up on a receiver that hangs, and on one that is not there, and says so by a code', async () => {
    const message = {
      url: receiver.url,
      secrets: [secret],
      deliveryId: newId(),
      event: 'candidate.approved',
      body: '{}',
      at: product.clock.now(),
    };
    receiver.before = () => new Promise(() => undefined);
    expect(await postSigned(message, HERE, 100)).toEqual({ arrived: false, problem: 'TIMEOUT' });
    const gone = await startReceiver();
    await gone.stop();
    expect(await postSigned({ ...message, url: gone.url }, HERE)).toEqual({ arrived: false, problem: 'UNREACHABLE' });
  });

  it('waits while the back office is switched off, and goes on when it is on again', async () => {
    const id = await person();
    await approve(id);
    await save({ active: false });
    expect(await deliver()).toBe(0);
    await expect(approve(await person())).rejects.toMatchObject({ code: 'BACK_OFFICE_MISSING' });
    expect(await save()).toBeUndefined();
    expect(await deliver()).toBe(1);
  });

  /** Which of these secrets the next message is signed with, in the order of its signatures. */
  async function signedWith(...secrets: readonly string[]): Promise<number[]> {
    receiver.heard.splice(0);
    await approve(await person());
    await deliver();
    const [{ headers, body } = { headers: {}, body: '' }] = receiver.heard;
    const [, seconds, macs] = /^t=(\d+)((?:,v1=[0-9a-f]{64})+)$/.exec(String(headers['wisbaar-signature']))!;
    const own = secrets.map((one) => createHmac('sha256', one).update(`${seconds!}.${body}`).digest('hex'));
    return macs!
      .split(',v1=')
      .slice(1)
      .map((mac) => own.indexOf(mac));
  }

  it('signs with another secret at once when the old one must not hold any longer', async () => {
    const old = secret;
    secret = (await save({ renewSecret: true, oldSecretHours: 0 }))!;
    expect(secret).not.toBe(old);
    expect(await signedWith(secret, old)).toEqual([0]);
  });

  it('signs with both secrets for a day after one was renewed, so that the back office goes over at its own moment', async () => {
    const old = secret;
    secret = (await save({ renewSecret: true }))!;
    expect(await signedWith(secret, old)).toEqual([0, 1]);
    // What else is changed meanwhile leaves that as it is.
    await save({ name: 'FlexService 2' });
    later(24 * 60 - 1);
    expect(await signedWith(secret, old)).toEqual([0, 1]);
    later(1);
    expect(await signedWith(secret, old)).toEqual([0]);
    const [stored] = await rows<{ gone: boolean }>(
      product.workAs().em,
      sql`select old_secret_sealed is null and old_secret_until is null as gone from back_office where agency_id = ${agencyId}`,
    );
    expect(stored, 'and the old one is not kept').toEqual({ gone: true });
    expect((await trail(agencyId)).filter(({ action }) => action === 'back-office.saved').at(-2)).toMatchObject({
      facts: { renewedSecret: true, oldSecretHours: 24 },
    });
  });

  it('knows two secrets at most, and ends the old one when it is told to', async () => {
    const first = secret;
    const second = (await save({ renewSecret: true, oldSecretHours: 168 }))!;
    secret = (await save({ renewSecret: true, oldSecretHours: 168 }))!;
    expect(await signedWith(secret, second, first)).toEqual([0, 1]);
    expect(await save({ oldSecretHours: 0 })).toBeUndefined();
    expect(await signedWith(secret, second, first)).toEqual([0]);
  });

  it.each([
    { renewSecret: true, oldSecretHours: 169 },
    { renewSecret: true, oldSecretHours: -1 },
    { oldSecretHours: 24 },
  ])('is not renewed with %j', async (changes) => {
    await expect(save(changes)).rejects.toMatchObject({ code: 'BAD_USER_INPUT', field: ['oldSecretHours'] });
  });

  it('is set up by nobody who is held to units: it sends on people of the others too (S1)', async () => {
    const held: StaffActor = { ...admin, unitIds: [] };
    const redirect = saveBackOffice(
      product.workAs(held),
      { agencyId, name: 'FlexService', url: 'https://elders.example/in', active: true, renewSecret: false },
      HERE,
    );
    await expect(redirect).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it('says in the trail to which host it goes, and that this was changed', async () => {
    const other = (await makeAgency(product)).id;
    const set = (url: string) =>
      saveBackOffice(
        product.workAs(staffActor('ADMIN', [other])),
        { agencyId: other, name: 'FlexService', url, active: true, renewSecret: false },
        HERE,
      );
    await set('https://flexservice.example/in');
    await set('https://elders.example/in');
    const saved = (await trail(other)).filter(({ action }) => action === 'back-office.saved');
    expect(saved.map(({ facts }) => facts)).toEqual([
      { active: true, host: 'flexservice.example', renewedSecret: true },
      { active: true, host: 'elders.example', renewedSecret: false, addressChanged: true },
    ]);
  });

  it('keeps the number of AFAS Profit that the receiver answers with, or reports (C119, C120)', async () => {
    const id = await person();
    await approve(id);
    receiver.answer = JSON.stringify({ afasProfitId: '40017', lastSentToAfasOn: '2026-06-01' });
    await deliver();
    expect(await candidate(id)).toMatchObject({ afasProfitId: '40017', lastSentToAfasOn: '2026-06-01' });
    product.clock.set('2026-07-02T12:00:00+02:00');
    const report = (input: object) => reportAfasProfit(product.workAs(program), { candidateId: id, ...input });
    await report({ lastSentToAfasOn: '2026-07-01' });
    expect(await candidate(id)).toMatchObject({ afasProfitId: '40017', lastSentToAfasOn: '2026-07-01' });
    await expect(report({ lastSentToAfasOn: '2026-07-03' })).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    await expect(
      reportAfasProfit(product.workAs(program), { candidateId: await person(), afasProfitId: '1' }),
    ).rejects.toMatchObject({ code: 'NOT_HANDED_OVER' });
  });

  it('has arrived though its answer can’t be read, and says so', async () => {
    const id = await person();
    await approve(id);
    receiver.answer = JSON.stringify({ afasProfitId: 40_017 });
    await deliver();
    expect(await message(id)).toMatchObject({ state: 'DONE', problem: 'ANSWER_UNREADABLE' });
  });

  it('passes on what a candidate asks by his link, and tells him so, once (D7)', async () => {
    const { id, token } = await withLink();
    await approve(id);
    expect(await erasureQuestion(product.workAs(), token)).toMatchObject({
      ...{ state: 'OPEN', refusal: 'HANDED_OVER', requestedOn: null, passedOn: false },
      held: [],
    });
    const asked = await anonymiseMyData(product.workAs(), token);
    // Not before it is there: the message may wait for days, or fail.
    expect(asked).toMatchObject({ refusal: 'HANDED_OVER', requestedOn: '2026-06-01', passedOn: false });
    later(2_880);
    expect(await anonymiseMyData(product.workAs(), token)).toMatchObject({
      requestedOn: '2026-06-01',
      passedOn: false,
    });
    await deliver();
    await deliver();
    expect(await erasureQuestion(product.workAs(), token)).toMatchObject({ requestedOn: '2026-06-01', passedOn: true });
    expect(receiver.heard.map(({ headers }) => headers['wisbaar-event'])).toEqual([
      'candidate.approved',
      'candidate.erasure-requested',
    ]);
    expect(JSON.parse(receiver.heard[1]!.body)).toMatchObject({
      candidateId: toGlobalId('Candidate', id),
      requestedAt: new Date(START).toISOString(),
    });
    expect((await candidate(id)).anonymised).toBe(false);
    expect((await trail(id)).filter(({ action }) => action === 'erasure.requested')).toHaveLength(1);
  });

  it('does not pass on a wish before the person himself, about whom it would mean nothing there', async () => {
    const { id, token } = await withLink();
    await approve(id);
    receiver.status = 500;
    await deliver();
    await anonymiseMyData(product.workAs(), token);
    await deliver();
    expect(receiver.heard.map(({ headers }) => headers['wisbaar-event'])).toEqual(['candidate.approved']);
  });

  it('passes on what was asked while a hold stood in the way, when he is approved after all (D7)', async () => {
    const { id, token } = await withLink();
    const reason = 'Er loopt een klacht bij de rechter';
    await placeHold(product.workAs(admin), { candidateId: id, reason, until: '2026-12-31' });
    await expect(anonymiseMyData(product.workAs(), token)).rejects.toMatchObject({ code: 'RETENTION_HELD' });
    later(7_200);
    await approve(id);
    await deliver();
    await deliver();
    const told = JSON.parse(receiver.heard[1]!.body) as object;
    expect(told).toMatchObject({ event: 'candidate.erasure-requested', requestedAt: new Date(START).toISOString() });
  });

  it('passes on what an employee entered, before he is approved or after, with the day on which it was received (D7)', async () => {
    const [before, after] = [await person(), await person()];
    const enter = (candidateId: string) =>
      registerDataRequest(product.workAs(admin), { candidateId, kind: 'ERASURE', receivedOn: '2026-05-20' });
    await enter(before);
    await approve(before);
    await approve(after);
    const requestId = await enter(after);
    const { em } = product.workAs();
    expect(await rows(em, sql`select state, refused_because from data_request where id = ${requestId}`)).toEqual([
      { state: 'OPEN', refused_because: 'HANDED_OVER' },
    ]);
    await deliver();
    const told = receiver.heard.flatMap(({ body }) => {
      const message = JSON.parse(body) as { event: string; candidateId: string; requestedAt?: string };
      return message.event === 'candidate.erasure-requested' ? [[message.candidateId, message.requestedAt]] : [];
    });
    expect(new Map(told as [string, string][])).toEqual(
      new Map([before, after].map((id) => [toGlobalId('Candidate', id), '2026-05-19T22:00:00.000Z'])),
    );
  });

  it('ends with the clean-up that the back office reports: the person is anonymised here too, with a receipt (D20)', async () => {
    const id = await person();
    await approve(id);
    await deliver();
    expect(await reportCleanUp(product.workAs(program), id)).toBe('ANONYMISED');
    expect(await candidate(id)).toMatchObject({ anonymised: true, lastName: 'xxx' });
    const receipts = await rows(product.workAs().em, sql`select way from erasure_receipt where candidate_id = ${id}`);
    expect(receipts).toEqual([{ way: 'BACK_OFFICE' }]);
    expect(await message(id, 'CLEAN_UP')).toMatchObject({ state: 'DONE', doneAt: new Date(START) });
    expect(await product.orm.em.fork().findOneOrFail(RecipientSchema, { candidateId: id })).toMatchObject({
      confirmedAt: new Date(START),
    });
    expect(await reportCleanUp(product.workAs(program), id)).toBe('ANONYMISED');
    expect((await trail(id)).map(({ action }) => action)).toEqual([
      ...['candidate.approved', 'hand-over.delivered', 'hand-over.clean-up-reported', 'candidate.anonymised'],
    ]);
  });

  it('is cleaned up here when the hold that stood in the way has ended (B5)', async () => {
    const id = await person();
    await approve(id);
    const reason = 'Er loopt een klacht bij de rechter';
    await placeHold(product.workAs(admin), { candidateId: id, reason, until: '2026-06-10' });
    expect(await reportCleanUp(product.workAs(program), id)).toBe('WAITS_FOR_HOLD');
    product.clock.set('2026-06-10T12:00:00+02:00');
    expect(await carryOutCleanUps(product.workAs(SYSTEM))).toBe(0);
    product.clock.set('2026-06-11T00:01:00+02:00');
    expect(await carryOutCleanUps(product.workAs(SYSTEM))).toBe(1);
    expect((await candidate(id)).anonymised).toBe(true);
  });

  it('takes no clean-up of somebody who was never handed over, nor of another agency’s', async () => {
    const report = (id: string) => reportCleanUp(product.workAs(program), id);
    await expect(report(await person())).rejects.toMatchObject({ code: 'NOT_HANDED_OVER' });
    const other = (await makeAgency(product)).id;
    const theirs = await makePerson(product, other, { registeredOn: '2026-05-01', approvedOn: '2026-05-02' });
    await expect(report(theirs)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('is not begun any more when its person was cleaned up first', async () => {
    const id = await person();
    await approve(id);
    await reportCleanUp(product.workAs(program), id);
    expect(await deliver()).toBe(0);
    expect(await message(id)).toMatchObject({ state: 'WITHDRAWN' });
    expect(receiver.heard).toEqual([]);
  });
});
