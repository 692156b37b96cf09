import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestProduct, type TestProduct } from '../../../test-kit/index.ts';
import { makeReportWorld, type ReportWorld } from '../../../test-kit/report-world.ts';
import { staffActor } from '../../../test-kit/staff.ts';
import { daysBetween } from '../../platform/clock.ts';
import { insertRecords, rows, sql, type NewRecord } from '../../platform/database/index.ts';
import { DomainError } from '../../platform/errors.ts';
import { readGlobalId } from '../../platform/graphql/index.ts';
import { newId } from '../../platform/ids.ts';
import { ApplicationSchema } from '../applications/index.ts';
import { NO_RIGHTS, type FieldName, type Rights, type StaffActor } from '../permissions/index.ts';
import { DIMENSIONS, type DimensionCode } from './dimensions.ts';
import { exportReport } from './export-report.ts';
import { makeReport, type Report, type ReportRequest } from './make-report.ts';
import { mustMayCount, offeredReports } from './may-count.ts';
import { MEASURE_CODES, MEASURES, type MeasureCode } from './measures/index.ts';

type Row = NewRecord;

const EVERY = MEASURE_CODES.flatMap((measure) =>
  (Object.keys(MEASURES[measure].by) as DimensionCode[]).map((dimension) => ({ measure, dimension })),
);
const PERIOD = { from: '2026-02-01', until: '2026-03-31' };

/** Groups by their keys: of a row without a value the empty text, of all others together `*`. */
const figuresOf = ({ groups, dimension }: Report) =>
  Object.fromEntries(
    groups.map(({ kind, key, figures }) => {
      const own = DIMENSIONS[dimension].type === undefined ? key : readGlobalId(key ?? '')?.id;
      return [kind === 'VALUE' ? own! : kind === 'NONE' ? '' : '*', [...figures]];
    }),
  );

describe('reports (C2)', () => {
  let product: TestProduct;
  let north: ReportWorld;
  let south: ReportWorld;
  let everybody: StaffActor;

  beforeAll(async () => {
    product = await startTestProduct('2026-06-01T10:00:00+02:00');
    north = await makeReportWorld(product);
    south = await makeReportWorld(product, { plus: true });
    everybody = staffActor('ADMIN', [north.agencyId, south.agencyId]);
  });
  afterAll(() => product.stop());

  const ask = (actor: StaffActor, request: Partial<ReportRequest> & Pick<ReportRequest, 'measure' | 'dimension'>) =>
    makeReport(product.workAs(actor), actor.rights, { from: null, until: null, agencyId: null, ...request });

  describe('of each kind', () => {
    /** The same rows told one by one, without SQL: key and figure’s parts. */
    function plainRows(measure: MeasureCode, worlds: readonly ReportWorld[]) {
      const people = new Map(worlds.flatMap(({ candidates }) => candidates).map((one) => [one['id'], one]));
      const applications = new Map(worlds.flatMap((world) => world.applications).map((one) => [one['id'], one]));
      const vacancies = worlds.flatMap((world) => world.vacancies);
      const hires = worlds
        .flatMap((world) => world.hires)
        .filter(({ status }) => status === 'SENT' || status === 'CONFIRMED');
      const withPerson = (row: Row, day: string): Row => {
        const person = people.get(row['candidateId'])!;
        return {
          ...row,
          day: row[day],
          agencyId: person['agencyId'],
          organisationUnitId: person['organisationUnitId'],
        };
      };
      if (measure === 'APPLICATIONS') return [...applications.values()].map((one) => withPerson(one, 'appliedOn'));
      if (measure === 'HIRES')
        return hires.map((one) => {
          const { type = null, source = null } = applications.get(one['applicationId']) ?? {};
          return { ...withPerson(one, 'startsOn'), type, source };
        });
      if (measure === 'TIME_TO_FILL')
        return vacancies.flatMap((vacancy): Row[] => {
          const opened = vacancy['openedOn'] as string | null;
          const days = hires
            .filter(({ vacancyId, startsOn }) => vacancyId === vacancy['id'] && opened !== null && startsOn! >= opened)
            .map(({ startsOn }) => startsOn as string);
          const first = days.toSorted()[0];
          return first === undefined ? [] : [{ ...vacancy, day: first, days: daysBetween(opened!, first) }];
        });
      return [...people.values()].map((one) => ({ ...one, day: one['registeredOn'] }));
    }

    const KEYS: Record<DimensionCode, (row: Row) => unknown> = {
      AGENCY: (row) => row['agencyId'],
      ORGANISATION_UNIT: (row) => row['organisationUnitId'],
      MONTH: (row) => (row['day'] as string | null)?.slice(0, 7),
      REGISTRATION_KIND: (row) => row['registrationKind'],
      APPLICATION_TYPE: (row) => row['type'],
      STATUS: (row) => row['status'],
      SOURCE: (row) => row['source'],
      EXTERNAL_AGENCY: (row) => row['externalAgency'],
      VACANCY: (row) => row['vacancyId'],
    };

    function plainFigures(measure: MeasureCode, of: readonly Row[]): number[] {
      if (measure === 'SHARE_ANONYMISED') return [0, 0, of.length];
      if (measure !== 'TIME_TO_FILL') return [of.length];
      const days = of.map((row) => row['days'] as number).toSorted((one, other) => one - other);
      const middle = (days[Math.floor((days.length - 1) / 2)]! + days[Math.ceil((days.length - 1) / 2)]!) / 2;
      const mean = days.reduce((sum, one) => sum + one, 0) / days.length;
      return [middle, Math.round(mean * 10) / 10, days.length];
    }

    function plainReport(measure: MeasureCode, dimension: DimensionCode, rowsOf: readonly Row[]) {
      const groups = Map.groupBy(rowsOf, (row) => (KEYS[dimension](row) as string | null | undefined) ?? '');
      return Object.fromEntries([...groups].map(([key, own]) => [key, plainFigures(measure, own)]));
    }

    it.each(EVERY)('$measure by $dimension is what a plain second count makes of the rows', async (asked) => {
      const all = plainRows(asked.measure, [north, south]);
      expect(all.length).toBeGreaterThan(5);
      const report = await ask(everybody, asked);
      expect(figuresOf(report)).toEqual(plainReport(asked.measure, asked.dimension, all));
      expect(report.total).toEqual(plainFigures(asked.measure, all));

      const inPeriod = all.filter(({ day }) => day != null && day >= PERIOD.from && day <= PERIOD.until);
      expect(inPeriod.length).toBeGreaterThan(0);
      expect(inPeriod.length).toBeLessThan(all.length);
      const narrow = await ask(everybody, { ...asked, ...PERIOD });
      expect(figuresOf(narrow)).toEqual(plainReport(asked.measure, asked.dimension, inPeriod));

      const ofSouth = plainRows(asked.measure, [south]);
      const one = await ask(everybody, { ...asked, agencyId: south.agencyId });
      expect(figuresOf(one)).toEqual(plainReport(asked.measure, asked.dimension, ofSouth));
    });

    it('counts the first and the last day of the period, and takes whole months where sums know of no days', async () => {
      const day = north.candidates[40]!['registeredOn'] as string;
      const one = await ask(everybody, { measure: 'CANDIDATES', dimension: 'AGENCY', from: day, until: day });
      expect(one).toMatchObject({ total: [2], from: day, until: day, wholeMonths: false });
      const months = await ask(everybody, { measure: 'APPLICATIONS', dimension: 'STATUS', from: day, until: day });
      expect(months).toMatchObject({ from: '2026-03-01', until: '2026-03-31', wholeMonths: true });
      await expect(
        ask(everybody, { measure: 'CANDIDATES', dimension: 'AGENCY', from: '2026-03-02', until: '2026-03-01' }),
      ).rejects.toMatchObject({ code: 'BAD_USER_INPUT', field: ['until'] });
    });

    it('says in both languages what each group is, months by time and codes in their own order', async () => {
      const months = await ask(everybody, { measure: 'HIRES', dimension: 'MONTH' });
      expect(months.groups.map(({ key }) => key)).toEqual(
        [...months.groups.map(({ key }) => key ?? '~')].toSorted().map((key) => (key === '~' ? null : key)),
      );
      expect(months.groups[0]).toMatchObject({ nl: 'januari 2026', en: 'January 2026' });
      expect(months.groups.at(-1)).toMatchObject({ kind: 'NONE', nl: 'Zonder datum', en: 'Without a date' });
      const statuses = await ask(everybody, { measure: 'APPLICATIONS', dimension: 'STATUS' });
      expect(statuses.groups.map(({ nl }) => nl)).toEqual([
        'Nieuw', 'In behandeling', 'Gesprek', 'Aangeboden', 'Aangenomen', 'Afgewezen', 'Teruggetrokken', 'Gesloten',
      ]); // prettier-ignore
      const agencies = await ask(everybody, { measure: 'CANDIDATES', dimension: 'AGENCY' });
      expect(new Set(agencies.groups.map(({ nl }) => nl))).toEqual(new Set([north.name, south.name]));
    });
  });

  describe('are bounded', () => {
    it('to fifty groups, and tell the rest as one, so that the total stays right', async () => {
      const world = await makeReportWorld(product);
      const [person] = world.candidates;
      const manyOnes = Array.from({ length: 80 }, (_, index) => ({
        id: newId(),
        candidateId: person!['id'] as string,
        type: 'OPEN',
        source: `Bron ${String(index)}`,
        appliedOn: '2026-04-01',
      }));
      await insertRecords(product.orm.em.fork(), ApplicationSchema, manyOnes);
      const actor = staffActor('ADMIN', [world.agencyId]);
      const report = await ask(actor, { measure: 'APPLICATIONS', dimension: 'SOURCE' });
      expect(report.groups.filter(({ kind }) => kind === 'OTHERS')).toHaveLength(1);
      expect(report.groups.filter(({ kind }) => kind !== 'OTHERS')).toHaveLength(50);
      expect(report.groups[0]!.figures[0]).toBeGreaterThan(1);
      const sum = report.groups.reduce((all, { figures }) => all + figures[0]!, 0);
      expect([sum]).toEqual(report.total);
      expect(sum).toBe(world.applications.length + 80);
    });

    it('to the sixty last months, and show a month in which there was nothing', async () => {
      const world = await makeReportWorld(product);
      const [person] = world.candidates;
      const add = (appliedOn: string) =>
        insertRecords(product.orm.em.fork(), ApplicationSchema, [
          { id: newId(), candidateId: person!['id'], type: 'OPEN', appliedOn },
        ]);
      const actor = staffActor('ADMIN', [world.agencyId]);
      await add('2025-10-05');
      const withGap = await ask(actor, { measure: 'APPLICATIONS', dimension: 'MONTH' });
      expect(withGap.groups.slice(0, 4).map(({ key, figures }) => [key, ...figures])).toEqual([
        ['2025-10', 1],
        ['2025-11', 0],
        ['2025-12', 0],
        ['2026-01', expect.any(Number)],
      ]);
      for (let year = 1950; year < 2020; year += 1) await add(`${String(year)}-07-01`);
      const old = await ask(actor, { measure: 'APPLICATIONS', dimension: 'MONTH' });
      expect(old.groups).toHaveLength(61);
      expect(old.groups.at(-1)).toMatchObject({ kind: 'OTHERS', nl: 'Overige' });
      expect(old.total).toEqual([world.applications.length + 71]);
    });
  });

  describe('tell each only what exists for him', () => {
    it.each(EVERY)('$measure by $dimension: nothing of another agency, nor of another unit', async (asked) => {
      const ofNorth = await ask(everybody, { ...asked, agencyId: north.agencyId });
      expect(await ask(staffActor('ADMIN', [north.agencyId]), asked)).toEqual(ofNorth);
      const foreign = await ask(staffActor('ADMIN', [north.agencyId]), { ...asked, agencyId: south.agencyId });
      expect(foreign.groups).toEqual([]);
      const unknown = await ask(staffActor('ADMIN', [north.agencyId]), { ...asked, agencyId: newId() });
      expect(foreign).toEqual(unknown);

      const unitId = north.units[0]!;
      const ofUnit: StaffActor = { ...staffActor('ADMIN', [north.agencyId, south.agencyId]), unitIds: [unitId] };
      const seen = await ask(ofUnit, asked);
      const sum = (report: Report) => report.total.at(-1) ?? 0;
      expect(sum(seen)).toBeLessThan(sum(ofNorth));
      if (asked.measure === 'CANDIDATES')
        expect(sum(seen)).toBe(north.candidates.filter((one) => one['organisationUnitId'] === unitId).length);
    });

    it('counts an application on a vacancy that does not exist for him with the others, without its name', async () => {
      const unitId = north.units[0]!;
      const ofUnit: StaffActor = { ...staffActor('ADMIN', [north.agencyId]), unitIds: [unitId] };
      const report = await ask(ofUnit, { measure: 'APPLICATIONS', dimension: 'VACANCY' });
      const own = north.vacancies.filter((one) => one['organisationUnitId'] === unitId).map(({ id }) => id);
      const named = Object.keys(figuresOf(report)).filter((key) => key.length > 1);
      expect(named.length).toBeGreaterThan(0);
      expect(named.filter((id) => !own.includes(id))).toEqual([]);
      expect(report.groups.at(-1)).toMatchObject({ kind: 'OTHERS' });
      const people = new Set(
        north.candidates.filter((one) => one['organisationUnitId'] === unitId).map((one) => one['id']),
      );
      expect(report.total).toEqual([north.applications.filter((one) => people.has(one['candidateId'])).length]);
    });
  });

  describe('are no way round a field that may not be seen (D17)', () => {
    const without = (rights: Rights, field: FieldName): Rights => ({
      ...rights,
      see: rights.see.difference(new Set([field])),
    });

    it('refuses each report of which a field is hidden, does not offer it, and offers all others', () => {
      const fields = new Set(
        EVERY.flatMap(({ measure, dimension }) => [
          ...MEASURES[measure].fields,
          ...MEASURES[measure].by[dimension]!.fields,
        ]),
      );
      expect(fields.size).toBeGreaterThan(8);
      for (const field of fields) {
        const rights = without(everybody.rights, field);
        const offered = offeredReports(rights).flatMap(({ code, dimensions }) =>
          dimensions.map((dimension) => `${code} ${dimension}`),
        );
        for (const { measure, dimension } of EVERY) {
          const tells = [...MEASURES[measure].fields, ...MEASURES[measure].by[dimension]!.fields].includes(field);
          const name = `${measure} ${dimension}`;
          expect(offered.includes(name), `${name} without ${field}`).toBe(!tells);
          const count = () => mustMayCount(rights, { measure, dimension, withPeriod: false });
          if (tells) expect(count).toThrow(DomainError);
          else expect(count).not.toThrow();
        }
      }
    });

    it('refuses a period to who may not see the day', async () => {
      const rights = without(everybody.rights, 'Application.appliedOn');
      const asked = { measure: 'APPLICATIONS', dimension: 'SOURCE' } as const;
      expect((await ask({ ...everybody, rights }, asked)).groups.length).toBeGreaterThan(1);
      expect(offeredReports(rights).find(({ code }) => code === 'APPLICATIONS')).toMatchObject({ hasPeriod: false });
      for (const period of [{ from: PERIOD.from }, { until: PERIOD.until }])
        await expect(ask({ ...everybody, rights }, { ...asked, ...period })).rejects.toMatchObject({
          code: 'FORBIDDEN',
        });
    });

    it('counts nothing of which nothing at all may be seen', async () => {
      const rights: Rights = { ...NO_RIGHTS, permissions: new Set(['report:read']) };
      expect(offeredReports(rights)).toEqual([]);
      for (const asked of EVERY)
        await expect(ask({ ...everybody, rights }, asked)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    });

    it('refuses what can’t be counted in such groups', async () => {
      await expect(ask(everybody, { measure: 'TIME_TO_FILL', dimension: 'SOURCE' })).rejects.toMatchObject({
        code: 'BAD_USER_INPUT',
        field: ['dimension'],
      });
    });
  });

  describe('tell who may not read the files nothing of a few', () => {
    let counter: StaffActor;
    let world: ReportWorld;
    beforeAll(async () => {
      world = await makeReportWorld(product);
      const actor = staffActor('ADMIN', [world.agencyId]);
      counter = { ...actor, rights: { ...actor.rights, permissions: new Set(['report:read']) } };
      const [one, other] = world.candidates;
      const few = (candidateId: unknown, source: string, times: number) =>
        Array.from({ length: times }, () => ({
          id: newId(),
          candidateId: candidateId as string,
          type: 'OPEN',
          source,
          appliedOn: '2026-05-02',
        }));
      await insertRecords(product.orm.em.fork(), ApplicationSchema, [
        ...few(one!['id'], 'Eén', 1),
        ...few(other!['id'], 'Twee', 2),
      ]);
    });

    it('puts small groups together, with the next one where these are too few by themselves', async () => {
      const whole = await ask(
        { ...counter, rights: staffActor('ADMIN', []).rights },
        { measure: 'APPLICATIONS', dimension: 'SOURCE' },
      );
      const report = await ask(counter, { measure: 'APPLICATIONS', dimension: 'SOURCE' });
      expect(report).toMatchObject({ smallestGroup: 5, total: whole.total });
      const sizes = report.groups.map(({ figures }) => figures[0]!);
      expect(Math.min(...sizes)).toBeGreaterThanOrEqual(5);
      expect(sizes.reduce((sum, one) => sum + one, 0)).toBe(report.total[0]);
      // Three of two sources: with them went the smallest of the others.
      expect(report.groups).toHaveLength(whole.groups.length - 2);
      expect(report.groups.map(({ nl }) => nl)).not.toContain('Eén');
    });

    it('tells no total of a few either, and takes whole months', async () => {
      const report = await ask(counter, {
        measure: 'APPLICATIONS',
        dimension: 'SOURCE',
        from: '2026-05-02',
        until: '2026-05-02',
      });
      expect(report).toMatchObject({ groups: [], total: [null], from: '2026-05-01', until: '2026-05-31' });
    });
  });

  describe('are taken along as a file', () => {
    it('in the language asked, which no spreadsheet takes for formulas, and that is in the audit trail', async () => {
      const asked = { measure: 'APPLICATIONS', dimension: 'SOURCE', from: null, until: null, agencyId: null } as const;
      const work = product.workAs(everybody);
      const { csv, groups } = await exportReport(work, everybody.rights, { request: asked, language: 'nl' });
      const lines = csv.split('\n');
      expect(lines[0]).toBe('\uFEFFBron;Inschrijvingen');
      expect(lines.filter((line) => line.includes('=1+1'))).toEqual([expect.stringMatching(/^'=1\+1;\d+$/)]);
      const report = await ask(everybody, asked);
      expect(lines).toHaveLength(groups + 3);
      expect(lines.at(-2)).toBe(`Totaal;${String(report.total[0])}`);
      const [entry] = await rows<{ action: string; facts: object; subject_id: null; agency_id: null }>(
        work.em,
        sql`select action, facts, subject_id, agency_id from audit_entry order by seq desc limit 1`,
      );
      expect(entry).toEqual({
        action: 'report.exported',
        facts: { measure: 'APPLICATIONS', dimension: 'SOURCE', rows: groups },
        subject_id: null,
        agency_id: null,
      });
    });

    it('with a comma in Dutch figures and a point in English ones', async () => {
      const asked = { measure: 'TIME_TO_FILL', dimension: 'AGENCY', from: null, until: null, agencyId: null } as const;
      const write = async (language: 'nl' | 'en') =>
        (await exportReport(product.workAs(everybody), everybody.rights, { request: asked, language })).csv;
      const { groups, total } = await ask(everybody, asked);
      const mean = [...groups.map(({ figures }) => figures[1]), total[1]].find((one) => !Number.isInteger(one));
      expect(mean).toBeDefined();
      expect(await write('nl')).toContain(String(mean).replace('.', ','));
      const english = await write('en');
      expect(english).toContain(String(mean));
      expect(english).toContain('Agency;Median (days);Mean (days);Vacancies filled');
    });

    it('not in another’s trail, and not by who may not have the report', async () => {
      const actor = staffActor('ADMIN', [north.agencyId]);
      const asked = { measure: 'CANDIDATES', dimension: 'MONTH', from: null, until: null } as const;
      const entries = () =>
        rows<{ agency_id: string | null }>(
          product.workAs().em,
          sql`select agency_id from audit_entry where action = 'report.exported' order by seq desc`,
        );
      for (const agencyId of [north.agencyId, south.agencyId])
        await exportReport(product.workAs(actor), actor.rights, { request: { ...asked, agencyId }, language: 'en' });
      const before = await entries();
      expect(before.slice(0, 2).map((one) => one.agency_id)).toEqual([null, north.agencyId]);
      await expect(
        exportReport(product.workAs(actor), NO_RIGHTS, { request: { ...asked, agencyId: null }, language: 'en' }),
      ).rejects.toMatchObject({ code: 'FORBIDDEN' });
      expect(await entries()).toHaveLength(before.length);
    });
  });
});
