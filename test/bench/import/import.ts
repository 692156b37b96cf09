import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '../command.ts';
import { createDatabase, serverVersion, withClient, withCopy } from '../databases.ts';
import { processorTime, serverLeader, serverProcessorTime } from '../processor-time.ts';
import { openProduct, startServer } from '../product.ts';
import { type Finding, load, machine, median, table } from '../report.ts';
import { writeImportFile } from './file.ts';

/** What one import took; its time from the moment that the product was ready to begin. */
interface Taken {
  peakRss: number;
  seconds: number;
  /** Of the product and its database together; undefined where the kernel does not say. */
  processorSeconds: number | undefined;
  /** Seconds that the first tenth of the rows took to write, and the last. */
  ends: readonly [number, number];
}

interface Side {
  rows: number;
  path: string;
  taken: Taken[];
}

/** `wisbaar import` of a file, and of one a tenth as long: whether memory and the time for a row stay what they are. */
export async function benchImport({ rows, rounds }: { rows: number; rounds: number }): Promise<void> {
  const server = await startServer();
  const folder = await mkdtemp(join(tmpdir(), 'wisbaar-bench-'));
  try {
    console.log(`${machine(await serverVersion(server.url))}\n`);
    const template = 'empty_agency';
    await makeAgency(await createDatabase(server.url, template));
    const sides: Side[] = [rows / 10, rows].map((count) => ({ rows: count, path: join(folder, `${count}.csv`), taken: [] })); // prettier-ignore
    for (const side of sides) await writeImportFile(side.path, side.rows);

    for (let round = 0; round < rounds; round += 1) {
      for (const side of round % 2 === 0 ? sides : sides.toReversed())
        side.taken.push(await withCopy(server.url, template, (url) => importFile(url, side)));
      const said = sides.map((side) => describe(side.rows, side.taken[round]!));
      console.log(`Round ${round + 1} (load ${load()}): ${said.join('; ')}`);
    }
    const [few, many] = sides as [Side, Side];
    console.log(`Median, rows a second: ${Math.round(median(many.taken.map((one) => many.rows / one.seconds)))}`);
    console.log(`\n${table(findingsOf(few, many))}`);
  } finally {
    await rm(folder, { recursive: true, force: true });
    await server.stop();
  }
}

async function makeAgency(url: string): Promise<void> {
  const product = await openProduct(url);
  await product.migrate();
  await product.close();
  await withClient(url, async (client) => {
    await client.query(
      `insert into agency (id, name, contact_email) values (uuidv7(), 'Bureau', 'help@bureau.example')`,
    );
    await client.query('insert into retention_policy (agency_id) select id from agency');
    await client.query('vacuum (freeze, analyze)');
  });
}

async function importFile(url: string, { rows, path }: Side): Promise<Taken> {
  const leader = await withClient(url, serverLeader);
  const serverTime = () => (leader === undefined ? undefined : serverProcessorTime(leader));
  const moments: { line: string; at: number }[] = [];
  let before: { own: number | undefined; server: number | undefined } | undefined;
  const ran = await runCommand(url, ['import', path], (line, pid) => {
    moments.push({ line, at: performance.now() / 1000 });
    before ??= { own: processorTime(pid), server: serverTime() };
  });
  const at = (start: string) => {
    const found = moments.find(({ line }) => line.startsWith(start));
    if (!found) throw new Error(`The import did not say “${start}”: ${ran.said}`);
    return found.at;
  };
  // A line of progress comes every 10,000 rows; a shorter file has no first and last tenth to compare.
  const writing = moments.filter(({ line }) => line.startsWith('Writing: ')).map((one) => one.at);
  const times = [ran.processorTime, serverTime(), before?.own, before?.server];
  const [own, server, ownBefore, serverBefore] = times as [number, number, number, number];
  return {
    peakRss: ran.peakRss,
    seconds: at(`Done: ${rows - rows / 5} candidates, ${rows} applications`) - at('Importing into'),
    processorSeconds: times.includes(undefined) ? undefined : own + server - ownBefore - serverBefore,
    ends: [writing[0]! - at(`Checking: ${rows} of ${rows}`), writing.at(-1)! - (writing.at(-2) ?? NaN)],
  };
}

function describe(rows: number, { peakRss, seconds, processorSeconds, ends: [first, last] }: Taken): string {
  const processors = processorSeconds === undefined ? '' : `, ${processorSeconds.toFixed(1)} s of processors`;
  const ends = rows >= 100_000 ? `, its first 10000 rows written in ${first.toFixed(1)} s, its last in ${last.toFixed(1)}` : ''; // prettier-ignore
  return `${rows} rows ${Math.round(peakRss / 2 ** 20)} MB, ${seconds.toFixed(1)} s${processors}${ends}`;
}

function findingsOf(few: Side, many: Side): Finding[] {
  const ratios = (measure: (taken: Taken, rows: number) => number) =>
    many.taken.map((taken, round) => measure(taken, many.rows) / measure(few.taken[round]!, few.rows));
  const rows = `${few.rows} → ${many.rows} rows`;
  const findings: Finding[] = [
    { number: '–', what: `peak memory, ${rows}`, ratios: ratios(({ peakRss }) => peakRss), asked: { atMost: 1.2 } },
    { number: '–', what: `time for a row, ${rows}`, ratios: ratios(({ seconds }, count) => seconds / count), asked: { atMost: 1.3 } }, // prettier-ignore
  ];
  if (many.taken.every(({ processorSeconds }) => processorSeconds !== undefined))
    findings.push({
      number: '–',
      what: 'processor time for a row, the same',
      ratios: ratios(({ processorSeconds }, count) => processorSeconds! / count),
      asked: { atMost: 1.3 },
    });
  return findings;
}
