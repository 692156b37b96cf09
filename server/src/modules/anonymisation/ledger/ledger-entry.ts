import { z } from 'zod';
import { rows, sql } from '../../../platform/database/index.ts';
import { newId } from '../../../platform/ids.ts';
import type { FileStore } from '../../../platform/storage/file-store.ts';
import type { Work } from '../../permissions/index.ts';
import { ENDINGS } from '../../retention/index.ts';
import { ERASURE_WAYS } from '../erasure-receipt.ts';

/**
 * The erasure ledger (B9): who was erased, kept outside the database, so that a back-up which is put back brings nobody back.
 * Ids alone, and nothing of the people. An entry is written before anything is overwritten; it stays `open` until the database is
 * known to have committed, and is then filed under the day.
 *
 * It comes into `open` whole or not at all. What lies in `writing` is of a process that is at it, or that died there: before it
 * had erased anybody.
 */
const WRITING = 'writing/';
const OPEN = 'open/';
const FILED = 'filed/';

const contentSchema = z.object({
  agencyId: z.uuid(),
  erasedAt: z.iso.datetime(),
  way: z.enum(ERASURE_WAYS),
  ending: z.enum(ENDINGS),
  plus: z.boolean(),
  people: z.array(z.object({ candidateId: z.uuid(), receiptId: z.uuid() })).min(1),
  /** PostgreSQL's name for the cluster in which that is done, and the number of the transaction that erases them there. */
  cluster: z.string().regex(/^\d+$/),
  transaction: z.string().regex(/^\d+$/),
});
const entrySchema = contentSchema.extend({ id: z.uuid(), seal: z.string() });

export type LedgerContent = z.infer<typeof contentSchema>;
export type LedgerEntry = Omit<z.infer<typeof entrySchema>, 'seal'>;

/** A file of the ledger that nobody with this product's key wrote, or that was changed since. */
export class LedgerUnreadable extends Error {
  override readonly name = 'LedgerUnreadable';
  readonly key: string;
  constructor(key: string) {
    super(`The entry ${key} of the erasure ledger was not written with this product’s key, or was changed since.`);
    this.key = key;
  }
}

/** Writes down who is about to be erased in the transaction of `work`; when that fails, nobody is. */
export async function enterInLedger(
  work: Work,
  content: Omit<LedgerContent, 'cluster' | 'transaction'>,
): Promise<void> {
  const [current] = await rows<{ cluster: string; transaction: string }>(
    work.em,
    sql`select ${thisCluster} as cluster, pg_current_xact_id()::text as transaction`,
  );
  const entry: LedgerEntry = { id: newId(), ...content, ...current! };
  const name = `${entry.id}.json`;
  await work.ledger.put(`${WRITING}${name}`, JSON.stringify({ ...entry, seal: sealOf(work, entry) }));
  await work.ledger.move(`${WRITING}${name}`, `${OPEN}${name}`);
}

/** SQL: the cluster that is asked. A dump that is put back elsewhere comes into another one. */
export const thisCluster = sql<string>`(select system_identifier::text from pg_control_system())`;

/** @throws LedgerUnreadable */
export async function readEntry(work: Work, key: string): Promise<LedgerEntry> {
  const text = Buffer.from(await work.ledger.getBytes(key)).toString('utf8');
  const parsed = entrySchema.safeParse(fromJson(text));
  if (!parsed.success) throw new LedgerUnreadable(key);
  const { seal, ...entry } = parsed.data;
  if (seal !== sealOf(work, entry)) throw new LedgerUnreadable(key);
  return entry;
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** By this product's key: what nobody else wrote, and nobody changed. */
export const sealOf = ({ secrets }: Work, { id, agencyId, erasedAt, way, ending, plus, people, cluster, transaction }: LedgerEntry) =>
  secrets
    .fingerprint(
      'erasure-ledger',
      JSON.stringify([id, agencyId, erasedAt, way, ending, plus, cluster, transaction, people.map((one) => [one.candidateId, one.receiptId])]),
    )
    .toString('hex'); // prettier-ignore

/** Files an open entry under the day of the erasure, in universal time. */
export const fileEntry = ({ ledger }: Work, entry: LedgerEntry): Promise<void> =>
  ledger.move(`${OPEN}${entry.id}.json`, `${FILED}${entry.erasedAt.slice(0, 10)}/${entry.id}.json`);

export const openKeys = ({ ledger }: Work): AsyncGenerator<string> => keysUnder(ledger, OPEN);

/** @param since a day, `2026-06-01`: entries of that day and later. */
export async function* filedKeys({ ledger }: Work, since = ''): AsyncGenerator<string> {
  const days: string[] = [];
  for await (const { name, isFile } of list(ledger, FILED)) if (!isFile && name >= since) days.push(name);
  for (const day of days.sort()) yield* keysUnder(ledger, `${FILED}${day}/`);
}

/** @param day in universal time, `2026-06-01`. */
export const filedKeysOfDay = ({ ledger }: Work, day: string): AsyncGenerator<string> =>
  keysUnder(ledger, `${FILED}${day}/`);

async function* keysUnder(ledger: FileStore, folder: string): AsyncGenerator<string> {
  for await (const { name, isFile } of list(ledger, folder)) if (isFile) yield `${folder}${name}`;
}

async function* list(ledger: FileStore, folder: string): AsyncGenerator<{ name: string; isFile: boolean }> {
  let page: string | undefined;
  do {
    const found = await ledger.listAll(folder, page === undefined ? {} : { paginationToken: page });
    for (const { name, isFile } of found.objects) yield { name, isFile };
    page = found.paginationToken;
  } while (page !== undefined);
}
