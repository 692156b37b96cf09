import { parseArgs } from 'node:util';
import {
  acceptLoss,
  checkTrail,
  readHead,
  verifyAudit,
  writeHead,
  type AuditHead,
  type AuditVerification,
  type TrailProblem,
} from '../../modules/audit/index.ts';
import { verifyLedgerCommand } from './verify-ledger-command.ts';
import type { Work } from '../../modules/permissions/index.ts';
import type { FileStore } from '../../platform/storage/file-store.ts';

export const VERIFY_USAGE = 'Usage: verify audit [--since SEQ:HASH | --accept-loss], or verify ledger';

export interface VerifyIo {
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: NodeJS.WritableStream;
}

/** Entries between two signs of life. */
const PROGRESS = 100_000;

const count = (entries: number) => entries.toLocaleString('en-GB');

const SENTENCES: Readonly<Record<TrailProblem, (at: string) => string>> = {
  BROKEN: (at) =>
    `The audit trail is broken at entry ${at}: it, or what stood there, was changed, moved, removed or put in by somebody without the product’s key.`,
  CUT: (at) => `The audit trail was cut off: entry ${at} was noted, and it ends before that.`,
  REPLACED: (at) => `The audit trail was replaced: entry ${at} is not the one that was noted.`,
  NO_NOTE: () =>
    'The note of the audit trail’s head is gone from the file store: the entries there are fit each other, but their end may have been cut off.',
  NOTE_UNREADABLE: () =>
    'The note of the audit trail’s head in the file store was not made with this product’s key: the entries there are fit each other, but their end may have been cut off.',
};

/**
 * `verify audit`: walks the trail, holds it against the note of its head in the file store and, with `--since`, against a head
 * that was noted elsewhere. `--accept-loss` begins a new note after a back-up was restored, and says so in the trail.
 * @returns the exit code: 0 whole, 1 not, 2 not understood.
 */
export async function verifyCommand(
  work: Work,
  store: FileStore,
  argv: readonly string[],
  { stdout, stderr }: VerifyIo,
): Promise<number> {
  if (argv.join(' ') === 'ledger') return verifyLedgerCommand(work, { stdout, stderr });
  const asked = readArguments(argv);
  if (!asked) {
    stderr.write(`${VERIFY_USAGE}\n`);
    return 2;
  }
  let told = 0;
  const onPage = (entries: number) => {
    if (entries < told + PROGRESS) return;
    told = entries;
    stderr.write(`${count(entries)} entries are in order …\n`);
  };
  const found = await checkTrail(work, store, { onPage, ...(asked.since ? { since: asked.since } : {}) });
  stdout.write(`${sentence(found)}\n`);
  if (!asked.acceptLoss) {
    if (found.problem === null && found.head) stdout.write(`Its head, to be noted elsewhere: ${found.head}\n`);
    return found.problem === null ? 0 : 1;
  }
  if (found.problem === null) return 0;
  if ((await verifyAudit(work)).problem) {
    stdout.write('This can’t be accepted: the entries don’t fit each other.\n');
    return 1;
  }
  const head = writeHead(await acceptLoss(work, store));
  stdout.write(`That it was accepted is now in the audit trail. Its head, to be noted elsewhere: ${head}\n`);
  return 0;
}

function sentence({ problem, problemAt, entries }: AuditVerification): string {
  if (problem) return SENTENCES[problem](String(problemAt));
  return `The audit trail is whole: ${count(entries)} ${entries === 1 ? 'entry' : 'entries'}.`;
}

function readArguments(argv: readonly string[]): { since: AuditHead | undefined; acceptLoss: boolean } | null {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      options: { since: { type: 'string' }, 'accept-loss': { type: 'boolean', default: false } },
      allowPositionals: true,
    });
    const since = values.since === undefined ? undefined : readHead(values.since);
    const unreadable = values.since !== undefined && !since;
    if (positionals.join(' ') !== 'audit' || unreadable || (since && values['accept-loss'])) return null;
    return { since, acceptLoss: values['accept-loss'] };
  } catch {
    return null;
  }
}
