import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { fileURLToPath } from 'node:url';
import { type Finding, load, median } from '../report.ts';
import { FIELDS, QUERY } from './people.ts';

const SIDES = ['product', 'bare', 'shield'] as const;
type Side = (typeof SIDES)[number];
/** Requests at a time. */
const AT_A_TIME = 4;

interface Served {
  child: ChildProcess;
  url: string;
  cookie: string;
}
interface Figures {
  /** Requests a second. */
  rate: number;
  /** Milliseconds of a processor that the serving process took for one. */
  cpu: number;
}

/** P6, P7: requests a second for 200 × 15 guarded fields. Each side is a process of its own; this one asks. */
export async function measureOverHttp(
  databaseUrl: string,
  { rounds, seconds }: { rounds: number; seconds: number },
): Promise<Finding[]> {
  const served = {} as Record<Side, Served>;
  try {
    for (const side of SIDES) served[side] = await start(side, databaseUrl);
    for (const side of SIDES) await askFor(served[side], 1);
    const figures = Object.fromEntries(SIDES.map((side) => [side, [] as Figures[]])) as Record<Side, Figures[]>;
    for (let round = 0; round < rounds; round += 1) {
      const turn = SIDES.map((_, index) => SIDES[(index + round) % SIDES.length]!);
      for (const side of turn) figures[side].push(await askFor(served[side], seconds));
      const said = SIDES.map(
        (side) => `${side} ${figures[side][round]!.rate.toFixed(0)}/s, ${figures[side][round]!.cpu.toFixed(1)} ms`,
      );
      console.log(
        `Round ${round + 1} (load ${load()}), requests a second and processor time of each: ${said.join('; ')}`,
      );
    }
    const rate = (base: Side) => figures.product.map((one, round) => one.rate / figures[base][round]!.rate);
    const cpu = (base: Side) => figures.product.map((one, round) => figures[base][round]!.cpu / one.cpu);
    for (const side of SIDES)
      console.log(`Median, requests a second, ${side}: ${median(figures[side].map((one) => one.rate)).toFixed(0)}`);
    return [
      {
        number: 'P6',
        what: 'requests a second, against Apollo + graphql-shield as it comes',
        ratios: rate('shield'),
        asked: { atLeast: 4 },
      },
      { number: 'P6', what: 'the same by processor time of a request', ratios: cpu('shield'), asked: { atLeast: 4 } },
      { number: 'P7', what: 'requests a second, against bare Apollo', ratios: rate('bare'), asked: { atLeast: 0.85 } },
      { number: 'P7', what: 'the same by processor time of a request', ratios: cpu('bare'), asked: { atLeast: 0.85 } },
    ];
  } finally {
    for (const { child } of Object.values(served)) child.disconnect();
  }
}

async function start(side: Side, databaseUrl: string): Promise<Served> {
  const child = fork(fileURLToPath(new URL('serve.ts', import.meta.url)), [side, databaseUrl]);
  const [said] = (await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => Promise.reject(new Error(`${side} ended before it served.`))),
  ])) as [{ url: string; cookie: string }];
  return { child, ...said };
}

async function askFor({ child, url, cookie }: Served, seconds: number): Promise<Figures> {
  const agent = new Agent({ keepAlive: true, maxSockets: AT_A_TIME });
  const before = await cpuOf(child);
  const start = performance.now();
  let answered = 0;
  const body = JSON.stringify({ query: QUERY });
  await Promise.all(
    Array.from({ length: AT_A_TIME }, async () => {
      while (performance.now() - start < seconds * 1_000) {
        mustBeWhole(await ask(`${url}/graphql`, body, cookie, agent));
        answered += 1;
      }
    }),
  );
  const took = (performance.now() - start) / 1_000;
  agent.destroy();
  return { rate: answered / took, cpu: ((await cpuOf(child)) - before) / answered };
}

function ask(url: string, body: string, cookie: string, agent: Agent): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', ...(cookie ? { cookie } : {}) };
    const asked = request(url, { method: 'POST', agent, headers }, (answer) => {
      const parts: Buffer[] = [];
      answer
        .on('data', (part: Buffer) => parts.push(part))
        .on('end', () => resolve(Buffer.concat(parts)))
        .on('error', reject);
    });
    asked.on('error', reject).end(body);
  });
}

/** A refusal is quick, and would be measured as speed. */
function mustBeWhole(answer: Buffer): void {
  const last = `"${FIELDS.at(-1)!} of 199"`;
  if (!answer.includes(last) || answer.includes('"errors"'))
    throw new Error(`Not all was answered: ${answer.subarray(0, 500).toString()}`);
}

async function cpuOf(child: ChildProcess): Promise<number> {
  child.send('cpu');
  const [{ cpu }] = (await once(child, 'message')) as [{ cpu: NodeJS.CpuUsage }];
  return (cpu.user + cpu.system) / 1_000;
}
