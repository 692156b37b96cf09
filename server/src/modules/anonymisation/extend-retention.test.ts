import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeAgency, makePerson } from '../../../test-kit/agency.ts';
import { startTestProduct, type TestProduct } from '../../../test-kit/index.ts';
import { staffActor } from '../../../test-kit/staff.ts';
import { rows, sql } from '../../platform/database/index.ts';
import { newId } from '../../platform/ids.ts';
import { CandidateSchema } from '../candidates/index.ts';
import type { StaffActor } from '../permissions/index.ts';
import { anonymiseCandidate } from './anonymise-candidate.ts';
import { extendRetention } from './extend-retention.ts';
import { planErasures } from './plan-erasures.ts';

describe('extending a term (H42)', () => {
  let product: TestProduct;
  let agencyId: string;
  let recruiter: StaffActor;

  beforeAll(async () => {
    product = await startTestProduct('2026-06-01T12:00:00+02:00');
    agencyId = (await makeAgency(product)).id;
    recruiter = staffActor('RECRUITER', [agencyId]);
  });
  afterAll(() => product.stop());

  const person = (sketch: object = {}) => makePerson(product, agencyId, { registeredOn: '2026-05-10', ...sketch });
  const extend = (...ids: string[]) => extendRetention(product.workAs(recruiter), ids);
  const until = async (id: string) => (await product.orm.em.fork().findOneOrFail(CandidateSchema, { id })).retainUntil;

  it('adds the same period to the day on which it would have ended', async () => {
    const id = await person();
    expect(await until(id)).toBe('2026-06-11');
    expect(await extend(id)).toEqual({ extended: 1, skipped: [] });
    expect(await until(id)).toBe('2026-07-13');
  });

  it('counts from today where the term has ended already (D2)', async () => {
    const id = await person({ registeredOn: '2026-01-01' });
    await extend(id);
    expect(await until(id)).toBe('2026-07-03');
  });

  it('twice adds it twice', async () => {
    const id = await person();
    await extend(id);
    await extend(id);
    expect(await until(id)).toBe('2026-08-14');
  });

  it('cancels the plan that rested on the old day, and keeps back the notice that has not left', async () => {
    const id = await person();
    await planErasures(product.workAs({ kind: 'system', name: 'test' }), agencyId);
    await rows(
      product.orm.em.fork(),
      sql`insert into outgoing_mail (id, agency_id, candidate_id, kind, "to", subject, text, message_id, dedupe_key, state, attempts, queued_at, next_attempt_at)
          values (uuidv7(), ${agencyId}, ${id}, 'ERASURE_NOTICE', 'a@b.example', 's', 't', ${newId()}, ${newId()}, 'QUEUED', 0, now(), now())`,
    );
    await extend(id);
    expect(
      await rows(
        product.orm.em.fork(),
        sql`select p.state as plan, m.state as mail from erasure_plan p, outgoing_mail m
            where p.candidate_id = ${id} and m.candidate_id = ${id}`,
      ),
    ).toEqual([{ plan: 'CANCELLED', mail: 'WITHDRAWN' }]);
  });

  it('cancels a plan of rules too, since they leave alone who is kept, and none that he asked for himself', async () => {
    const [byRules, asked] = [await person(), await person()];
    await planErasures(product.workAs({ kind: 'system', name: 'test' }), agencyId);
    const em = product.orm.em.fork();
    await rows(em, sql`update erasure_plan set basis = 'RULES' where candidate_id = ${byRules}`);
    await rows(em, sql`update erasure_plan set requested_at = now() where candidate_id = ${asked}`);
    await extend(byRules, asked);
    const states = await rows<{ state: string }>(em, sql`select state from erasure_plan where candidate_id in (${byRules}, ${asked}) order by candidate_id = ${asked}`); // prettier-ignore
    expect(states).toEqual([{ state: 'CANCELLED' }, { state: 'PLANNED' }]);
  });

  it('of several does those whom it can, and says who not and why', async () => {
    const gone = await person();
    await anonymiseCandidate(product.workAs(recruiter), { candidateId: gone, idempotencyKey: newId() });
    const approved = await person({ approvedOn: '2026-05-12' });
    const other = (await makeAgency(product)).id;
    const theirs = await makePerson(product, other, { registeredOn: '2026-05-10' });
    const here = await person();
    expect(await extend(gone, approved, theirs, here)).toEqual({
      extended: 1,
      skipped: [
        { candidateId: gone, reason: 'ALREADY_ANONYMISED' },
        { candidateId: approved, reason: 'HANDED_OVER' },
        { candidateId: theirs, reason: 'NOT_FOUND' },
      ],
    });
    expect(await until(theirs)).toBe('2026-06-11');
  });

  it('of nobody is refused', async () => {
    await expect(extend()).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  });
});
