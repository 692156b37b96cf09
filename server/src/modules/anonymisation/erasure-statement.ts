import { createHash } from 'node:crypto';
import { keepPlanOf, type EntityManager } from '../../platform/database/index.ts';
import {
  ERASURE_PARAMETERS as PARAMETER,
  erasedValue,
  type ErasureMethod,
  type ErasureParameters,
  type PersonalDataCatalogue,
  storedTables,
  type StoredTable,
} from '../personal-data/index.ts';

/** What erasing does, folded once from the declarations (B1): nobody keeps a list of columns by hand. */
export interface ErasureProgram {
  /** Names the declarations by which people were erased, for the receipt. */
  readonly version: string;
  /** Parameterised SQL: erases a batch in every table, and writes each person's receipt with the counts that came out. */
  readonly base: string;
  readonly plus: string;
  /** The same, by which all their rows go (D3, H54). */
  readonly deletion: string;
}

const programs = new WeakMap<PersonalDataCatalogue, ErasureProgram>();

export function erasureProgram(em: EntityManager, catalogue: PersonalDataCatalogue): ErasureProgram {
  let program = programs.get(catalogue);
  if (!program) {
    const tables = storedTables(em, catalogue);
    const base = compileStatement(tables, 'BASE');
    const plus = compileStatement(tables, 'PLUS');
    const deletion = compileStatement(tables, 'DELETION');
    const hash = createHash('sha256').update(base).update(plus).update(deletion);
    program = { version: hash.digest('hex').slice(0, 16), base, plus, deletion };
    programs.set(catalogue, program);
    for (const statement of [base, plus, deletion]) keepPlanOf(statement);
  }
  return program;
}

/** The values of the statement's parameters, in their order. */
export const bindErasure = (values: ErasureParameters): unknown[] =>
  (Object.keys(PARAMETER) as (keyof ErasureParameters)[]).map((name) => values[name]);

const quote = (name: string) => `"${name.replaceAll('"', '""')}"`;

type Kind = 'BASE' | 'PLUS' | 'DELETION';

/** All tables in one statement: one round trip, one snapshot, and counts that can't differ from what was done. */
function compileStatement(tables: readonly StoredTable[], kind: Kind): string {
  const erased = tables.flatMap((table) => {
    const statement = compileTable(table, kind);
    return statement ? [{ name: table.name, statement }] : [];
  });
  const steps = erased.map((table, index) => `t${String(index)} as (${table.statement})`);
  const counts = erased.map(
    (table, index) => `select person, '${table.name}' as tbl, count(*) as n from t${String(index)} group by 1`,
  );
  const ending = kind === 'DELETION' ? 'DELETE' : 'ANONYMISE';
  // PostgreSQL wants to meet every parameter; a deletion closes no applications.
  return `with given as (select ${PARAMETER.deregistrationRule}),
${steps.join(',\n')},
counted as (
${counts.join('\nunion all ')}
),
counts as (select person, jsonb_object_agg(tbl, n) as counts from counted group by person)
insert into erasure_receipt (id, candidate_id, agency_id, organisation_unit_id, erased_at, way, ending, plus, declarations_version, counts, applications_closed, memo, idempotency_key)
select batch.receipt_id, batch.candidate_id, ${PARAMETER.agencyId}, c.organisation_unit_id, ${PARAMETER.erasedAt}, ${PARAMETER.way}, '${ending}', ${String(kind === 'PLUS')},
  ${PARAMETER.declarationsVersion}, counts.counts, batch.applications_closed, ${PARAMETER.memo}, ${PARAMETER.idempotencyKey}
from unnest(${PARAMETER.candidateIds}, ${PARAMETER.receiptIds}, ${PARAMETER.applicationsClosed}) as batch (candidate_id, receipt_id, applications_closed)
join counts on counts.person = batch.candidate_id
join candidate c on c.id = batch.candidate_id`;
}

function compileTable(table: StoredTable, kind: Kind): string | undefined {
  const person = quote(table.person);
  const tail = `where ${person} = any(${PARAMETER.candidateIds}) returning ${person} as person`;
  const { rows, rowsPlus } = table.declaration;
  const plus = kind === 'PLUS';
  if (kind === 'DELETION' || (plus ? rowsPlus : rows) === 'DELETE') return `delete from ${quote(table.name)} ${tail}`;

  const sets = table.columns.flatMap(({ name, line }) => {
    const method: ErasureMethod = (plus ? line.plus : undefined) ?? line.erase;
    const value = erasedValue(method, quote(name));
    return value === undefined ? [] : [`${quote(name)} = ${value}`];
  });
  return sets.length === 0 ? undefined : `update ${quote(table.name)} set ${sets.join(', ')} ${tail}`;
}
