import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeAgency, makePerson } from '../../../test-kit/agency.ts';
import { startTestProduct, type TestProduct } from '../../../test-kit/index.ts';
import { staffActor } from '../../../test-kit/staff.ts';
import { startReceiver, type Receiver } from '../../../test-kit/webhook-receiver.ts';
import { rows, sql } from '../../platform/database/index.ts';
import { newId } from '../../platform/ids.ts';
import { CandidateSchema, sealBsn } from '../candidates/index.ts';
import type { ApiClientActor, SystemActor } from '../permissions/index.ts';
import { RecipientSchema } from '../recipients/index.ts';
import { approveCandidate } from './approve-candidate.ts';
import { deliverHandOvers } from './deliver-hand-overs.ts';
import { HandOverSchema } from './hand-over.entity.ts';
import { reportCleanUp } from './report-clean-up.ts';
import { saveBackOffice } from './save-back-office.ts';

const SYSTEM: SystemActor = { kind: 'system', name: 'test' };
const HERE = { http: true, intranet: true };
const START = '2026-06-01T12:00:00+02:00';

describe('a message to the back office that meets trouble (H40, F12)', () => {
  let product: TestProduct;
  const receivers: Receiver[] = [];

  beforeAll(async () => {
    product = await startTestProduct(START);
  });
  afterAll(async () => {
    for (const receiver of receivers) await receiver.stop();
    await product.stop();
  });
  beforeEach(() => product.clock.set(START));

  async function office() {
    const receiver = await startReceiver();
    receivers.push(receiver);
    const agencyId = (await makeAgency(product)).id;
    const admin = product.workAs(staffActor('ADMIN', [agencyId]));
    const { rights, agencyIds, unitIds } = staffActor('BACK_OFFICE', [agencyId]);
    const program: ApiClientActor = { kind: 'api-client', id: newId(), rights, agencyIds, unitIds };
    const settings = { agencyId, name: 'FlexService', url: receiver.url, active: true, renewSecret: false };
    await saveBackOffice(admin, settings, HERE);
    const approved = async () => {
      const id = await makePerson(product, agencyId, { registeredOn: '2026-05-01' });
      await approveCandidate(admin, id);
      return id;
    };
    return { receiver, program: product.workAs(program), approved };
  }
  const deliver = () => deliverHandOvers(product.workAs(SYSTEM), HERE);
  const messageOf = (candidateId: string) =>
    product.orm.em.fork().findOneOrFail(HandOverSchema, { candidateId, kind: 'CANDIDATE' });
  const recipientsOf = (candidateId: string) => product.orm.em.fork().find(RecipientSchema, { candidateId });
  const trail = async (subjectId: string) => {
    const entries = await rows<{ action: string; facts: Record<string, unknown> }>(
      product.workAs().em,
      sql`select action, facts from audit_entry where subject_id = ${subjectId} order by seq`,
    );
    return entries;
  };
  const later = (minutes: number) =>
    product.clock.set(new Date(product.clock.now().getTime() + minutes * 60_000).toISOString());

  it('counts as failed when it can’t be put together, and holds up nobody else’s', async () => {
    const [broken, sound] = [await office(), await office()];
    const [id, other] = [await broken.approved(), await sound.approved()];
    const { bsnCipher, ...rest } = sealBsn(product.secrets, newId(), '123456782');
    await product.orm.em.fork().nativeUpdate(CandidateSchema, { id }, { ...rest, bsnCipher });
    expect(await deliver()).toBe(1);
    expect(await messageOf(other)).toMatchObject({ state: 'DONE' });
    expect(await messageOf(id)).toMatchObject({ state: 'QUEUED', attempts: 1, problem: 'CONTENT_UNREADABLE' });
    expect(broken.receiver.heard).toEqual([]);
  });

  it.each([
    ['a day that no calendar has', { lastSentToAfasOn: '0000-01-01' }],
    ['a day to come', { lastSentToAfasOn: '2026-06-02' }],
    ['a number that can’t be stored', { afasProfitId: '40\u0000017' }],
  ])('has arrived, once, when its answer tells %s', async (_, answer) => {
    const { receiver, approved } = await office();
    const id = await approved();
    receiver.answer = JSON.stringify(answer);
    expect(await deliver()).toBe(1);
    later(60);
    expect(await deliver()).toBe(0);
    expect(await messageOf(id)).toMatchObject({ state: 'DONE', attempts: 1, problem: 'ANSWER_UNREADABLE' });
    expect(receiver.heard).toHaveLength(1);
  });

  it('says in the trail that its answer changed the person, and where it went', async () => {
    const { receiver, approved } = await office();
    const id = await approved();
    receiver.answer = JSON.stringify({ afasProfitId: '40017' });
    await deliver();
    const [, changed, delivered] = await trail(id);
    expect(changed).toMatchObject({ action: 'candidate.updated', facts: { fields: 'afasProfitId' } });
    expect(delivered).toMatchObject({
      action: 'hand-over.delivered',
      facts: { host: new URL(receiver.url).host, attempts: 1 },
    });
  });

  it('fails in the end when its arrival can’t be written down, and others still get theirs', async () => {
    const [broken, sound] = [await office(), await office()];
    const [id, other] = [await broken.approved(), await sound.approved()];
    const { em } = product.workAs();
    await rows(
      em,
      sql`alter table recipient add constraint refuses_all check (candidate_id <> ${sql.raw(`'${id}'`)}) not valid`,
    );
    try {
      await expect(deliver()).rejects.toThrow(AggregateError);
      expect(await messageOf(other)).toMatchObject({ state: 'DONE' });
      expect(await messageOf(id)).toMatchObject({ state: 'QUEUED', attempts: 1, problem: 'NOT_SETTLED' });
      for (let attempt = 1; attempt < 11; attempt += 1) {
        later(1_440);
        await expect(deliver()).rejects.toThrow(AggregateError);
      }
      expect(await messageOf(id)).toMatchObject({ state: 'FAILED', attempts: 11 });
      expect((await trail(id)).at(-1)).toMatchObject({ action: 'hand-over.failed', facts: { problem: 'NOT_SETTLED' } });
    } finally {
      await rows(em, sql`alter table recipient drop constraint refuses_all`);
    }
  });

  it('holds up nothing that waits for another agency, however slow its own back office is', async () => {
    const [slow, quick] = [await office(), await office()];
    const id = await slow.approved();
    await quick.approved();
    await quick.approved();
    const bothHeard = Promise.withResolvers<undefined>();
    slow.receiver.before = () => bothHeard.promise;
    quick.receiver.before = () => {
      if (quick.receiver.heard.length === 2) bothHeard.resolve(undefined);
      return Promise.resolve();
    };
    expect(await deliver()).toBe(3);
    expect(await messageOf(id)).toMatchObject({ state: 'DONE', problem: null });
  });

  it('leaves its traces when its person is cleaned up while it is under way: the back office has him', async () => {
    const { receiver, program, approved } = await office();
    const id = await approved();
    receiver.before = () => reportCleanUp(program, id);
    expect(await deliver()).toBe(1);
    expect(await messageOf(id)).toMatchObject({ state: 'WITHDRAWN' });
    expect(await recipientsOf(id)).toMatchObject([{ kind: 'BACK_OFFICE', name: 'FlexService' }]);
    expect((await trail(id)).at(-1)).toMatchObject({ action: 'hand-over.delivered', facts: { message: 'CANDIDATE' } });
  });

  it('whose answer never came has made a recipient, once the back office reports the clean-up', async () => {
    const { receiver, program, approved } = await office();
    const id = await approved();
    receiver.status = 500;
    await deliver();
    expect(await recipientsOf(id)).toEqual([]);
    expect(await reportCleanUp(program, id)).toBe('ANONYMISED');
    expect(await recipientsOf(id)).toMatchObject([
      { name: 'FlexService', sentOn: '2026-06-01', confirmedAt: new Date(START) },
    ]);
  });
});
