import { execFileSync } from 'node:child_process';
import { cpus, loadavg, totalmem } from 'node:os';

export interface Finding {
  /** Number in the list of what the product is held to. */
  number: string;
  what: string;
  /** One per round: the two sides were measured within the same minute, so the ratio outlives a busy machine. */
  ratios: readonly number[];
  asked: { atLeast: number } | { atMost: number };
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

export const load = () => loadavg()[0]!.toFixed(1);

/** What it ran on, in one line. */
export function machine(postgres: string): string {
  const processors = cpus();
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  return [
    `${processors.length} × ${processors[0]?.model.trim() ?? 'unknown processor'}`,
    `${gigabytes} GB`,
    `Node ${process.versions.node}`,
    `PostgreSQL ${postgres}`,
    `commit ${commit()}`,
  ].join(', ');
}

function commit(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8', stdio: 'pipe' }).trim();
  } catch {
    return 'unknown';
  }
}

/** The findings as a table, in the Markdown in which docs/benchmarks.md keeps it. */
export function table(findings: readonly Finding[]): string {
  const lines = findings.map(({ number, what, ratios, asked }) => {
    const measured = median(ratios);
    const good = 'atLeast' in asked ? measured >= asked.atLeast : measured <= asked.atMost;
    return [
      number,
      what,
      figure(measured),
      `${figure(Math.min(...ratios))}–${figure(Math.max(...ratios))}`,
      'atLeast' in asked ? `≥ ${asked.atLeast}` : `≤ ${asked.atMost}`,
      good ? 'ok' : 'not',
    ];
  });
  const rows = [['#', 'what', 'median', 'rounds', 'asked', ''], ...lines];
  const widths = rows[0]!.map((_, column) => Math.max(3, ...rows.map((row) => row[column]!.length)));
  const draw = (row: readonly string[]) => `| ${row.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`;
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [draw(rows[0]!), rule, ...rows.slice(1).map(draw)].join('\n');
}

const figure = (value: number) => value.toFixed(value < 10 ? 2 : 1);
