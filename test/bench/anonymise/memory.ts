import { runCommand } from '../command.ts';
import { withCopy } from '../databases.ts';
import { type Finding, load } from '../report.ts';
import type { Filled } from './fill.ts';

/**
 * P4: the most memory that `wisbaar sweep` ever has, over so many people and over ten times as many.
 * @param makeTemplate fills a database of that name with people of one agency, with all their rows.
 */
export async function measureMemory(
  serverUrl: string,
  { people, rounds }: { people: number; rounds: number },
  makeTemplate: (name: string, people: number) => Promise<Filled>,
): Promise<Finding[]> {
  const sides = [people / 2, people * 5].map((count) => ({
    people: count,
    template: `memory_${count}`,
    peaks: [] as number[],
  }));
  for (const side of sides) await makeTemplate(side.template, side.people);

  for (let round = 0; round < rounds; round += 1) {
    for (const side of round % 2 === 0 ? sides : sides.toReversed())
      side.peaks.push(await withCopy(serverUrl, side.template, (url) => sweep(url, side.people)));
    const said = sides.map((side) => `${side.people} people ${Math.round(side.peaks[round]! / 2 ** 20)} MB`);
    console.log(`Round ${round + 1} (load ${load()}), most memory: ${said.join(', ')}`);
  }
  const [few, many] = sides as [(typeof sides)[0], (typeof sides)[0]];
  const ratios = many.peaks.map((peak, round) => peak / few.peaks[round]!);
  return [
    { number: 'P4', what: `peak memory, ${few.people} → ${many.people} people`, ratios, asked: { atMost: 1.2 } },
    { number: 'P4', what: 'the same, stretch', ratios, asked: { atMost: 1.05 } },
  ];
}

async function sweep(url: string, people: number): Promise<number> {
  const { said, peakRss } = await runCommand(url, ['sweep']);
  if (!said.includes(`erased ${people},`)) throw new Error(`Not all ${people} people were erased: ${said}`);
  return peakRss;
}
