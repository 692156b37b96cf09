import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeAgency } from '../../../test-kit/agency.ts';
import { startTestProduct, type TestProduct } from '../../../test-kit/index.ts';
import { plainSelection, plainTrace, type PlainPerson } from '../../../test-kit/plain-selection.ts';
import { storePeople } from '../../../test-kit/store-people.ts';
import { rows, sql } from '../../platform/database/index.ts';
import { newId } from '../../platform/ids.ts';
import { RULE_KINDS, type Rule } from './index.ts';
import { countSelected, selection } from './select-people.ts';
import { whySelected } from './why.ts';

const ON = '2026-08-31';
const PEOPLE = 3_000;
const day = (offset: number) => new Date(Date.UTC(2026, 7, 31 + offset)).toISOString().slice(0, 10);

describe('a selection by rules', () => {
  let product: TestProduct;
  let agencyId: string;
  let pools: string[];
  let units: string[];
  let people: PlainPerson[];

  beforeAll(async () => {
    product = await startTestProduct('2026-08-31T10:00:00+02:00');
    agencyId = (await makeAgency(product)).id;
    pools = [newId(), newId()];
    units = [newId(), newId()];
    people = fc.sample(anybody(), { numRuns: PEOPLE, seed: 20_261_122 });
    await storePeople(product, people, { agencyId, pools, units });
  }, 120_000);
  afterAll(() => product.stop());

  // Days close to every limit that a rule below can have, so that the edge of a day is met again and again.
  const nearDay = () =>
    fc
      .integer({ min: -45, max: 3 })
      .map((near) => day(near))
      .chain((close) =>
        fc.oneof(
          fc.constant(close),
          fc.integer({ min: -400, max: 30 }).map(day),
          fc.constantFrom('2026-02-28', '2026-03-01', '2026-02-27', '2024-02-29'),
        ),
      );
  const some = <T>(one: fc.Arbitrary<T>, most: number) => fc.array(one, { maxLength: most });
  const rarely = <T>(one: fc.Arbitrary<T>) => fc.option(one, { freq: 5 });

  function anybody(): fc.Arbitrary<PlainPerson> {
    const vacancyStatus = fc.constantFrom('OPEN', 'ON_HOLD', 'FILLED', 'CANCELLED');
    const application = fc
      .record({
        onVacancy: fc.boolean(),
        vacancyStatus,
        status: fc.constantFrom(
          'NEW',
          'IN_PROCESS',
          'INTERVIEW',
          'OFFERED',
          'HIRED',
          'REJECTED',
          'WITHDRAWN',
          'CLOSED',
        ),
        appliedOn: nearDay(),
        ended: nearDay(),
        source: fc.option(fc.constantFrom('Website', 'website', 'Indeed')),
        externalAgency: rarely(fc.constantFrom('', 'Bureau Ver')),
        portfolioDate: rarely(nearDay()),
      })
      .map(({ onVacancy, vacancyStatus: status, ended, ...one }) => ({
        ...one,
        type: onVacancy ? ('VACANCY' as const) : ('OPEN' as const),
        vacancyStatus: onVacancy ? status : null,
        deregisteredOn: ['NEW', 'IN_PROCESS', 'INTERVIEW', 'OFFERED'].includes(one.status) ? null : ended,
      }));
    return fc.record({
      id: fc.constant(null).map(() => newId()),
      agencyId: fc.constant(null).map(() => agencyId),
      blocked: fc.boolean(),
      anonymised: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
      approvedOn: fc.option(fc.constant('2026-01-01'), { freq: 9 }).map((one) => (one === null ? '2026-01-01' : null)),
      isCandidate: fc.boolean(),
      unitId: fc.option(fc.constantFrom(0, 1)).map((n) => (n === null ? null : units[n]!)),
      extendedUntil: fc.option(nearDay(), { freq: 1 }),
      holds: some(fc.record({ until: nearDay(), released: fc.boolean() }), 1),
      applications: some(application, 4),
      offers: some(fc.constantFrom('OPEN', 'ACCEPTED', 'REJECTED', 'WITHDRAWN'), 2),
      hires: some(fc.constantFrom('DRAFT', 'SENT', 'CONFIRMED', 'CANCELLED'), 2),
      trajectories: some(fc.constantFrom('AVAILABLE', 'IN_PROGRESS', 'COMPLETED', 'STOPPED'), 2),
      pools: fc.uniqueArray(
        fc
          .record({ pool: fc.constantFrom(0, 1), ofApplication: fc.boolean() })
          .map(({ pool, ofApplication }) => ({ poolId: pools[pool]!, ofApplication })),
        { maxLength: 2, selector: (one) => `${one.poolId}${String(one.ofApplication)}` },
      ),
      contacts: some(nearDay(), 2),
      employments: some(fc.record({ internal: fc.boolean(), outOfServiceOn: fc.option(nearDay()) }), 1),
      statements: some(fc.record({ withdrawn: fc.boolean() }), 2),
    });
  }

  function anyRule(): fc.Arbitrary<Rule> {
    return fc.constantFrom(...RULE_KINDS).chain((kind) =>
      fc.record({
        kind: fc.constant(kind.kind),
        polarity: fc.constantFrom(...kind.polarities),
        parameters: fc.record(
          Object.fromEntries(Object.entries(kind.parameters).map(([name, line]) => [name, anyParameter(line)])),
        ),
      }),
    );
  }
  function anyParameter(line: (typeof RULE_KINDS)[number]['parameters'][string]): fc.Arbitrary<string | number> {
    if (line.is === 'days') return fc.integer({ min: 1, max: 45 });
    if (line.is === 'months') return fc.integer({ min: 1, max: 12 });
    if (line.is === 'choice') return fc.constantFrom(...line.choices);
    if (line.is === 'text') return fc.constantFrom('Website', 'INDEED', 'Nergens');
    const ids = 'table' in line && line.table === 'talent_pool' ? pools : units;
    return fc.constantFrom(0, 1).map((n) => ids[n]!);
  }

  const selected = async (rules: readonly Rule[], on = ON) => {
    const found = await rows<{ candidate_id: string }>(
      product.orm.em.fork(),
      sql`select candidate_id from (${selection(rules, [agencyId], on)}) s order by 1`,
    );
    return found.map((one) => one.candidate_id);
  };
  const plain = (rules: readonly Rule[], on = ON) => plainSelection(people, rules, on).toSorted();

  it.each(
    RULE_KINDS.flatMap((kind) => kind.polarities.map((polarity) => [kind.ref, kind.kind, polarity, kind] as const)),
  )('%s: %s %s selects whom its sentence names, at every edge of a day', async (_ref, _kind, polarity, kind) => {
    let differing = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.record(
          Object.fromEntries(Object.entries(kind.parameters).map(([name, line]) => [name, anyParameter(line)])),
        ),
        async (parameters) => {
          const rules = [{ kind: kind.kind, polarity, parameters: parameters as Record<string, string | number> }];
          const expected = plain(rules);
          if (expected.length > 0 && expected.length < people.length) differing += 1;
          expect(await selected(rules)).toEqual(expected);
        },
      ),
      { numRuns: Object.keys(kind.parameters).length === 0 ? 1 : 6, seed: 7 },
    );
    // Else the people would tell nothing about the rule.
    expect(differing).toBeGreaterThan(0);
  });

  it('of any rules together is what D15 says of them, several of one kind too (C53)', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyRule(), { minLength: 1, maxLength: 7 }),
        fc.constantFrom(ON, '2026-03-01', '2028-02-29', '2026-10-25'),
        async (rules, on) => {
          expect(await selected(rules, on)).toEqual(plain(rules, on));
        },
      ),
      { numRuns: 80, seed: 11 },
    );
  }, 120_000);

  it('without configurable rules takes only whom its always-rules take, and without any rule nobody (D15)', async () => {
    expect(await selected([])).toEqual([]);
    const always: Rule[] = [{ kind: 'BLOCKED_ALWAYS', polarity: 'ONLY', parameters: {} }];
    const taken = await selected(always);
    expect(taken).toEqual(plain(always));
    expect(taken.length).toBeGreaterThan(0);
    expect(taken.length).toBeLessThan(people.filter((person) => !person.anonymised).length);
  });

  it('never takes who was anonymised, was handed over, is held, or asked to be kept (D1, D16, C76)', async () => {
    const everybody: Rule[] = [
      { kind: 'BLOCKED_ALWAYS', polarity: 'ONLY', parameters: {} },
      { kind: 'BLOCKED', polarity: 'NONE', parameters: {} },
    ];
    const taken = new Set(await selected(everybody));
    expect(taken.size).toBeGreaterThan(0);
    for (const person of people) {
      const held = person.holds.some((hold) => !hold.released && hold.until >= ON);
      const kept = person.extendedUntil !== null && person.extendedUntil > ON;
      expect(taken.has(person.id)).toBe(!person.anonymised && person.approvedOn === null && !held && !kept);
    }
  });

  it('is the same in every shape in which it can be asked', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyRule(), { minLength: 1, maxLength: 7 }), async (rules) => {
        const inShape = async (shape: 'BULK' | 'ALL' | 'EACH') =>
          rows(
            product.orm.em.fork(),
            sql`select candidate_id, decided_by from (${selection(rules, [agencyId], ON, sql`true`, shape)}) s order by 1`,
          );
        const bulk = await inShape('BULK');
        expect(await inShape('ALL')).toEqual(bulk);
        expect(await inShape('EACH')).toEqual(bulk);
      }),
      { numRuns: 25, seed: 5 },
    );
  });

  it('is counted by deciding rule and by agency (B2)', async () => {
    const rules: Rule[] = [
      { kind: 'BLOCKED_ALWAYS', polarity: 'ONLY', parameters: {} },
      { kind: 'RUNNING_APPLICATION', polarity: 'NONE', parameters: {} },
    ];
    const counts = await countSelected(product.orm.em.fork(), rules, [agencyId], ON);
    const blocked = plain([rules[0]!]).length;
    expect(counts.total).toBe(plain(rules).length);
    expect(counts.byRule.toSorted((a, b) => b.place - a.place)).toEqual([
      { place: 0, count: blocked },
      { place: -1, count: counts.total - blocked },
    ]);
    expect(counts.byAgency).toEqual([{ agencyId, count: counts.total }]);
  });

  describe('says why (B3)', () => {
    it('of any person, what the selection says of him, and from which day on that is otherwise', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(anyRule(), { minLength: 1, maxLength: 5 }),
          fc.integer({ min: 0, max: PEOPLE - 1 }),
          async (rules, index) => {
            const person = people[index]!;
            const why = await whySelected(product.workAs({ kind: 'system', name: 'test' }), rules, person.id, ON);
            const isTaken = (on: string) => plainSelection([person], rules, on).length === 1;
            expect(why.selected).toBe(isTaken(ON));
            const { outcomes, decidedBy } = plainTrace(person, rules, ON);
            expect(why.rules.map(({ outcome }) => outcome)).toEqual(outcomes);
            expect(why.decidedBy).toBe(decidedBy);
            let expected: string | null = null;
            for (let ahead = 1; ahead <= 500 && expected === null; ahead += 1)
              if (isTaken(day(ahead)) !== why.selected) expected = day(ahead);
            expect(why.changesOn).toBe(expected);
          },
        ),
        { numRuns: 150, seed: 3 },
      );
    }, 120_000);

    it('with the facts that each rule saw: counts, days, yes and no', async () => {
      const rules: Rule[] = [
        { kind: 'BLOCKED', polarity: 'ONLY', parameters: {} },
        { kind: 'RUNNING_APPLICATION', polarity: 'NONE', parameters: {} },
        { kind: 'CLOSED_LATELY', polarity: 'NONE', parameters: { days: 30 } },
      ];
      const latest = (days: (string | null)[]) =>
        days
          .filter((one) => one !== null)
          .toSorted()
          .at(-1) ?? null;
      let closed = 0;
      for (const person of people.slice(0, 60)) {
        const why = await whySelected(product.workAs({ kind: 'system', name: 'test' }), rules, person.id, ON);
        const running = person.applications.filter((one) => one.deregisteredOn === null).length;
        const lastClosed = latest(person.applications.map((one) => one.deregisteredOn));
        if (lastClosed !== null) closed += 1;
        expect(why.rules.map(({ facts }) => facts.map(({ type, value }) => [type, value]))).toEqual([
          [['FLAG', String(person.blocked)]],
          [['COUNT', String(running)]],
          [['DAY', lastClosed]],
        ]);
      }
      expect(closed).toBeGreaterThan(0);
    });
  });
});
