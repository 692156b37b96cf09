import { createDatabase, withClient } from '../databases.ts';
import { openProduct, startServer, TODAY, type Product } from '../product.ts';
import { type Finding, load, machine, median, table } from '../report.ts';
import { everyRule } from './every-rule.ts';
import { fillForRules, type FilledForRules } from './fill.ts';
import { timePreview, type PreviewTook } from './preview.ts';

interface Scene extends FilledForRules {
  people: number;
  product: Product;
  url: string;
}

/** P10: how long it takes to select by a set that holds every rule, as the people become ten times as many; and B2, with its memory. */
export async function benchRules({ people, rounds }: { people: number; rounds: number }): Promise<void> {
  const server = await startServer();
  const scenes: Scene[] = [];
  try {
    const version = await withClient(server.url, async (client) => {
      const found = await client.query<{ version: string }>(`select current_setting('server_version') as version`);
      return found.rows[0]!.version;
    });
    console.log(`${machine(version)}\n`);
    for (const size of [people / 10, people]) scenes.push(await makeScene(server.url, size));
    const [small, large] = scenes as [Scene, Scene];
    const seconds = { small: [] as number[], large: [] as number[] };
    const ratios: number[] = [];
    for (let round = 1; round <= rounds; round += 1) {
      const few = await timeSelection(small);
      const many = await timeSelection(large);
      seconds.small.push(few.seconds);
      seconds.large.push(many.seconds);
      ratios.push(many.seconds / few.seconds);
      console.log(
        `Round ${String(round)}: ${String(few.selected)} of ${String(small.people)} in ${few.seconds.toFixed(2)} s, ${String(many.selected)} of ${String(large.people)} in ${many.seconds.toFixed(2)} s (load ${load()}).`,
      );
    }
    const finding: Finding = {
      number: 'P10',
      what: `selecting by every rule, ${String(small.people)} → ${String(large.people)} people`,
      ratios,
      asked: { atMost: 12 },
    };
    const findings = [finding, ...(await comparePreviews([small, large], rounds))];
    console.log(`\n${table(findings)}`);
    console.log(
      `\nSelecting and counting took ${median(seconds.large).toFixed(1)} s for ${String(large.people)} people.`,
    );
  } finally {
    for (const scene of scenes) await scene.product.close();
    await server.stop();
  }
}

async function makeScene(serverUrl: string, people: number): Promise<Scene> {
  const url = await createDatabase(serverUrl, `rules_${String(people)}`);
  const product = await openProduct(url);
  await product.migrate();
  const filled = await withClient(url, (client) => fillForRules(client, people));
  console.log(`Filled: ${String(people)} people with ${String(filled.applications)} applications (load ${load()}).`);
  return { ...filled, people, product, url };
}

async function timeSelection(scene: Scene): Promise<{ seconds: number; selected: number }> {
  const rules = everyRule(scene.product.ruleKinds, scene);
  const start = performance.now();
  const selected = await scene.product.countSelected(rules, scene.agencyId, TODAY);
  return { seconds: (performance.now() - start) / 1_000, selected };
}

/** The same for previews, each of which also tells who gets no notice, what differs, and who could still be told apart. */
async function comparePreviews([small, large]: readonly [Scene, Scene], rounds: number): Promise<Finding[]> {
  const took: { few: PreviewTook; many: PreviewTook }[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    const [few, many] = [await timePreview(small.url, small), await timePreview(large.url, large)];
    took.push({ few, many });
    const said = [few, many].map(
      (one) =>
        `${String(one.people)} people in ${one.seconds.toFixed(1)} s, ${one.processorTime?.toFixed(1) ?? '?'} s of processor time of PostgreSQL, at most ${String(Math.round(one.peakRss / 2 ** 20))} MB`,
    );
    console.log(`Preview ${String(round)}: ${said.join('; ')} (load ${load()}).`);
  }
  const ratiosOf = (value: (one: PreviewTook) => number | undefined) =>
    took.map(({ few, many }) => (value(many) ?? NaN) / (value(few) ?? NaN));
  const what = `${String(small.people)} → ${String(large.people)} people`;
  return [
    {
      number: 'B2',
      what: `a preview by every rule, ${what}`,
      ratios: ratiosOf((one) => one.seconds),
      asked: { atMost: 12 },
    },
    {
      number: 'B2',
      what: 'the same by processor time of PostgreSQL',
      ratios: ratiosOf((one) => one.processorTime),
      asked: { atMost: 12 },
    },
    {
      number: 'B2',
      what: 'its peak memory, in the process of the product',
      ratios: ratiosOf((one) => one.peakRss),
      asked: { atMost: 1.2 },
    },
  ];
}
