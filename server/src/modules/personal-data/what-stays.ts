import { rows, sql, type EntityManager } from '../../platform/database/index.ts';
import type { PersonalDataCatalogue } from './catalogue.ts';
import { FIELD_GROUPS, type ColumnLine, type FieldGroup, type PersonalDataDeclaration } from './declaration.ts';
import { methodName } from './erasure-method.ts';
import { storedTables } from './stored-table.ts';

/** Whether a table's rows go altogether when their person is made anonymous. */
export const rowsAreRemoved = (table: PersonalDataDeclaration, plus: boolean): boolean =>
  (plus ? table.rowsPlus : table.rows) === 'DELETE';

/** Whether a column keeps what it holds, or some of it, when its person is made anonymous. */
export const staysWhenAnonymised = (table: PersonalDataDeclaration, line: ColumnLine, plus: boolean): boolean =>
  !rowsAreRemoved(table, plus) &&
  ['KEEP', 'START_OF_YEAR'].includes(methodName((plus ? line.plus : undefined) ?? line.erase));

export interface ErasedGroup {
  readonly key: FieldGroup;
  /** Records that were erased; null for what stood in the person himself. */
  readonly count: number | null;
}

/** What a receipt's counts say in groups that its person knows: he is told that, and no names of tables (B8). */
export function erasedGroups(
  em: EntityManager,
  catalogue: PersonalDataCatalogue,
  done: { deleted: boolean; plus: boolean; counts: Readonly<Record<string, number>> },
): ErasedGroup[] {
  const found = new Map<FieldGroup, number | null>();
  for (const { declaration, name, columns } of storedTables(em, catalogue)) {
    const count = done.counts[name] ?? 0;
    if (count === 0) continue;
    const told = columns.filter(
      ({ line }) => line.portal !== 'HIDDEN' && (done.deleted || !staysWhenAnonymised(declaration, line, done.plus)),
    );
    for (const key of new Set(told.map(({ line }) => line.group)))
      found.set(key, declaration.person === 'id' ? null : Math.max(found.get(key) ?? 0, count));
  }
  return FIELD_GROUPS.flatMap((key) => (found.has(key) ? [{ key, count: found.get(key) ?? null }] : []));
}

export interface StayingGroup {
  readonly key: FieldGroup;
  /** What is filled in of it, by name. */
  readonly fields: readonly { readonly nl: string; readonly en: string }[];
}

/** What is still held of somebody who was made anonymous, looked up in his rows and not guessed from the declarations. */
export async function stayingGroups(
  em: EntityManager,
  catalogue: PersonalDataCatalogue,
  about: { candidateId: string; plus: boolean },
): Promise<StayingGroup[]> {
  const columns = storedTables(em, catalogue).flatMap((table) =>
    table.columns
      .filter(({ line }) => line.portal !== 'HIDDEN' && staysWhenAnonymised(table.declaration, line, about.plus))
      .map((column) => ({ table, column })),
  );
  if (columns.length === 0) return [];
  const filled = columns.map(
    ({ table, column }, index) => sql`select ${index}::int as at where exists (
      select from ${sql.table(table.name)} where ${sql.ref(table.person)} = ${about.candidateId} and ${sql.ref(column.name)} is not null)`,
  );
  const found = await rows<{ at: number }>(em, sql.join(filled, sql` union all `));
  const lines = found.toSorted((a, b) => a.at - b.at).map(({ at }) => columns[at]!.column.line);
  return FIELD_GROUPS.flatMap((key) => {
    // Two columns can have one name.
    const names = new Map(lines.filter(({ group }) => group === key).map(({ nl, en }) => [nl, { nl, en }]));
    return names.size === 0 ? [] : [{ key, fields: [...names.values()] }];
  });
}
