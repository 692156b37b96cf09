import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeAgency, makePerson } from '../../../test-kit/agency.ts';
import { startTestProduct, type TestProduct } from '../../../test-kit/index.ts';
import { staffActor } from '../../../test-kit/staff.ts';
import { newId } from '../../platform/ids.ts';
import { inRowScope, rows, sql } from '../../platform/database/index.ts';
import { carryOutErasures } from '../anonymisation/index.ts';
import type { BuiltInRole } from '../permissions/index.ts';
import { findVisiblePayslip } from './payslip.repository.ts';
import type { PayslipDelivery } from './payslip.policy.ts';
import { recordPayslip } from './record-payslip.ts';

let product: TestProduct;
let agency: { id: string; name: string };
let candidateId: string;
beforeAll(async () => {
  product = await startTestProduct();
  agency = await makeAgency(product);
  candidateId = await makePerson(product, agency.id, { registeredOn: '2026-05-01' });
});
afterAll(() => product.stop());

const as = (role: BuiltInRole, agencies = [agency.id]) => product.workAs(staffActor(role, agencies));
const payroll = () => as('BACK_OFFICE');

const delivery = (changes: Partial<PayslipDelivery> = {}): PayslipDelivery => ({
  candidateId,
  externalId: `LA-${newId()}`,
  periodFrom: '2026-05-01',
  periodTo: '2026-05-31',
  paidOn: '2026-06-05',
  employer: null,
  grossCents: 310_456,
  netCents: 247_890,
  lines: [
    { description: 'Gewerkte uren', quantity: 168.5, rateCents: 1_842, amountCents: 310_377 },
    { description: 'Loonheffing', quantity: null, rateCents: null, amountCents: -62_566 },
  ],
  ...changes,
});
const line = (changes: object) => ({
  lines: [{ description: 'Uren', quantity: 1, rateCents: 1, amountCents: 1, ...changes }],
});

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => (error as { code?: string }).code,
  );
const countOf = async (externalId: string) => {
  const [found] = await rows<{ n: number }>(
    product.orm.em.fork(),
    sql`select count(*)::int as n from payslip where external_id = ${externalId}`,
  );
  return found!.n;
};

describe('a payslip from payroll (H10)', () => {
  it('is kept as it came, from the agency itself unless told, and is in the audit trail by its id alone', async () => {
    const given = delivery();
    const payslip = await recordPayslip(payroll(), given);
    const { lines, ...rest } = given;
    expect(payslip).toMatchObject({ ...rest, employer: agency.name, agencyId: agency.id });
    expect(payslip.lines).toEqual(lines);
    const entries = await rows<{ facts: object }>(
      product.orm.em.fork(),
      sql`select facts from audit_entry where action = 'payslip.recorded' and subject_id = ${candidateId}`,
    );
    expect(entries).toEqual([{ facts: { payslipId: payslip.id } }]);
  });

  it('that comes again, also at the same time, has one effect', async () => {
    const given = delivery({ employer: 'Inlener BV' });
    const all = await Promise.all(Array.from({ length: 10 }, () => recordPayslip(payroll(), given)));
    expect(new Set(all.map(({ id }) => id)).size).toBe(1);
    expect(await countOf(given.externalId)).toBe(1);
    const entries = await rows(
      product.orm.em.fork(),
      sql`select 1 from audit_entry where action = 'payslip.recorded' and facts ->> 'payslipId' = ${all[0]!.id}`,
    );
    expect(entries).toHaveLength(1);
  });

  it.each([
    ['amount', { netCents: 247_891 }],
    ['line', line({})],
    ['day', { paidOn: '2026-06-06' }],
  ])('with another %s under the same number is refused, and nothing changes', async (_what, changes) => {
    const given = delivery();
    const before = await recordPayslip(payroll(), given);
    expect(await codeOf(recordPayslip(payroll(), { ...given, ...changes }))).toBe('CONFLICT');
    expect(await recordPayslip(payroll(), given)).toMatchObject({ id: before.id, netCents: 247_890 });
  });

  it('of one person is not another’s under the same number', async () => {
    const given = delivery();
    await recordPayslip(payroll(), given);
    const other = await makePerson(product, agency.id, { registeredOn: '2026-05-01' });
    expect(await codeOf(recordPayslip(payroll(), { ...given, candidateId: other }))).toBe('CONFLICT');
  });

  it('under a number of somebody who does not exist for who delivers it, is taken as any other (S2)', async () => {
    const unitId = newId();
    await rows(
      product.orm.em.fork(),
      sql`insert into organisation_unit (id, agency_id, name) values (${unitId}, ${agency.id}, 'Vestiging Zwolle')`,
    );
    const inUnit = await makePerson(product, agency.id, { registeredOn: '2026-05-01' });
    await rows(product.orm.em.fork(), sql`update candidate set organisation_unit_id = ${unitId} where id = ${inUnit}`);
    const actor = { ...staffActor('BACK_OFFICE', [agency.id]), unitIds: [unitId] };
    const given = delivery();
    await recordPayslip(payroll(), given);
    const own = { ...given, candidateId: inUnit };
    const held = () =>
      inRowScope(
        () => actor,
        () => recordPayslip(product.workAs(actor), own),
      );
    expect(await codeOf(held())).toBeUndefined();
    expect(await codeOf(held())).toBeUndefined();
    expect(await countOf(given.externalId)).toBe(2);
  });

  it('may have the number that another agency’s has', async () => {
    const given = delivery();
    await recordPayslip(payroll(), given);
    const elsewhere = await makeAgency(product);
    const other = await makePerson(product, elsewhere.id, { registeredOn: '2026-05-01' });
    const work = as('BACK_OFFICE', [elsewhere.id]);
    expect(await codeOf(recordPayslip(work, { ...given, candidateId: other }))).toBeUndefined();
    expect(await countOf(given.externalId)).toBe(2);
  });

  it('for nobody, and for somebody of another agency, finds nobody (S2)', async () => {
    const elsewhere = await makeAgency(product);
    const other = await makePerson(product, elsewhere.id, { registeredOn: '2026-05-01' });
    for (const id of [other, newId()])
      expect(await codeOf(recordPayslip(payroll(), delivery({ candidateId: id })))).toBe('NOT_FOUND');
  });

  it.each(['PRIVACY_OFFICER', 'CONSULTANT', 'RECRUITER', 'READ_ONLY'] as const)(
    'is not taken from %s',
    async (role) => {
      expect(await codeOf(recordPayslip(as(role), delivery()))).toBe('FORBIDDEN');
    },
  );

  it.each<[string, string, Partial<PayslipDelivery>]>([
    ['externalId', 'no number', { externalId: '  ' }],
    ['externalId', 'a BSN for a number', { externalId: '123456782-2026-05' }],
    ['employer', 'too long an employer', { employer: 'x'.repeat(201) }],
    ['periodTo', 'a period that ends before it begins', { periodTo: '2026-04-30' }],
    ['periodTo', 'a period of more than a year', { periodTo: '2027-05-03' }],
    ['grossCents', 'half cents', { grossCents: 10.5 }],
    ['netCents', 'more than anybody earns', { netCents: 1_000_000_001 }],
    ['lines', 'no lines', { lines: [] }],
    ['lines', 'too many lines', { lines: Array.from({ length: 101 }, () => line({}).lines[0]!) }],
    ['lines.0.description', 'a line about nothing', line({ description: '' })],
    ['lines.0.description', 'a BSN in a line (D12)', line({ description: 'Inzake 1234.56.782' })],
    ['lines.0.description', 'a line break in a line', line({ description: 'Uren\nen meer' })],
    ['lines.0.quantity', 'a quantity without end', line({ quantity: Number.POSITIVE_INFINITY })],
    ['lines.0.rateCents', 'a rate of half a cent', line({ rateCents: 0.5 })],
    ['lines.0.amountCents', 'no number for an amount', line({ amountCents: Number.NaN })],
  ])('names %s when there is %s, and stores nothing', async (field, _what, changes) => {
    const given = delivery(changes);
    await expect(recordPayslip(payroll(), given)).rejects.toMatchObject({ code: 'BAD_USER_INPUT', field: [field] });
    expect(await countOf(given.externalId)).toBe(0);
  });

  it('may hold the employer’s tax number, and other numbers that are no BSN', async () => {
    const given = delivery({ employer: 'Inlener BV (LH 123456782L01)', externalId: 'PS123456782' });
    expect(await codeOf(recordPayslip(payroll(), given))).toBeUndefined();
  });

  it('goes with the person when he is anonymised, and none comes after it', async () => {
    const person = await makePerson(product, agency.id, { registeredOn: '2026-05-01' });
    const given = delivery({ candidateId: person });
    const { id } = await recordPayslip(payroll(), given);
    const order = { agencyId: agency.id, candidateIds: [person], way: 'STAFF', onlyWhenDue: false } as const;
    expect((await carryOutErasures(product.workAs({ kind: 'system', name: 'test' }), order)).erased).toHaveLength(1);
    expect(await findVisiblePayslip(payroll(), id)).toBeNull();
    expect(await codeOf(recordPayslip(payroll(), given))).toBe('ALREADY_ANONYMISED');
    expect(await countOf(given.externalId)).toBe(0);
  });
});
