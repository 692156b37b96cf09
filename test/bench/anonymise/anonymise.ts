import { createDatabase, serverVersion, withClient, withCopy } from '../databases.ts';
import { openProduct, type Product, startServer } from '../product.ts';
import { type Finding, load, machine, median, table } from '../report.ts';
import { eraseByHand } from './by-hand.ts';
import { eraseByUnitOfWork } from './by-unit-of-work.ts';
import { fill, type Filled } from './fill.ts';
import { measureMemory } from './memory.ts';

export interface Options {
  people: number;
  rounds: number;
  only: 'speed' | 'memory' | undefined;
}

/** P1–P4: how fast the product erases people, against the ways that are nearest at hand, and in how much memory. */
export async function benchAnonymise(options: Options): Promise<void> {
  const server = await startServer();
  try {
    console.log(`${machine(await serverVersion(server.url))}\n`);
    const findings = [
      ...(options.only === 'memory' ? [] : await measureSpeed(server.url, options)),
      ...(options.only === 'speed'
        ? []
        : await measureMemory(server.url, options, (name, people) =>
            makeTemplate(server.url, name, { people, agencies: 1, rowsEach: 'full' }),
          )),
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
      if (tableName === OURS_ALONE) continue;
      const left = await client.query<{ digest: string }>(
        `select md5(string_agg(t::text, '' order by t::text)) as digest from ${tableName} t where t.${COLUMNS[person]!} = any($1)`,
        [candidateIds.slice(0, COMPARED)],
      );
      const digest = left.rows[0]!.digest;
      if ((leftBehind.get(tableName) ?? digest) !== digest)
        throw new Error(`The sides differ in what they leave in ${tableName}.`);
      leftBehind.set(tableName, digest);
    }
  });
}

/** Who was in a run of the product; the other sides have none. */
const OURS_ALONE = 'erasure_run_person';
const leftBehind = new Map<string, string>();
const COLUMNS: Record<string, string> = { id: 'id', candidateId: 'candidate_id' };
/** Fewer than any side erases. */
const COMPARED = 10;
