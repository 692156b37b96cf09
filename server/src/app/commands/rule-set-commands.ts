import { readFile, stat } from 'node:fs/promises';
import { importRuleSet, LARGEST_FILE, ruleSetFile } from '../../modules/rule-sets/index.ts';
import type { Work } from '../../modules/permissions/index.ts';
import { RuleSetSchema } from '../../modules/selection-rules/index.ts';
import { DomainError } from '../../platform/errors.ts';
import type { VerifyIo } from './verify-command.ts';

export const EXPORT_USAGE = 'Usage: export-rule-set NAME > FILE.json';
export const IMPORT_USAGE = 'Usage: import-rule-set FILE.json';

/**
 * `export-rule-set NAME`: writes a set as a file to standard output, to be read in another environment (C16).
 * @returns the exit code: 0 done, 1 refused, 2 not understood.
 */
export async function exportRuleSetCommand({ em }: Work, argv: readonly string[], io: VerifyIo): Promise<number> {
  const [name, ...more] = argv;
  if (name === undefined || more.length > 0) return refuse(io, EXPORT_USAGE, 2);
  const sets = await em.find(RuleSetSchema, { name }, { orderBy: { createdAt: 'desc' } });
  // Of several of one name that is meant which was approved last.
  const [set] = sets.toSorted((a, b) => (b.approvedAt?.getTime() ?? 0) - (a.approvedAt?.getTime() ?? 0));
  if (!set) return refuse(io, 'There is no set of rules of this name.', 1);
  io.stdout.write(await ruleSetFile(em, set));
  return 0;
}

/**
 * `import-rule-set FILE`: brings a set from another environment.
 * @returns the exit code: 0 done, 1 refused, 2 not understood.
 */
export async function importRuleSetCommand(work: Work, argv: readonly string[], io: VerifyIo): Promise<number> {
  const [path, ...more] = argv;
  if (path === undefined || more.length > 0) return refuse(io, IMPORT_USAGE, 2);
  const found = await stat(path).catch(() => null);
  if (!found?.isFile() || found.size > 4 * LARGEST_FILE)
    return refuse(io, 'There is no such file, it may not be read, or it is too large to be a set of rules.', 2);
  try {
    const set = await importRuleSet(work, await readFile(path, 'utf8'));
    const next = set.state === 'DRAFT' ? 'It is a draft.' : 'It waits for the customer who approved it.';
    io.stdout.write(`${set.name} is here, with the mark ${set.contentHash}. ${next}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return refuse(io, [error.field?.join('.'), error.message].filter(Boolean).join(': '), 1);
  }
}

function refuse({ stderr }: VerifyIo, sentence: string, code: number): number {
  stderr.write(`${sentence}\n`);
  return code;
}
