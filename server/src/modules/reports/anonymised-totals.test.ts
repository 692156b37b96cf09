import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestProduct, type TestProduct } from '../../../test-kit/index.ts';
import { makeReportWorld, type ReportWorld } from '../../../test-kit/report-world.ts';
import { staffActor } from '../../../test-kit/staff.ts';
import { rows, sql } from '../../platform/database/index.ts';
import { newId } from '../../platform/ids.ts';
import { anonymiseCandidate, carryOutErasures, deleteCandidate } from '../anonymisation/index.ts';
import type { StaffActor } from '../permissions/index.ts';
import type { DimensionCode } from './dimensions.ts';
import { makeReport, type Report } from './make-report.ts';
import { MEASURE_CODES, MEASURES } from './measures/index.ts';

const PERIODS = [
  { from: null, until: null },
  { from: '2026-02-10', until: '2026-03-20' },
];
const EVERY = MEASURE_CODES.flatMap((measure) =>
  (Object.keys(MEASURES[measure].by) as DimensionCode[]).flatMap((dimension) =>
    PERIODS.map((period) => ({ measure, dimension, ...period })),
  ),
);

describe.each(['ANONYMISE', 'DELETE'] as const)('to %s changes no figure of management (C2, D3)', (ending) => {
  let product: TestProduct;
  let base: ReportWorld;
  let plus: ReportWorld;
  /** Somebody who works for both agencies, for one, and for one of its units. */
  let readers: StaffActor[];

  beforeAll(async () => {
    product = await startTestProduct('2026-06-01T10:00:00+02:00');
    base = await makeReportWorld(product);
    plus = await makeReportWorld(product, { plus: true });
    readers = [
      staffActor('ADMIN', [base.agencyId, plus.agencyId]),
      staffActor('ADMIN', [plus.agencyId]),
      { ...staffActor('ADMIN', [base.agencyId]), unitIds: [base.units[1]!] },
    ];
  });
  afterAll(() => product.stop());

  /** Every report that there is, as each of them has it. */
  async function everyReport(): Promise<Report[]> {
    const reports: Report[] = [];
    for (const actor of readers) {
      for (const asked of EVERY)
        reports.push(await makeReport(product.workAs(actor), actor.rights, { ...asked, agencyId: null }));
    }
    return reports;
  }
  const told = ({ measure, dimension, from, until, groups, total }: Report) => ({
    measure,
    dimension,
    from,
    until,
    groups: groups.map(({ kind, key, nl, figures }) => [kind, key, nl, ...figures]),
    total,
  });
  const withoutShare = (reports: readonly Report[]) =>
    reports.filter(({ measure }) => measure !== 'SHARE_ANONYMISED').map(told);

  const anonymise = (world: ReportWorld, remainder: number) =>
    carryOutErasures(product.workAs({ kind: 'system', name: 'test' }), {
      agencyId: world.agencyId,
      candidateIds: world.candidates.filter((_, index) => index % 4 === remainder).map(({ id }) => id as string),
      way: 'STAFF',
      ending,
      onlyWhenDue: false,
    });

  it('neither of a part, nor of everybody, at once or one by one: only the share anonymised', async () => {
    const before = await everyReport();
    const shares = (reports: readonly Report[]) =>
      reports.filter(({ measure, from }) => measure === 'SHARE_ANONYMISED' && from === null).map(({ total }) => total);
    expect(shares(before).every(([share]) => share === 0)).toBe(true);
    // Of who works for all, every report has something to lose.
    const told = withoutShare(before.slice(0, EVERY.length));
    expect(told.every(({ total }) => total.every((figure) => figure! > 0))).toBe(true);

    for (const world of [base, plus]) {
      const { erased } = await anonymise(world, 0);
      expect(erased.length).toBeGreaterThan(20);
    }
    const [recruiter] = readers;
    for (const index of [1, 2, 5])
      await (ending === 'DELETE' ? deleteCandidate : anonymiseCandidate)(product.workAs(recruiter), {
        candidateId: base.candidates[index]!['id'] as string,
        idempotencyKey: newId(),
      });
    const part = await everyReport();
    expect(withoutShare(part)).toEqual(withoutShare(before));
    for (const [share, anonymised, all] of shares(part)) {
      expect(anonymised).toBeGreaterThan(0);
      expect(share).toBe(Math.round((1000 * anonymised!) / all!) / 10);
    }

    for (const world of [base, plus]) for (const remainder of [1, 2, 3]) await anonymise(world, remainder);
    const everybody = await everyReport();
    expect(withoutShare(everybody)).toEqual(withoutShare(before));
    expect(shares(everybody).every(([share]) => share === 100)).toBe(true);
  });

  it('though of who was anonymised nobody can say any more how he fared (C123)', async () => {
    const { em } = product.workAs();
    const statuses = await rows<{ status: string }>(em, sql`select distinct status from application`);
    expect(statuses).toEqual(ending === 'DELETE' ? [] : [{ status: 'CLOSED' }]);
    const [{ leads }] = (await rows<{ leads: string | null }>(
      em,
      sql`select concat_ws(' ', (select string_agg(distinct to_jsonb(k)::text, ' ') from erased_application_count k),
            (select string_agg(to_jsonb(k)::text, ' ') from deleted_candidate_count k),
            (select string_agg(to_jsonb(k)::text, ' ') from deleted_application_count k),
            (select string_agg(to_jsonb(k)::text, ' ') from deleted_hire_count k)) as leads`,
    )) as [{ leads: string }];
    const people = [base, plus].flatMap((world) => [...world.candidates, ...world.applications, ...world.hires]);
    expect(people.filter(({ id }) => leads.includes(id as string))).toEqual([]);
  });

  it('by two erasures at once neither', async () => {
    const world = await makeReportWorld(product);
    const actor = staffActor('ADMIN', [world.agencyId]);
    const ask = async () =>
      told(
        await makeReport(product.workAs(actor), actor.rights, {
          measure: 'APPLICATIONS', dimension: 'STATUS', from: null, until: null, agencyId: null,
        }),
      ); // prettier-ignore
    const before = await ask();
    const done = await Promise.all([0, 1, 2, 3].map((remainder) => anonymise(world, remainder)));
    expect(done.flatMap(({ erased }) => erased)).toHaveLength(world.candidates.length);
    expect(await ask()).toEqual(before);
  });

  it('since reports are made of what erasing keeps, under Anonimisering Plus too, but for the status and what says who is erased', () => {
    const fields = new Set(
      MEASURE_CODES.flatMap((code) => {
        const measure = MEASURES[code];
        return [measure.dayField, ...measure.fields, ...Object.values(measure.by).flatMap((one) => one.fields)];
      }),
    );
    const lines = new Map(
      product
        .workAs()
        .catalogue.publishedFields()
        .map(({ type, field, line }) => [`${type}.${field}`, line]),
    );
    const unknown = [...fields].filter((field) => !lines.has(field));
    expect(unknown).toEqual([]);
    const changed = [...fields].filter((field) => {
      const { erase, plus: underPlus } = lines.get(field)!;
      return erase !== 'KEEP' || (underPlus ?? 'KEEP') !== 'KEEP';
    });
    expect(changed.toSorted()).toEqual(['Application.status', 'Candidate.anonymised']);
  });
});
