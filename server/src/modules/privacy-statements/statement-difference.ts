import { diffLines } from 'diff';
import { notFound } from '../../platform/errors.ts';
import { loadLabel } from '../organisation/index.ts';
import type { Work } from '../permissions/index.ts';
import { PrivacyStatementSchema } from './privacy-statement.entity.ts';

export const PART_KINDS = ['SAME', 'ADDED', 'REMOVED'] as const;

export interface DifferencePart {
  readonly kind: (typeof PART_KINDS)[number];
  readonly text: string;
}

/**
 * What changed from one version to another of the same label and language, line by line.
 * @throws DomainError NOT_FOUND
 */
export async function statementDifference(work: Work, fromId: string, toId: string): Promise<DifferencePart[]> {
  const from = await versionOf(work, fromId);
  const to = await versionOf(work, toId);
  if (from.labelId !== to.labelId || from.language !== to.language) throw notFound();
  return diffLines(`${from.body}\n`, `${to.body}\n`).map(({ added, removed, value }) => ({
    kind: added ? 'ADDED' : removed ? 'REMOVED' : 'SAME',
    text: value.replace(/\n$/, ''),
  }));
}

async function versionOf(work: Work, id: string) {
  const version = await work.em.findOne(PrivacyStatementSchema, { id });
  if (!version || !(await loadLabel(work, version.labelId))) throw notFound();
  return version;
}
