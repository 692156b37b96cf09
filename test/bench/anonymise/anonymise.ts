import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createDatabase, withClient, withCopy } from '../databases.ts';
import { openProduct, type Product, startServer } from '../product.ts';
import { type Finding, load, machine, median, table } from '../report.ts';
import { eraseByHand } from './by-hand.ts';
import { eraseByUnitOfWork } from './by-unit-of-work.ts';
import { fill, type Filled } from './fill.ts';
import type { Collecting, MemoryTaken } from './memory.ts';

export interface Options {
  people: number;
  rounds: number;
  only: 'speed' | 'memory' | undefined;
}

/** P1–P4: how fast the product erases people, against the ways that are nearest at hand, and in how much memory. */
export async function benchAnonymise(options: Options): Promise<void> {
  const server = await startServer();
  try {
    const { version } = await withClient(server.url, async (client) => {
      const found = await client.query<{ version: string }>(`select current_setting('server_version') as version`);
      return found.rows[0]!;
    });
    console.log(`${machine(version)}\n`);
    const findings = [
      ...(options.only === 'memory' ? [] : await measureSpeed(server.url, options)),
      ...(options.only === 'speed' ? [] : await measureMemory(server.url, options)),
    ];
    console.log(`\n${table(findings)}`);
  } finally {
    await server.stop();
  }
}

async function makeTemplate(serverUrl: string, name: string, what: Parameters<typeof fill>[1]): Promise<Filled> {
  const url = await createDatabase(serverUrl, name);
  const product = await openProduct(url);
  await product.migrate();
  await product.close();
  const filled = await withClient(url, (client) => fill(client, what));
  console.log(
    `Filled: ${what.people} people with ${(filled.rows / what.people).toFixed(1)} rows each (load ${load()}).`,
  );
  return filled;
}

// ---------------------------------------------------------------------------------------------------------------------
// Speed

const SIDES = ['by hand', 'as it ships', 'one batch', '100 a flush', '1 a flush'] as const;
type Side = (typeof SIDES)[number];

interface Scene {
  url: string;
  product: Product;
  agencyIds: readonly string[];
  candidateIds: readonly string[];
  ruleId: string;
}

/** What each side does, and to how many people: the slow ones get fewer, and are compared by the person. */
const DEEDS: Record<Side, { share: number; erase: (scene: Scene) => Promise<unknown> }> = {
  'by hand': { share: 1, erase: ({ url, candidateIds }) => eraseByHand(url, candidateIds) },
  'as it ships': { share: 1, erase: (scene) => eraseDue(scene) },
  'one batch': { share: 1, erase: (scene) => eraseDue(scene, 1) },
  '100 a flush': {
    share: 0.1,
    erase: (scene) => eraseByUnitOfWork(scene.product, scene.candidateIds, { ...scene, peopleAFlush: 100 }),
  },
  '1 a flush': {
    share: 0.02,
    erase: (scene) => eraseByUnitOfWork(scene.product, scene.candidateIds, { ...scene, peopleAFlush: 1 }),
  },
};

/** One agency after the other, as the daily sweep does. */
async function eraseDue({ product, agencyIds }: Scene, lanes?: number): Promise<void> {
  for (const id of agencyIds) await product.eraseDue(id, lanes === undefined ? {} : { lanes });
}

async function measureSpeed(serverUrl: string, { people, rounds }: Options): Promise<Finding[]> {
  const { agencyIds } = await makeTemplate(serverUrl, 'speed', { people, agencies: 2, rowsEach: 'full' });
  const rates = Object.fromEntries(SIDES.map((side) => [side, [] as number[]])) as Record<Side, number[]>;

  for (let round = 0; round < rounds; round += 1) {
    // Another one begins each time, so that none is always the first.
    const turn = SIDES.map((_, index) => SIDES[(index + round) % SIDES.length]!);
    for (const side of turn) {
      const rate = await withCopy(serverUrl, 'speed', (url) => timeSide(url, side, agencyIds));
      rates[side].push(rate);
    }
    const said = SIDES.map((side) => `${side} ${Math.round(rates[side][round]!)}`).join(', ');
    console.log(`Round ${round + 1} (load ${load()}), people a second: ${said}`);
  }
  for (const side of SIDES) console.log(`Median, people a second, ${side}: ${Math.round(median(rates[side]))}`);

  const against = (measured: Side, base: Side) => rates[measured].map((rate, round) => rate / rates[base][round]!);
  return [
    finding('P1', 'as it ships, against 16 statements by hand', against('as it ships', 'by hand'), 0.6),
    finding('P1', 'the same, stretch', against('as it ships', 'by hand'), 1.2),
    finding('P1', 'one batch at a time, against the same', against('one batch', 'by hand'), 0.6),
    finding('P2', 'one batch at a time, against MikroORM, 100 people a flush', against('one batch', '100 a flush'), 5),
    finding('P3', 'one batch at a time, against load and flush per person', against('one batch', '1 a flush'), 25),
  ];
}

const finding = (number: string, what: string, ratios: readonly number[], atLeast: number): Finding => ({
  number,
  what,
  ratios,
  asked: { atLeast },
});

/** Erased people a second. */
async function timeSide(url: string, side: Side, agencyIds: readonly string[]): Promise<number> {
  const { share, erase } = DEEDS[side];
  const product = await openProduct(url);
  try {
    const { candidateIds, ruleId } = await withClient(url, async (client) => {
      const all = await client.query<{ id: string }>('select id from candidate where agency_id = any($1) order by id', [
        agencyIds,
      ]);
      const rule = await client.query<{ id: string }>('select id from deregistration_rule where agency_id = $1', [
        agencyIds[0],
      ]);
      return {
        candidateIds: all.rows.slice(0, Math.ceil(all.rows.length * share)).map((one) => one.id),
        ruleId: rule.rows[0]!.id,
      };
    });
    const start = performance.now();
    await erase({ url, product, agencyIds, candidateIds, ruleId });
    const seconds = (performance.now() - start) / 1000;
    await mustBeErased(url, product, candidateIds);
    return candidateIds.length / seconds;
  } finally {
    await product.close();
  }
}

/** A side that does less is no comparison: whoever it erased is, and those whom all sides erased are left the very same. */
async function mustBeErased(url: string, product: Product, candidateIds: readonly string[]): Promise<void> {
  await withClient(url, async (client) => {
    const { rows } = await client.query<{ n: number }>('select count(*)::int as n from candidate where anonymised');
    if (rows[0]!.n !== candidateIds.length) throw new Error(`${rows[0]!.n} are erased, of ${candidateIds.length}.`);
    for (const { schema, person } of product.tables) {
      const { tableName } = schema.meta;
      const left = await client.query<{ digest: string }>(
        `select md5(string_agg(t::text, '' order by t.id)) as digest from ${tableName} t where t.${COLUMNS[person]!} = any($1)`,
        [candidateIds.slice(0, COMPARED)],
      );
      const digest = left.rows[0]!.digest;
      if ((leftBehind.get(tableName) ?? digest) !== digest)
        throw new Error(`The sides differ in what they leave in ${tableName}.`);
      leftBehind.set(tableName, digest);
    }
  });
}

const leftBehind = new Map<string, string>();
const COLUMNS: Record<string, string> = { id: 'id', candidateId: 'candidate_id' };
/** Fewer than any side erases. */
const COMPARED = 10;

// ---------------------------------------------------------------------------------------------------------------------
// Memory

const MEMORY_PROCESS = fileURLToPath(new URL('memory.ts', import.meta.url));
const run = promisify(execFile);

const COLLECTING: Record<Collecting, string> = {
  'every batch': 'garbage collected after every batch',
  lazily: 'collected when V8 sees fit',
};

async function measureMemory(serverUrl: string, { people, rounds }: Options): Promise<Finding[]> {
  const few = { people: people / 2, template: 'memory_few', peaks: { 'every batch': [], lazily: [] } as Peaks };
  const many = { people: people * 5, template: 'memory_many', peaks: { 'every batch': [], lazily: [] } as Peaks };
  const runs = [few, many];
  for (const run of runs)
    await makeTemplate(serverUrl, run.template, { people: run.people, agencies: 1, rowsEach: 'few' });

  const ways = Object.keys(COLLECTING) as Collecting[];
  for (let round = 0; round < rounds; round += 1) {
    const said: string[] = [];
    for (const collecting of ways) {
      for (const run of runs) {
        const { peakRss } = await withCopy(serverUrl, run.template, (url) => runAlone(url, run.people, collecting));
        run.peaks[collecting].push(peakRss);
        said.push(`${run.people} people ${Math.round(peakRss / 2 ** 20)} MB (${COLLECTING[collecting]})`);
      }
    }
    console.log(`Round ${round + 1} (load ${load()}), most memory: ${said.join(', ')}`);
  }
  return ways.map((collecting) => ({
    number: 'P4',
    what: `peak memory, ${few.people} → ${many.people} people, ${COLLECTING[collecting]}`,
    ratios: many.peaks[collecting].map((peak, round) => peak / few.peaks[collecting][round]!),
    asked: { atMost: 1.2 },
  }));
}

type Peaks = Record<Collecting, number[]>;

async function runAlone(url: string, people: number, collecting: Collecting): Promise<MemoryTaken> {
  const agency = await withClient(url, (client) => client.query<{ id: string }>('select id from agency'));
  const { stdout } = await run(process.execPath, ['--expose-gc', MEMORY_PROCESS, url, agency.rows[0]!.id, collecting]);
  const taken = JSON.parse(stdout) as MemoryTaken;
  if (taken.people !== people) throw new Error(`${taken.people} are erased, of ${people}.`);
  return taken;
}
