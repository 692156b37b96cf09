// cspell:ignore barsize
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { Presets, SingleBar } from 'cli-progress';
import { rows, sql } from '../../platform/database/index.ts';
import { DomainError } from '../../platform/errors.ts';
import type { Work } from '../permissions/index.ts';
import { SHOWN_PROBLEMS, type OnProgress } from './check-import.ts';
import type { ImportProblem, ImportRun } from './import-run.entity.ts';
import { runImport } from './run-import.ts';

export const IMPORT_USAGE = 'Usage: import FILE.csv [--agency NAME] [--skip-bad]';

export interface CommandIo {
  readonly stdout: NodeJS.WritableStream & { readonly isTTY?: boolean };
  readonly stderr: NodeJS.WritableStream;
}

const PHASES = { CHECKING: 'Checking', WRITING: 'Writing' } as const;
/** Rows between two lines of progress where there is no terminal. */
const REPORT_EVERY = 10_000;

/**
 * `import FILE.csv [--agency NAME] [--skip-bad]`: imports a file and tells what became of it.
 * @param argv what stands after the word `import`.
 * @returns the exit code: 0 done, 1 nothing kept, 2 not understood.
 */
export async function importCommand(work: Work, argv: readonly string[], io: CommandIo): Promise<number> {
  const say = (text: string) => io.stdout.write(`${text}\n`);
  const refuse = (text: string) => {
    io.stderr.write(`${text}\n`);
    return 2;
  };
  const asked = readArguments(argv);
  if (!asked) return refuse(IMPORT_USAGE);
  const file = await stat(asked.path).catch(() => null);
  if (!file?.isFile()) return refuse('There is no such file, or it may not be read.');
  const agency = await chooseAgency(work, asked.agency);
  if ('refusal' in agency) return refuse(agency.refusal);

  say(`Importing into ${agency.name}.`);
  const progress = io.stdout.isTTY === true ? barProgress(io.stdout) : lineProgress(say);
  let run: ImportRun;
  try {
    run = await runImport(work, {
      agencyId: agency.id,
      source: () => createReadStream(asked.path),
      skipBad: asked.skipBad,
      onProgress: progress.report,
    }).finally(progress.stop);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    io.stderr.write(`${error.message}\n`);
    return 1;
  }
  if (run.problems.length > 0) say(problemTable(run.problems));
  say(summary(run, asked.skipBad));
  return run.state === 'DONE' ? 0 : 1;
}

function readArguments(argv: readonly string[]): { path: string; agency: string | undefined; skipBad: boolean } | null {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      options: { agency: { type: 'string' }, 'skip-bad': { type: 'boolean' } },
      allowPositionals: true,
    });
    const [path, ...more] = positionals;
    return path === undefined || more.length > 0
      ? null
      : { path, agency: values.agency, skipBad: values['skip-bad'] ?? false };
  } catch {
    return null;
  }
}

async function chooseAgency(
  { em }: Work,
  name: string | undefined,
): Promise<{ id: string; name: string } | { refusal: string }> {
  const agencies = await rows<{ id: string; name: string }>(em, sql`select id, name from agency order by name`);
  const names = agencies.map((one) => one.name).join(', ');
  const [only] = agencies;
  if (!only) return { refusal: 'There is no agency yet to import into.' };
  if (name === undefined)
    return agencies.length === 1 ? only : { refusal: `Say with --agency which agency it is for: ${names}.` };
  return (
    agencies.find((one) => one.name.toLowerCase() === name.toLowerCase()) ?? {
      refusal: `There is no agency of that name; there is ${names}.`,
    }
  );
}

interface Progress {
  readonly report: OnProgress;
  readonly stop: () => void;
}

function barProgress(stream: NodeJS.WritableStream): Progress {
  const bar = new SingleBar(
    { stream, format: '{phase} {bar} {percentage}% · {value} of {total} rows', barsize: 30, hideCursor: true },
    Presets.shades_classic,
  );
  let phase: string | null = null;
  return {
    report: (at) => {
      if (phase !== at.phase) bar.start(at.total, at.done, { phase: PHASES[at.phase] });
      phase = at.phase;
      bar.setTotal(at.total);
      bar.update(at.done);
    },
    stop: () => bar.stop(),
  };
}

function lineProgress(say: (text: string) => void): Progress {
  return {
    report: ({ phase, done, total }) => {
      const about = phase === 'CHECKING' && done < total ? 'about ' : '';
      if (done % REPORT_EVERY === 0 || done === total)
        say(`${PHASES[phase]}: ${String(done)} of ${about}${String(total)} rows.`);
    },
    stop: () => undefined,
  };
}

function problemTable(problems: readonly ImportProblem[]): string {
  const cells = [
    ['Line', 'Column', 'Reason'],
    ...problems.map((one) => [String(one.line), one.column ?? '', `${one.message} (${one.code})`]),
  ];
  const widths = [0, 1].map((index) => Math.max(...cells.map((row) => row[index]!.length)));
  const lines = cells.map(
    ([line, column, reason]) => `${line!.padStart(widths[0]!)}  ${column!.padEnd(widths[1]!)}  ${reason!}`,
  );
  return [...lines, ...(problems.length === SHOWN_PROBLEMS ? ['These are the first hundred.'] : [])].join('\n');
}

function summary(run: ImportRun, skipBad: boolean): string {
  const counts = `${String(run.candidatesAdded)} candidates, ${String(run.applicationsAdded)} applications, ${String(run.workExperiencesAdded)} work experiences and ${String(run.consentsAdded)} consents`;
  if (run.state === 'DONE')
    return `Done: ${counts} were added${run.skipped > 0 ? `; ${String(run.skipped)} rows were skipped` : ''}.`;
  const hint = !skipBad && run.skipped > 0 ? ' Mend the rows above, or keep the others with --skip-bad.' : '';
  return `Nothing was imported.${hint}`;
}
