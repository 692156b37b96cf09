import { verifyLedger } from '../../modules/anonymisation/index.ts';
import type { Work } from '../../modules/permissions/index.ts';

/** Entries between two signs of life. */
const PROGRESS = 10_000;
/** Names of files that are told; the rest are counted. */
const TOLD = 20;

const count = (n: number, one: string, more: string) => `${n.toLocaleString('en-GB')} ${n === 1 ? one : more}`;

/**
 * `verify ledger`: holds the erasure ledger against the database, and changes nothing (B9).
 * @returns the exit code: 0 they agree, 1 they don't.
 */
export async function verifyLedgerCommand(
  work: Work,
  { stdout, stderr }: { readonly stdout: NodeJS.WritableStream; readonly stderr: NodeJS.WritableStream },
): Promise<number> {
  const found = await verifyLedger(work, (entries) => {
    if (entries % PROGRESS === 0) stderr.write(`${count(entries, 'entry', 'entries')} read …\n`);
  });
  const problems = [
    ...found.unreadable
      .slice(0, TOLD)
      .map((key) => `${key} was not written with this product’s key, or was changed since.`),
    ...(found.unreadable.length > TOLD ? [`And ${String(found.unreadable.length - TOLD)} more such entries.`] : []),
    ...(found.notErased > 0
      ? [`${count(found.notErased, 'person whom', 'people whom')} the ledger says were erased still stand in the database: start the product, and they are erased again.`]
      : []),
    ...(found.notEntered > 0
      ? [`${count(found.notEntered, 'receipt has', 'receipts have')} no entry in the ledger: entries were removed.`]
      : []),
  ]; // prettier-ignore
  for (const problem of problems) stdout.write(`${problem}\n`);
  if (problems.length > 0) return 1;
  stdout.write(
    `The erasure ledger and the database agree: ${count(found.entries, 'entry', 'entries')}, ${count(found.people, 'person', 'people')}.\n`,
  );
  return 0;
}
