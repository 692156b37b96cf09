import { stringify } from 'csv-stringify/sync';
import { inTransaction, rows, sql } from '../../platform/database/index.ts';
import { badInput } from '../../platform/errors.ts';
import { rowId, toGlobalId } from '../../platform/graphql/index.ts';
import { actionWords, recordAudit } from '../audit/index.ts';
import { AgencySchema } from '../organisation/index.ts';
import type { Rights, Work } from '../permissions/index.ts';
import { actorsOf, type ReadActor } from './actors.ts';
import { listEntries, selectEntries, type EntryFilter, type ReadEntry } from './read-entries.ts';
import { readFacts } from './read-facts.ts';

/** Entries in one file: what a spreadsheet shows, and fits in an answer. */
const MOST = 10_000;

type Language = 'nl' | 'en';

// prettier-ignore
const HEADINGS: Readonly<Record<Language, readonly string[]>> = {
  nl: ['Nummer', 'Tijdstip', 'Wat', 'Code', 'Door', 'Medewerker', 'Bureau', 'Betreft', 'Id', 'Bijzonderheden'],
  en: ['Number', 'Time', 'What', 'Code', 'By', 'Employee', 'Agency', 'Concerns', 'Id', 'Particulars'],
};

/**
 * The entries that are asked for, as a CSV file. Looking at the trail is not recorded; carrying it away is, in the same
 * transaction.
 * @throws DomainError BAD_USER_INPUT, also when there are more than a file holds.
 */
export function exportAuditEntries(
  work: Work,
  rights: Rights,
  { filter, language }: { filter: EntryFilter; language: Language },
): Promise<{ csv: string; entries: number }> {
  return inTransaction(work.em, async (em) => {
    const inside: Work = { ...work, em };
    const selection = await selectEntries(inside, filter);
    const [counted] = await rows<{ n: number }>(
      em,
      sql`select count(*)::int as n from (select from ${selection.from} where ${selection.where} limit ${MOST + 1}) e`,
    );
    if (counted!.n > MOST)
      throw badInput('filter', `These are more than ${MOST.toLocaleString('en-GB')} entries: ask for fewer.`);
    const entries = await listEntries(inside, selection, MOST);
    const csv = await write(inside, rights, entries, language);
    const personId = filter.personId == null ? null : rowId('Candidate', filter.personId, 'personId');
    await recordAudit(inside, [
      {
        action: 'audit.exported',
        subjectType: personId === null ? 'AuditTrail' : 'Candidate',
        subjectId: personId,
        facts: { entries: entries.length },
      },
    ]);
    return { csv, entries: entries.length };
  });
}

async function write(work: Work, rights: Rights, entries: readonly ReadEntry[], language: Language): Promise<string> {
  const actors = await actorsOf(work, entries);
  const agencyIds = [...new Set(entries.flatMap(({ agencyId }) => agencyId ?? []))];
  const agencies = await work.em.find(AgencySchema, { id: { $in: agencyIds } });
  const names = new Map(agencies.map(({ id, name }) => [id, name]));
  const lines = entries.map((entry) => {
    const actor = actors.get(entry)!;
    return [
      entry.seq,
      entry.at.toISOString(),
      actionWords(entry.action)[language],
      entry.action,
      byWhom(actor, language),
      actor.name,
      entry.agencyId === null ? null : names.get(entry.agencyId),
      entry.subjectType,
      entry.subjectId === null ? null : toGlobalId(entry.subjectType, entry.subjectId),
      particulars(rights, entry, language),
    ];
  });
  // The mark tells a spreadsheet that it is UTF-8; a value that begins like a formula is kept from being one.
  return stringify([HEADINGS[language], ...lines], { delimiter: ';', bom: true, escape_formulas: true });
}

const byWhom = ({ kind, labelNl, labelEn }: ReadActor, language: Language) =>
  (language === 'nl' ? labelNl : labelEn) ?? kind;

const particulars = (rights: Rights, entry: ReadEntry, language: Language): string =>
  readFacts(rights, entry)
    .flatMap((fact) => (fact.value === null ? [] : [`${fact[language]}: ${fact.value}`]))
    .join('; ');
